import { LessThan } from 'typeorm';
import { database, query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { pageOf } from '../platform/http/paging.js';
import { bankName, maskedNumber } from '../users/index.js';
import { Withdrawal } from './withdrawal.entity.js';

interface ListWish {
  userId: string;
  walletId?: string;
  cursor?: string | undefined;
  limit: number;
}

/** A customer's withdrawals, of one wallet or of all, newest first. */
export async function listWithdrawals({ userId, walletId, cursor, limit }: ListWish) {
  const rows = await database()
    .getRepository(Withdrawal)
    .find({
      where: { userId, ...(walletId ? { walletId } : {}), ...(cursor ? { id: LessThan(cursor) } : {}) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
  return pageOf(rows, limit);
}

/** One withdrawal of one customer; other people's look missing. @throws DomainError `not_found`. */
export async function withdrawalOfUser(id: string, userId: string): Promise<Withdrawal> {
  const withdrawal = await database().getRepository(Withdrawal).findOneBy({ id, userId });
  if (!withdrawal) throw notFound('withdrawal');
  return withdrawal;
}

/** @throws DomainError `not_found`. */
export async function withdrawalOfTransaction(transactionId: string): Promise<Withdrawal> {
  const withdrawal = await database().getRepository(Withdrawal).findOneBy({ transactionId });
  if (!withdrawal) throw notFound('withdrawal');
  return withdrawal;
}

interface TargetRow {
  id: string;
  bank_code: string;
  number_hint: string;
  holder_name: string;
}

/** Where withdrawals go, in one line each: bank, masked number and holder, for lists of the console. */
export async function targetsOf(ids: string[]): Promise<Map<string, { target: string }>> {
  const rows = await query<TargetRow>(
    `SELECT w.id, a.bank_code, a.number_hint, a.holder_name FROM withdrawals w
     JOIN bank_accounts a ON a.id = w.bank_account_id WHERE w.id IN (?)`,
    [ids],
  );
  // In a narrow column the line breaks before the name, nowhere else.
  const together = (text: string) => text.replaceAll(' ', '\u00a0');
  const inWords = ({ bank_code, number_hint, holder_name }: TargetRow) =>
    `${together(`${bankName(bank_code)} ${maskedNumber(number_hint)} ·`)} ${holder_name}`;
  return new Map(rows.map((row) => [row.id, { target: inWords(row) }]));
}

/** How many withdrawals of each payout file the bank has not answered yet. */
export async function payoutFileProgress(ids: string[]): Promise<Map<string, { underWay: number }>> {
  const rows = await query<{ id: string; sent: string }>(
    `SELECT payout_file_id AS id, SUM(status = 'SENT') AS sent FROM withdrawals
     WHERE payout_file_id IN (?) GROUP BY payout_file_id`,
    [ids],
  );
  return new Map(rows.map(({ id, sent }) => [id, { underWay: Number(sent) }]));
}
