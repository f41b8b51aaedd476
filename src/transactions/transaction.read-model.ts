import { In, LessThan } from 'typeorm';
import { database, query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { pageOf } from '../platform/http/paging.js';
import { rupiah } from '../platform/money.js';
import { RefundClaim } from './refund.entity.js';
import { Transaction, TransactionDiscount, TransactionLine, TransactionLog } from './transaction.entity.js';
import type { TransactionStatus } from './transaction.states.js';

interface ListWish {
  userId: string;
  status?: string;
  type?: string;
  cursor?: string;
  limit: number;
}

/** A customer's sales, newest first, one page at a time. */
export async function listTransactions({ userId, status, type, cursor, limit }: ListWish) {
  const rows = await database()
    .getRepository(Transaction)
    .find({
      where: {
        userId,
        ...(status ? { status: status as TransactionStatus } : {}),
        ...(type ? { type: type as Transaction['type'] } : {}),
        ...(cursor ? { id: LessThan(cursor) } : {}),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
  return pageOf(rows, limit);
}

/** One sale of one customer; other people's look missing. @throws DomainError `not_found`. */
export async function transactionOfUser(id: string, userId: string): Promise<Transaction> {
  const sale = await database().getRepository(Transaction).findOneBy({ id, userId });
  if (!sale) throw notFound('transaction');
  return sale;
}

/** For pages and guests that have proved elsewhere that they may see it. @throws DomainError `not_found`. */
export async function transactionById(id: string): Promise<Transaction> {
  const sale = await database().getRepository(Transaction).findOneBy({ id });
  if (!sale) throw notFound('transaction');
  return sale;
}

/** Order number and phone together open a sale; a wrong pair says no more than "not found". */
export async function trackTransaction(number: string, phone: string): Promise<Transaction> {
  const sale = await database().getRepository(Transaction).findOneBy({ number, contactPhone: phone });
  if (!sale) throw notFound('transaction');
  return sale;
}

export const linesOfTransactions = (ids: string[]): Promise<TransactionLine[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : database()
        .getRepository(TransactionLine)
        .find({ where: { transactionId: In(ids) }, order: { position: 'ASC' } });

/** What was off these sales; nothing is asked for those that had no discount. */
export function discountsOf(
  sales: Pick<Transaction, 'id' | 'discountAmount'>[],
): Promise<TransactionDiscount[]> {
  const ids = sales.filter(({ discountAmount }) => discountAmount > 0).map(({ id }) => id);
  if (ids.length === 0) return Promise.resolve([]);
  return database()
    .getRepository(TransactionDiscount)
    .find({ where: { transactionId: In(ids) }, order: { id: 'ASC' } });
}

export const logsOfTransaction = (transactionId: string): Promise<TransactionLog[]> =>
  database()
    .getRepository(TransactionLog)
    .find({ where: { transactionId }, order: { id: 'ASC' } });

/** What became of a guest's refund; null for a sale that has none to claim. */
export const refundClaimOf = (transactionId: string): Promise<RefundClaim | null> =>
  database().getRepository(RefundClaim).findOneBy({ transactionId });

interface CountRow {
  status: TransactionStatus;
  amount: string;
  count: string;
}

/** Figures of one customer: how many, how many went well, what was spent (rupiah). */
export async function statsOfUser(userId: string) {
  const rows = await query<CountRow>(
    'SELECT status, COUNT(*) AS count, SUM(total_amount) AS amount FROM transactions WHERE user_id = ? GROUP BY status',
    [userId],
  );
  const count = (...states: TransactionStatus[]) =>
    rows.filter((row) => states.includes(row.status)).reduce((total, row) => total + Number(row.count), 0);
  const successes = count('SUCCESS');
  const failures = count('FAILED', 'REFUNDED');
  const ended = successes + failures;
  return {
    total_count: rows.reduce((total, row) => total + Number(row.count), 0),
    success_count: successes,
    failed_count: failures,
    open_count: count('AWAITING_PAYMENT', 'PAID', 'PROCESSING'),
    spent_amount: rupiah(rows.find((row) => row.status === 'SUCCESS')?.amount ?? 0),
    success_rate_bps: ended === 0 ? null : Math.floor((successes * 10_000) / ended),
  };
}
