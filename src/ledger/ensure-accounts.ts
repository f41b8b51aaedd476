import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { chart, keepsBalance, type Account } from './chart.js';

export type Ids = Map<string, string>;

const known: Ids = new Map();
const mostKnown = 20_000;

/** Least recently used first, so that the shop's own accounts stay while wallets come and go. */
function recall(code: string): string | undefined {
  const id = known.get(code);
  if (id !== undefined) remember(code, id);
  return id;
}

function remember(code: string, id: string): void {
  known.delete(code);
  known.set(code, id);
  if (known.size > mostKnown) known.delete(known.keys().next().value ?? '');
}

async function readIds(uow: UnitOfWork, wanted: Account[]): Promise<Ids> {
  const rows = await uow.sql<{ id: string; code: string }>(
    'SELECT id, code FROM ledger_accounts WHERE code IN (?)',
    [wanted.map(({ code }) => code)],
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** In order of codes, so that two units of work that open the same accounts queue up instead of dead-locking. */
async function insertAccounts(uow: UnitOfWork, missing: Account[]): Promise<void> {
  const rows = missing
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, type, ownerId, currency }) => [
      newId(),
      code,
      type,
      chart[type].normalSide,
      ownerId,
      currency,
      uow.now,
    ]);
  await uow.run(
    `INSERT INTO ledger_accounts (id, code, type, normal_side, owner_id, currency, created_at) VALUES ?
     ON DUPLICATE KEY UPDATE code = code`,
    [rows],
  );
}

async function insertBalances(uow: UnitOfWork, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = ids.toSorted().map((id) => [id, 0, uow.now]);
  await uow.run(
    `INSERT INTO ledger_balances (account_id, balance_amount, updated_at) VALUES ?
     ON DUPLICATE KEY UPDATE account_id = account_id`,
    [rows],
  );
}

async function openAccounts(uow: UnitOfWork, missing: Account[]): Promise<Ids> {
  await insertAccounts(uow, missing);
  const ids = await readIds(uow, missing);
  const withBalance = missing.filter(keepsBalance).map((account) => idOf(ids, account));
  await insertBalances(uow, withBalance);
  return ids;
}

async function learnIds(uow: UnitOfWork, unknown: Account[]): Promise<Ids> {
  const found = await readIds(uow, unknown);
  const missing = unknown.filter(({ code }) => !found.has(code));
  return missing.length === 0 ? found : new Map([...found, ...(await openAccounts(uow, missing))]);
}

/**
 * The ids of accounts by code; accounts that nobody has posted to yet are opened, whoever else does the same.
 * Ids never change, so they are remembered in this process, but not before the unit of work is committed.
 */
export async function ensureAccounts(uow: UnitOfWork, wanted: Account[]): Promise<Ids> {
  const ids: Ids = new Map();
  const unknown = new Map<string, Account>();
  for (const account of wanted) {
    const id = recall(account.code);
    if (id === undefined) unknown.set(account.code, account);
    else ids.set(account.code, id);
  }
  if (unknown.size === 0) return ids;
  const learned = await learnIds(uow, [...unknown.values()]);
  uow.afterCommit(() => learned.forEach((id, code) => remember(code, id)));
  return new Map([...ids, ...learned]);
}

/** @throws Error for an account that was not among those ensured. */
export function idOf(ids: Ids, { code }: Account): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`Account ${code} was not opened.`);
  return id;
}
