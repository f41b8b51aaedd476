import { newId } from '../platform/ids.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import { walletAccount, type WalletAtHand } from '../wallets/index.js';
import { Payment } from './payment.entity.js';
import { paymentStates } from './payment.states.js';

export interface WalletPayment {
  transactionId: string;
  /** Held open for spending by the same unit of work. */
  wallet: WalletAtHand;
  orderAmount: Rupiah;
}

/** No gateway has a part in it: there is nothing to ask for, to wait for or to check. */
function paidPayment({ transactionId, wallet, orderAmount }: WalletPayment, now: Date) {
  const id = newId();
  return {
    id,
    transactionId,
    payerId: wallet.userId,
    walletId: wallet.id,
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

/**
 * Pays a sale from a wallet at once: the balance decides. Nobody is told of a payment that the sale itself brings
 * along as paid. The posting comes first, so that an empty wallet is refused before anything else is sent.
 * @throws DomainError `insufficient_balance` (409).
 */
export async function payFromWallet(uow: UnitOfWork, input: WalletPayment): Promise<Payment> {
  const row = paidPayment(input, uow.now);
  await post(uow, {
    kind: 'payment.paid',
    reference: `payment:${row.id}:paid`,
    transactionId: row.transactionId,
    entries: [
      debit(walletAccount(input.wallet), row.orderAmount),
      credit(accounts.orderDeposits, row.orderAmount),
    ],
  });
  uow.add(Payment, row);
  uow.begin(paymentStates, row, ['open', 'pay'], { isTold: false });
  return Object.assign(new Payment(), row);
}
