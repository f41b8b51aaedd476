import { database, query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import type { Page } from '../platform/http/door.js';
import { pageOf } from '../platform/http/paging.js';
import { dayAfter, jakartaMidnight } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Wallet, walletAccount } from './wallet.entity.js';
import type { WalletStatus } from './wallet.states.js';

/** Rupiah in a wallet: all of it, what is reserved, and what can be spent. */
export interface WalletMoney {
  balanceAmount: Rupiah;
  heldAmount: Rupiah;
  availableAmount: Rupiah;
}

export interface WalletView extends WalletMoney {
  id: string;
  userId: string;
  name: string;
  currency: 'IDR';
  status: WalletStatus;
  isDefault: boolean;
}

interface BalanceRow {
  wallet_id: string;
  user_id: string;
  name: string;
  currency: 'IDR';
  status: WalletStatus;
  is_default: number | string;
  balance_amount: string;
  held_amount: string;
  available_amount: string;
}

const moneyOf = (row: BalanceRow): WalletMoney => ({
  balanceAmount: Number(row.balance_amount),
  heldAmount: Number(row.held_amount),
  availableAmount: Number(row.available_amount),
});

const viewOf = (row: BalanceRow): WalletView => ({
  id: row.wallet_id,
  userId: row.user_id,
  name: row.name,
  currency: row.currency,
  status: row.status,
  isDefault: Number(row.is_default) !== 0,
  ...moneyOf(row),
});

/** A customer's open wallets with what is in them, the default one first. */
export async function walletsOf(userId: string): Promise<WalletView[]> {
  const rows = await query<BalanceRow>(
    `SELECT * FROM balances WHERE user_id = ? AND status <> 'CLOSED' ORDER BY is_default DESC, wallet_id`,
    [userId],
  );
  return rows.map(viewOf);
}

/** One wallet of one customer with what is in it. @throws DomainError `not_found` for other people's. */
export async function walletView(walletId: string, userId: string): Promise<WalletView> {
  const [row] = await query<BalanceRow>('SELECT * FROM balances WHERE wallet_id = ? AND user_id = ?', [
    walletId,
    userId,
  ]);
  if (!row) throw notFound('wallet');
  return viewOf(row);
}

/** The money in a wallet as this unit of work has left it. */
export async function walletMoney(uow: UnitOfWork, { id }: Pick<Wallet, 'id'>): Promise<WalletMoney> {
  const [row] = await uow.sql<BalanceRow>('SELECT * FROM balances WHERE wallet_id = ?', [id]);
  if (!row) throw notFound('wallet');
  return moneyOf(row);
}

/** One movement of a wallet's balance, as its owner reads it. */
export interface Mutation {
  id: string;
  transactionId: string | null;
  kind: string;
  description: string;
  /** Rupiah; above zero in, below zero out. */
  amount: number;
  balanceBeforeAmount: Rupiah;
  balanceAfterAmount: Rupiah;
  createdAt: Date;
}

interface MutationRow {
  id: string;
  transaction_id: string | null;
  kind: string;
  description: string;
  amount: string;
  balance_before_amount: string;
  balance_after_amount: string;
  created_at: Date;
}

const mutationOf = (row: MutationRow): Mutation => ({
  id: String(row.id),
  transactionId: row.transaction_id,
  kind: row.kind,
  description: row.description,
  amount: Number(row.amount),
  balanceBeforeAmount: Number(row.balance_before_amount),
  balanceAfterAmount: Number(row.balance_after_amount),
  createdAt: row.created_at,
});

export interface MutationWish {
  /** First and last Jakarta day. */
  from?: string | undefined;
  to?: string | undefined;
  /** Older than this one. */
  cursor?: string | undefined;
  limit: number;
}

/** What happened to the balance of a wallet, newest first; the order of ids is the order in which the balance moved. */
export async function mutationsOf(
  wallet: Pick<Wallet, 'id' | 'userId'>,
  { from, to, cursor, limit }: MutationWish,
): Promise<{ rows: Mutation[]; page: Page }> {
  const conditions: [string, unknown][] = [
    ['account_code = ?', walletAccount(wallet).code],
    ...(from ? [['created_at >= ?', jakartaMidnight(from)] as [string, unknown]] : []),
    ...(to ? [['created_at < ?', jakartaMidnight(dayAfter(to))] as [string, unknown]] : []),
    ...(cursor ? [['id < ?', cursor] as [string, unknown]] : []),
  ];
  const rows = await query<MutationRow>(
    `SELECT id, transaction_id, kind, description, amount, balance_before_amount, balance_after_amount, created_at
     FROM balance_mutations WHERE ${conditions.map(([text]) => text).join(' AND ')} ORDER BY id DESC LIMIT ?`,
    [...conditions.map(([, value]) => value), limit + 1],
  );
  return pageOf(rows.map(mutationOf), limit);
}

/** Wallets by id, for those who name them in lists. */
export const walletById = (id: string): Promise<Wallet | null> =>
  database().getRepository(Wallet).findOneBy({ id });
