import { notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { defaultWallet } from './default-wallet.js';
import { Wallet } from './wallet.entity.js';
import { walletClosed, walletFrozen } from './wallet.errors.js';

/** A wallet as a unit of work that moves its money needs it. */
export type WalletAtHand = Pick<Wallet, 'id' | 'userId' | 'name' | 'status'>;

/** Shared: many may spend at once and queue at the balance alone, while freezing and closing wait for them. */
const holding = 'SELECT name, status FROM wallets WHERE id = ? AND user_id = ? LOCK IN SHARE MODE';

type HeldRow = Pick<WalletAtHand, 'name' | 'status'>;

function found(id: string, userId: string, [row]: HeldRow[]): WalletAtHand {
  if (!row) throw notFound('wallet');
  return { id, userId, ...row };
}

const heldStill = async (uow: UnitOfWork, walletId: string, userId: string): Promise<WalletAtHand> =>
  found(walletId, userId, await uow.sql<HeldRow>(holding, [walletId, userId]));

function spendable(wallet: WalletAtHand): WalletAtHand {
  if (wallet.status === 'FROZEN') throw walletFrozen();
  if (wallet.status === 'CLOSED') throw walletClosed();
  return wallet;
}

/**
 * The customer's wallet, which stays open for spending until the unit of work ends.
 * @throws DomainError `not_found` for a stranger's, `wallet_frozen`, `wallet_closed` (409).
 */
export async function spendableWallet(
  uow: UnitOfWork,
  walletId: string,
  userId: string,
): Promise<WalletAtHand> {
  return spendable(await heldStill(uow, walletId, userId));
}

/**
 * The same without a trip of its own: it is asked for in the packet that takes the money, and heard after it. Until
 * the answer was asked for nothing may be committed, because the money of a stranger's or a frozen wallet was taken.
 * @returns what answers with the wallet, or throws as `spendableWallet` does.
 */
export function askSpendable(uow: UnitOfWork, walletId: string, userId: string): () => WalletAtHand {
  const rows = uow.ask<HeldRow>(holding, [walletId, userId]);
  return () => spendable(found(walletId, userId, rows()));
}

/** Where money for a wallet goes now: to it, or to the owner's default one when it has been closed meanwhile. */
export async function receivingWallet(
  uow: UnitOfWork,
  userId: string,
  walletId: string | null = null,
): Promise<WalletAtHand> {
  const id = walletId ?? (await defaultWallet(uow, userId)).id;
  const wallet = await heldStill(uow, id, userId);
  // Another wallet may have become the default one, and this one closed, since it was found.
  return wallet.status === 'CLOSED' ? receivingWallet(uow, userId) : wallet;
}

/**
 * The customer's wallet for putting money in, frozen or not.
 * @throws DomainError `not_found` for a stranger's, `wallet_closed` (409).
 */
export async function fillableWallet(
  uow: UnitOfWork,
  walletId: string,
  userId: string,
): Promise<WalletAtHand> {
  const wallet = await heldStill(uow, walletId, userId);
  if (wallet.status === 'CLOSED') throw walletClosed();
  return wallet;
}
