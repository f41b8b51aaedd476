import { In, IsNull } from 'typeorm';
import { database, query } from '../platform/database.js';
import { BankAccount } from './bank-account.entity.js';
import { openNumber } from './bank-account.number.js';

/** The accounts on a customer's list, newest first. */
export const bankAccountsOf = (userId: string): Promise<BankAccount[]> =>
  database()
    .getRepository(BankAccount)
    .find({ where: { userId, deletedAt: IsNull() }, order: { id: 'DESC' } });

/** Accounts by their ids, removed ones too: what was paid there stays told. */
export async function bankAccountsById(ids: string[]): Promise<Map<string, BankAccount>> {
  if (ids.length === 0) return new Map();
  const rows = await database()
    .getRepository(BankAccount)
    .findBy({ id: In([...new Set(ids)]) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many other customers have the same account: a sign of one person under several names. */
export async function sharersOfBankAccount(id: string): Promise<number> {
  const [row] = await query<{ others: string }>(
    `SELECT COUNT(DISTINCT o.user_id) AS others FROM bank_accounts a
     JOIN bank_accounts o ON o.number_hash = a.number_hash AND o.user_id <> a.user_id WHERE a.id = ?`,
    [id],
  );
  return Number(row?.others ?? 0);
}

interface Cipher {
  id: string;
  number_cipher: Buffer;
}

/** The whole numbers of these accounts, for a payout file; whoever asks writes down that it was asked. */
export async function numbersOfBankAccounts(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await query<Cipher>('SELECT id, number_cipher FROM bank_accounts WHERE id IN (?)', [
    [...new Set(ids)],
  ]);
  return new Map(rows.map(({ id, number_cipher }) => [id, openNumber(number_cipher)]));
}
