import { config } from '../platform/config.js';
import { DomainError } from '../platform/errors.js';
import { spend } from '../platform/rate-limits.js';
import { rehearseTransfer, transfer, transferSchema, type TransferMade } from '../transactions/index.js';
import { userById } from '../users/index.js';
import { ownWallets } from '../wallets/index.js';
import { amountIn } from './amount.js';
import {
  formOf,
  freshForm,
  isMendable,
  parseForm,
  refusedForm,
  type Fields,
  type FormState,
} from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import { seeOther } from './page.js';
import { render } from './render.js';
import { addressOf, chosenWallet, type CustomerVisit } from './wallet.pages.js';

/** The same allowance as the door of the API, and the same counter. */
const limit = { name: 'transfer', points: 60, seconds: 300 };

async function showForm(
  visit: CustomerVisit,
  { form, key }: { form: FormState; key: string },
  status = 200,
): Promise<void> {
  const [wallet, wallets, user] = await Promise.all([
    chosenWallet(visit),
    ownWallets(visit.visitor),
    userById(visit.visitor.id),
  ]);
  const model = {
    wallet,
    others: wallets.filter(({ id }) => id !== wallet.id),
    isKnown: user?.kycLevel !== 'NONE',
    least: config.TRANSFER_MIN_AMOUNT,
    addressOf,
    form,
    key,
  };
  render(visit, 'wallets/transfer', model, status);
}

export const showTransfer = (visit: CustomerVisit): Promise<void> =>
  showForm(visit, { form: freshForm(), key: newFormKey() });

/** Money to a wallet of one's own names the wallet instead of a person. */
const wishIn = (form: Fields) => ({
  to: (form['own'] || form['to']) ?? '',
  amount: amountIn(form['amount']),
  note: form['note'] ?? '',
});

/** Whom it goes to and what is left, to look at before it is done. */
async function showConfirmation(
  visit: CustomerVisit,
  made: TransferMade,
  form: Fields,
  key: string,
): Promise<void> {
  render(visit, 'wallets/transfer-confirm', {
    made,
    wallet: await chosenWallet(visit),
    addressOf,
    values: form,
    key,
  });
}

/** Why a form cannot be followed; that somebody is not known yet is said in the form as well. */
const isSaid = (error: unknown): error is DomainError =>
  isMendable(error) || (error instanceof DomainError && error.code === 'kyc_required');

/** The first press shows the recipient's masked name, the second one sends the money. */
export async function sendTransfer(visit: CustomerVisit): Promise<void> {
  const { visitor: actor, locale } = visit;
  const form = formOf(visit.req);
  await spend(limit, actor.id);
  try {
    const { dry_run: _always, ...wish } = parseForm(transferSchema, wishIn(form));
    const { id: walletId } = await chosenWallet(visit);
    const order = { actor, locale, walletId, ...wish };
    if (form['confirmed'] !== 'yes')
      return await showConfirmation(visit, await rehearseTransfer(order), form, form['key'] ?? newFormKey());
    const id = await once(
      visit,
      form,
      { route: 'page transfer', wish: { walletId, wish } },
      async (idempotency) => {
        const { transaction } = await transfer({ ...order, idempotency });
        return transaction.id;
      },
    );
    seeOther(visit, `/orders/${id}`);
  } catch (error) {
    if (!isSaid(error)) throw error;
    const refused = refusedForm(error, form, locale);
    await showForm(visit, { form: refused, key: keyAfter(error, form) }, error.status);
  }
}
