import { translate, type Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Wallet } from './wallet.entity.js';
import { walletStates } from './wallet.states.js';

const defaultOf = (uow: UnitOfWork, userId: string): Promise<Wallet | null> =>
  uow.find(Wallet, { defaultOf: userId });

async function localeOf(uow: UnitOfWork, userId: string): Promise<Locale> {
  const [user] = await uow.sql<{ locale: Locale }>('SELECT locale FROM users WHERE id = ?', [userId]);
  return user?.locale ?? 'id';
}

/** A row that is there already, by owner or by name, stays as it is. */
async function insert(uow: UnitOfWork, id: string, userId: string, name: string): Promise<void> {
  await uow.run(
    `INSERT INTO wallets (id, user_id, name, currency, status, default_of, created_at, updated_at)
     VALUES (?, ?, ?, 'IDR', 'ACTIVE', ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
    [id, userId, name, userId, uow.now, uow.now],
  );
}

/**
 * Two units of work may do this at once: the unique key lets one row in, and the other waits and finds it. Where the
 * customer calls another wallet by the usual name, this one gets a longer one.
 */
async function openDefault(uow: UnitOfWork, userId: string): Promise<Wallet> {
  const id = newId();
  const usual = translate(await localeOf(uow, userId), 'wallet.main');
  for (const name of [usual, `${usual} ${id.slice(-4)}`]) {
    await insert(uow, id, userId, name);
    const wallet = await defaultOf(uow, userId);
    if (wallet?.id === id) uow.begin(walletStates, wallet, 'open', { payload: { user_id: userId } });
    if (wallet) return wallet;
  }
  throw new Error(`Customer ${userId} has no default wallet, and none can be opened.`);
}

/** The wallet for money that names none, such as a refund; opened now for a customer who has none yet. */
export const defaultWallet = async (uow: UnitOfWork, userId: string): Promise<Wallet> =>
  (await defaultOf(uow, userId)) ?? openDefault(uow, userId);
