import type { z } from 'zod';
import { hasCopy, translate, type Locale } from '../platform/i18n.js';
import type { Mutation, WalletView } from './wallet.read-model.js';
import type { mutationResource, walletResource } from './wallet.schema.js';

/** A wallet as its owner sees it. */
export const presentWallet = (wallet: WalletView): z.infer<typeof walletResource> => ({
  id: wallet.id,
  name: wallet.name,
  currency: wallet.currency,
  status: wallet.status,
  is_default: wallet.isDefault,
  balance_amount: wallet.balanceAmount,
  held_amount: wallet.heldAmount,
  available_amount: wallet.availableAmount,
});

/** What moved a balance, in words; some kinds say another thing to who gives than to who receives. */
function titleOf({ kind, amount }: Mutation, locale: Locale): string {
  const key = `wallet.mutations.${kind.replaceAll('.', '_')}`;
  const sided = `${key}_${amount > 0 ? 'in' : 'out'}`;
  return translate(locale, [sided, key].find((each) => hasCopy(locale, each)) ?? 'wallet.mutations.other');
}

/** What staff write for each other is not for the customer; the words of a transfer are. */
const wordsOf = ({ kind, description }: Mutation): string => (kind === 'wallet.transfer' ? description : '');

export const presentMutation = (mutation: Mutation, locale: Locale): z.infer<typeof mutationResource> => ({
  id: mutation.id,
  transaction_id: mutation.transactionId,
  kind: mutation.kind,
  title: titleOf(mutation, locale),
  description: wordsOf(mutation),
  amount: mutation.amount,
  balance_before_amount: mutation.balanceBeforeAmount,
  balance_after_amount: mutation.balanceAfterAmount,
  created_at: mutation.createdAt.toISOString(),
});
