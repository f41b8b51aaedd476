import { LessThan } from 'typeorm';
import { database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { pageOf } from '../platform/http/paging.js';
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
