import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { sum } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { discountGone, forgetLiveRules, reserveGrants, returnGrants, useGrants } from '../discounts/index.js';
import {
  refuseCode,
  reserveVoucher,
  returnVouchers,
  useVouchers,
  voucherNotUsable,
} from '../vouchers/index.js';
import type { Discounted } from './discount-lines.js';
import { TransactionDiscount, type Transaction } from './transaction.entity.js';

/** Notes what is off a sale and why; kept with it for good. */
export function recordDiscounts(
  uow: UnitOfWork,
  { id: transactionId }: Transaction,
  { discounts }: Discounted,
): TransactionDiscount[] {
  const rows = discounts.map(({ source, sourceId, version, name, amount, explanation }) =>
    Object.assign(new TransactionDiscount(), {
      id: newId(),
      transactionId,
      source,
      sourceId,
      version,
      name,
      amount,
      explanation,
      createdAt: uow.now,
    }),
  );
  uow.add(TransactionDiscount, rows);
  return rows;
}

/**
 * Sets aside for a sale what can be had only so often, as the last thing its unit of work does.
 * @throws DomainError `voucher_not_usable` (422), `discount_gone` (409) for what was taken or paused since the sale was
 *   priced.
 */
export async function reserveDiscounts(
  uow: UnitOfWork,
  { id: transactionId, paidAt }: Transaction,
  { voucher, grants, discounts }: Discounted,
): Promise<void> {
  const isPaid = paidAt !== null;
  await reserveGrants(uow, { id: transactionId, isPaid }, grants, discounts);
  if (!voucher) return;
  const amount = sum(discounts.filter(({ sourceId }) => sourceId === voucher.voucherId).map((d) => d.amount));
  await reserveVoucher(uow, { claim: voucher, transactionId, amount, isUsed: isPaid });
}

/**
 * The sale was not placed because what it had off was gone in the moment in which it was to be set aside: staff find why
 * with the voucher, and the next attempt sees the rules as they are.
 */
export async function noteTakenMeanwhile({ voucher, code }: Discounted, error: unknown): Promise<void> {
  if (!(error instanceof DomainError)) return;
  if (error.code === discountGone().code) await forgetLiveRules();
  if (!voucher || code === null || error.code !== voucherNotUsable().code) return;
  const { userId, voucherId } = voucher;
  await refuseCode({ typed: code, userId, voucherId, reason: 'taken_meanwhile', judgements: [] });
}

/** The sale is paid. */
export async function useDiscounts(uow: UnitOfWork, sale: Transaction): Promise<void> {
  if (sale.discountAmount === 0) return;
  await useVouchers(uow, sale.id);
  await useGrants(uow, sale.id);
}

/** The sale failed, ran out or was called off: what it had can be had again. */
export async function returnDiscounts(uow: UnitOfWork, sale: Transaction): Promise<void> {
  if (sale.discountAmount === 0) return;
  await returnGrants(uow, sale.id);
  await returnVouchers(uow, sale.id);
}
