import { raiseAlert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, postOnce, type Account } from '../ledger/index.js';
import { receivingWallet, walletAccount } from '../wallets/index.js';
import type { GatewayReport } from './gateway.js';
import { moneyIn, receivedAmount } from './money-in.js';
import type { Payment } from './payment.entity.js';

const parkedPrefix = (payment: Payment, reference: string) => `payment:${payment.id}:parked:${reference}:`;

/** Whether the money of this reference at the gateway has been set aside already, for whatever amount. */
export async function isParked(uow: UnitOfWork, payment: Payment, reference: string): Promise<boolean> {
  const prefix = parkedPrefix(payment, reference);
  const rows = await uow.sql(
    'SELECT id FROM ledger_journals WHERE reference >= ? AND reference < ? LIMIT 1',
    [prefix, `${prefix}~`],
  );
  return rows.length > 0;
}

/** A second amount for money that is booked is a claim, not yet money: only suspense may hold that. */
async function placeFor(uow: UnitOfWork, payment: Payment, reference: string): Promise<Account> {
  const settled = payment.wasPaid && payment.reference === reference;
  const booked = settled || (await isParked(uow, payment, reference));
  if (payment.payerId === null || booked) return accounts.suspense;
  return walletAccount(await receivingWallet(uow, payment.payerId));
}

/** Staff look at what was parked; a customer is told of what lies in the wallet. */
async function tell(uow: UnitOfWork, payment: Payment, report: GatewayReport, parked: Parked): Promise<void> {
  const { owner, reason } = parked;
  const { reference } = report;
  const figures = { amount: receivedAmount(report), reference, transaction_id: payment.transactionId };
  await raiseAlert(uow, {
    kind: 'payment_parked',
    subject: payment.id,
    severity: 'warning',
    details: { ...figures, reason, account: owner.code },
  });
  if (owner !== accounts.suspense) uow.emit('payment.parked', { id: payment.id, ...figures });
}

interface Parked {
  owner: Account;
  reason: string;
}

/**
 * Sets aside money that settles nothing: late, double, or of another amount. It goes to the payer's wallet, or to
 * suspense where there is none, once for each reference and amount. Answers false when it was there already.
 */
export async function parkMoney(
  uow: UnitOfWork,
  payment: Payment,
  report: GatewayReport,
  reason: string,
): Promise<boolean> {
  const owner = await placeFor(uow, payment, report.reference);
  const parked = await postOnce(uow, {
    kind: 'payment.parked',
    reference: `${parkedPrefix(payment, report.reference)}${String(report.totalAmount)}`,
    transactionId: payment.transactionId,
    description: reason,
    effectiveAt: report.paidAt ?? uow.now,
    entries: moneyIn(payment.gateway, report, owner),
  });
  if (parked) await tell(uow, payment, report, { owner, reason });
  return parked;
}
