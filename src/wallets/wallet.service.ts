import { isDuplicate } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { balanceOf } from '../ledger/index.js';
import { authorize, recordActivity } from '../staff/index.js';
import { announceWallet } from './announce-wallet.js';
import { defaultWallet } from './default-wallet.js';
import { Wallet, walletAccount } from './wallet.entity.js';
import {
  tooManyWallets,
  walletClosed,
  walletFrozen,
  walletIsDefault,
  walletNameTaken,
  walletNotEmpty,
} from './wallet.errors.js';
import { walletStates, type WalletEvent } from './wallet.states.js';

/** Open wallets that one customer may have; more is for nobody's household. */
export const mostWallets = 10;

async function refuseTakenName<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDuplicate(error, 'wallets_name')) throw walletNameTaken();
    throw error;
  }
}

/** All wallets of a customer, in one order of locks; the default one stands for them all, so it is there first. */
async function lockAll(uow: UnitOfWork, userId: string): Promise<Wallet[]> {
  await uow.lock(Wallet, { id: (await defaultWallet(uow, userId)).id });
  return uow.list(Wallet, { userId });
}

/** @throws DomainError `not_found` for a stranger's wallet. */
const ownWallet = (uow: UnitOfWork, { walletId, userId }: OwnWallet): Promise<Wallet> =>
  uow.lock(Wallet, { id: walletId, userId });

interface OwnWallet {
  walletId: string;
  userId: string;
}

/** Opens a further wallet. @throws DomainError `wallet_name_taken`, `too_many_wallets` (409). */
export async function createWallet(
  uow: UnitOfWork,
  { userId, name, id = newId() }: { userId: string; name: string; id?: string },
): Promise<Wallet> {
  const open = (await lockAll(uow, userId)).filter(({ status }) => status !== 'CLOSED');
  if (open.length >= mostWallets) throw tooManyWallets(mostWallets);
  const values = { id, userId, name, currency: 'IDR' as const, status: 'ACTIVE' as const, defaultOf: null };
  await refuseTakenName(uow.insert(Wallet, values));
  const wallet = Object.assign(new Wallet(), { ...values, createdAt: uow.now, updatedAt: uow.now });
  uow.begin(walletStates, wallet, 'open', { payload: { user_id: userId } });
  announceWallet(uow, wallet);
  return wallet;
}

/** @throws DomainError `not_found`, `wallet_closed`, `wallet_name_taken` (409). */
export async function renameWallet(
  uow: UnitOfWork,
  { name, ...which }: OwnWallet & { name: string },
): Promise<Wallet> {
  const wallet = await ownWallet(uow, which);
  if (wallet.status === 'CLOSED') throw walletClosed();
  await refuseTakenName(uow.update(Wallet, { id: wallet.id }, { name }));
  announceWallet(uow, wallet);
  return Object.assign(wallet, { name });
}

/** From now on money that names no wallet comes here. @throws DomainError `not_found`, `wallet_frozen`, `wallet_closed`. */
export async function makeDefault(uow: UnitOfWork, which: OwnWallet): Promise<Wallet> {
  const before = (await lockAll(uow, which.userId)).find(({ isDefault }) => isDefault);
  const wallet = await ownWallet(uow, which);
  if (wallet.status === 'CLOSED') throw walletClosed();
  if (wallet.status === 'FROZEN') throw walletFrozen();
  if (wallet.isDefault) return wallet;
  if (before) await uow.update(Wallet, { id: before.id }, { defaultOf: null });
  await uow.update(Wallet, { id: wallet.id }, { defaultOf: wallet.userId });
  announceWallet(uow, wallet);
  return Object.assign(wallet, { defaultOf: wallet.userId });
}

/**
 * Closes an empty wallet for good. Whoever moves its money holds the row meanwhile, so it stays empty.
 * @throws DomainError `not_found`, `wallet_is_default`, `wallet_not_empty`, `illegal_transition` (409).
 */
export async function closeWallet(uow: UnitOfWork, which: OwnWallet): Promise<Wallet> {
  const wallet = await ownWallet(uow, which);
  walletStates.next(wallet.status, 'close');
  if (wallet.isDefault) throw walletIsDefault();
  if ((await balanceOf(walletAccount(wallet))) > 0) throw walletNotEmpty();
  await uow.move(walletStates, Wallet, wallet, 'close', { payload: { user_id: wallet.userId } });
  announceWallet(uow, wallet);
  return wallet;
}

/**
 * Staff stop money from leaving a wallet, or let it leave again; money still comes in.
 * @throws DomainError `forbidden`, `illegal_transition`.
 */
export async function moderateWallet(
  uow: UnitOfWork,
  { walletId, event, reason }: { walletId: string; event: Exclude<WalletEvent, 'close'>; reason: string },
): Promise<Wallet> {
  authorize(uow.actor, 'wallets.freeze');
  const wallet = await uow.lock(Wallet, { id: walletId });
  const before = { status: wallet.status };
  await uow.move(walletStates, Wallet, wallet, event, { reason, payload: { user_id: wallet.userId } });
  await recordActivity(uow, {
    action: `wallet.${event}`,
    subjectType: 'wallet',
    subjectId: wallet.id,
    reason,
    before,
    after: { status: wallet.status },
  });
  announceWallet(uow, wallet);
  return wallet;
}
