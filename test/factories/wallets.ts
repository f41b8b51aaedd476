import { accounts, balanceOf, credit, debit, post } from '../../src/ledger/index.js';
import { system } from '../../src/platform/actor.js';
import { query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import type { KycLevel, NewUser, User } from '../../src/users/index.js';
import { defaultWallet, walletAccount, type Wallet } from '../../src/wallets/index.js';
import { aCustomer } from './users.js';

/** The default wallet of a customer; opened when there is none. */
export const walletOf = (userId: string): Promise<Wallet> =>
  inTransaction(system('test'), (uow) => defaultWallet(uow, userId));

/** Rupiah in the default wallet of a customer. */
export const walletBalance = async (userId: string): Promise<number> =>
  balanceOf(walletAccount(await walletOf(userId)));

/** Puts money into a wallet as if a gateway had collected it. */
export const fillWallet = (wallet: Wallet, amount: number): Promise<unknown> =>
  inTransaction(system('test'), (uow) =>
    post(uow, {
      kind: 'test.funds',
      reference: `test:${newId()}`,
      entries: [debit(accounts.gatewayClearing('tripay'), amount), credit(walletAccount(wallet), amount)],
    }),
  );

/** The default wallet of a customer with this much more in it. */
export async function aFilledWallet(userId: string, amount: number): Promise<Wallet> {
  const wallet = await walletOf(userId);
  await fillWallet(wallet, amount);
  return wallet;
}

/** Sets how well we know a customer, and with it the limits. */
export async function knownCustomer(level: KycLevel = 'BASIC', values: Partial<NewUser> = {}): Promise<User> {
  const user = await aCustomer(values);
  await query('UPDATE users SET kyc_level = ? WHERE id = ?', [level, user.id]);
  return Object.assign(user, { kycLevel: level });
}
