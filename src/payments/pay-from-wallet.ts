import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post, type JournalDraft } from '../ledger/index.js';
import { askSpendable, walletAccount, type WalletAtHand } from '../wallets/index.js';
import { Payment } from './payment.entity.js';
import { paymentStates } from './payment.states.js';

export interface WalletPayment {
  transactionId: string;
  walletId: string;
  userId: string;
  orderAmount: Rupiah;
}

/** No gateway has a part in it: there is nothing to ask for, to wait for or to check. */
function paidPayment(
  id: string,
  { transactionId, orderAmount }: WalletPayment,
  wallet: WalletAtHand,
  now: Date,
) {
  return {
    id,
    transactionId,
    payerId: wallet.userId,
    walletId: wallet.id,
    standingCodeId: null,
    gateway: 'wallet',
    method: 'WALLET',
    methodName: wallet.name,
    status: 'PAID' as const,
    orderAmount,
    feeAmount: 0,
    merchantFeeAmount: 0,
    amount: orderAmount,
    paidAmount: orderAmount,
    refundedAmount: 0,
    merchantRef: id,
    reference: null,
    payCode: null,
    payUrl: null,
    qrString: null,
    checkoutUrl: null,
    instructions: null,
    request: null,
    expiresAt: now,
    gatewayExpiresAt: null,
    paidAt: now,
    returnedAt: null,
    nextCheckAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** What is wrong with the wallet itself is said before what is in it. */
async function take(uow: UnitOfWork, draft: JournalDraft, wallet: () => WalletAtHand): Promise<WalletAtHand> {
  try {
    await post(uow, draft);
  } catch (error) {
    if (error instanceof DomainError) wallet();
    throw error;
  }
  return wallet();
}

/**
 * Pays a sale from a wallet at once: the balance decides. Nobody is told of a payment that the sale itself brings
 * along as paid. Wallet and balance travel in one packet, and a refusal of either undoes the whole work, so that an
 * empty wallet is refused before anything else is sent.
 * @throws DomainError `not_found` for a stranger's wallet, `wallet_frozen`, `wallet_closed`, `insufficient_balance` (409).
 */
export async function payFromWallet(
  uow: UnitOfWork,
  input: WalletPayment,
): Promise<{ payment: Payment; wallet: WalletAtHand }> {
  const { transactionId, walletId, userId, orderAmount } = input;
  const id = newId();
  const source = walletAccount({ id: walletId, userId });
  const draft = {
    kind: 'payment.paid',
    reference: `payment:${id}:paid`,
    isFirst: true,
    transactionId,
    entries: [debit(source, orderAmount), credit(accounts.orderDeposits, orderAmount)],
  };
  const wallet = await take(uow, draft, askSpendable(uow, walletId, userId));
  const row = paidPayment(id, input, wallet, uow.now);
  uow.add(Payment, row);
  uow.begin(paymentStates, row, ['open', 'pay'], { isTold: false });
  return { payment: Object.assign(new Payment(), row), wallet };
}
