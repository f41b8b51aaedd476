import { randomUUID } from 'node:crypto';
import { system } from '../../src/platform/actor.js';
import { query } from '../../src/platform/database.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { withdraw } from '../../src/transactions/index.js';
import { addBankAccount, judgeBankAccount, type BankAccount, type User } from '../../src/users/index.js';
import type { Wallet, Withdrawal } from '../../src/wallets/index.js';
import { aCustomer } from './users.js';
import { aFilledWallet } from './wallets.js';

let made = 0;

/** A bank account that staff have verified and that has rested long enough. */
export async function aBankAccount(userId: string, holderName = 'Sari Wulandari'): Promise<BankAccount> {
  made += 1;
  const number = `88${String(made).padStart(8, '0')}`;
  const account = await inTransaction(system('test'), async (uow) => {
    const added = await addBankAccount(uow, { userId, bankCode: '014', number, holderName });
    return judgeBankAccount(uow, { bankAccountId: added.id, event: 'verify', reason: 'names agree' });
  });
  const usableFrom = new Date(account.createdAt.getTime() - 1_000);
  await query('UPDATE bank_accounts SET usable_from = ? WHERE id = ?', [usableFrom, account.id]);
  return Object.assign(account, { usableFrom });
}

export interface Withdrawer {
  customer: User;
  wallet: Wallet;
  bankAccount: BankAccount;
}

/** A customer whom we know, with money and a bank account: all that a withdrawal needs. */
export async function aWithdrawer(balance = 1_000_000, name = 'Sari Wulandari'): Promise<Withdrawer> {
  const customer = await aCustomer({ name });
  await query(`UPDATE users SET kyc_level = 'FULL' WHERE id = ?`, [customer.id]);
  return {
    customer,
    wallet: await aFilledWallet(customer.id, balance),
    bankAccount: await aBankAccount(customer.id, name),
  };
}

/** A withdrawal that was just asked for. */
export async function aWithdrawal(amount = 100_000, who?: Withdrawer): Promise<Withdrawal> {
  const { customer, wallet, bankAccount } = who ?? (await aWithdrawer(amount + 100_000));
  return withdraw({
    actor: { kind: 'customer', id: customer.id, customerType: customer.customerType },
    locale: 'id',
    walletId: wallet.id,
    bankAccountId: bankAccount.id,
    amount,
    idempotency: { owner: `customer:${customer.id}`, route: 'test', key: randomUUID(), bodyHash: 'x' },
  });
}
