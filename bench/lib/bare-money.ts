import type { Pool, PoolConnection } from 'mysql2/promise';
import type { Store } from '../../test/faults/harness.js';
import type { Buyer } from './crowd.js';
import { RowPattern, type Place, type PlainRow, type Value } from './row-pattern.js';

// What the shop writes when money of a wallet moves, written by the driver alone: prepared statements one after another
// in one transaction.

/** How many rows one INSERT carries: one, as rows are usually written, or all that go into the same table. */
export type Stride = 'row' | 'table';

/** Money that leaves a wallet below zero, or comes into it. */
export interface Move {
  account: string;
  amount: number;
}

/** A statement besides the INSERTs. */
export type Extra = [text: string, params: Value[]];

function groups(rows: PlainRow[], stride: Stride): PlainRow[][] {
  if (stride === 'row') return rows.map((row) => [row]);
  const tables = new Set(rows.map(({ table }) => table));
  return [...tables].map((table) => rows.filter((row) => row.table === table));
}

const balanceAfter = '(SELECT balance_amount FROM ledger_balances WHERE account_id = ?)';

/** What an entry leaves is read in its own statement, as the shop does it. */
function tuple({ values }: PlainRow): { text: string; params: Value[] } {
  const places = Object.entries(values).map(([column, value]) =>
    column === 'balance_after' && value !== null
      ? { text: balanceAfter, param: values['account_id'] ?? null }
      : { text: '?', param: value },
  );
  return {
    text: `(${places.map(({ text }) => text).join(', ')})`,
    params: places.map(({ param }) => param),
  };
}

export async function insert(connection: PoolConnection, rows: PlainRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const tuples = rows.map(tuple);
  await connection.execute(
    `INSERT INTO ${first.table} (${Object.keys(first.values).join(', ')})
     VALUES ${tuples.map(({ text }) => text).join(', ')}`,
    tuples.flatMap(({ params }) => params),
  );
}

async function move(connection: PoolConnection, { account, amount }: Move): Promise<void> {
  const [result] = await connection.execute(
    `UPDATE ledger_balances SET balance_amount = balance_amount + ?, updated_at = ?
     WHERE account_id = ? AND balance_amount - held_amount + ? >= 0`,
    [amount, new Date(), account, amount],
  );
  if ((result as { affectedRows: number }).affectedRows !== 1) throw new Error('Too little money.');
}

interface Deed {
  rows: PlainRow[];
  moves: Move[];
  extras?: Extra[];
}

/** The key first, then what may be refused, then the rest: the shop's own order of locks. */
async function write(connection: PoolConnection, deed: Deed, stride: Stride): Promise<void> {
  const key = deed.rows.filter(({ table }) => table === 'idempotency_keys');
  await insert(connection, key);
  for (const [text, params] of deed.extras ?? []) await connection.execute(text, params);
  for (const each of deed.moves.toSorted((a, b) => (a.account < b.account ? -1 : 1)))
    await move(connection, each);
  const rest = deed.rows.filter((row) => !key.includes(row));
  for (const group of groups(rest, stride)) await insert(connection, group);
}

/** Writes all of it in one transaction, the answer for a repeat with the key. */
export async function writeBare(pool: Pool, deed: Deed, stride: Stride): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await write(connection, deed, stride);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

const namesOf = ({ userId, walletId, accountId }: Buyer) => [userId, walletId, accountId];

/** Makes the names of one buyer those of another. */
export const instead = (of: Buyer, buyer: Buyer): Record<string, string> =>
  Object.fromEntries(namesOf(of).map((name, at) => [name, namesOf(buyer)[at] ?? '']));

/** Learns from one thing that the shop did for these customers which rows it wrote; of jobs, all that it left. */
export async function patternOf(
  store: Store,
  { transactionId, own }: { transactionId: string; own: Place[] },
  buyers: Buyer[],
): Promise<RowPattern> {
  const id = [transactionId];
  const journal = 'SELECT id FROM ledger_journals WHERE transaction_id = ?';
  const request = 'SELECT request_id FROM transaction_logs WHERE transaction_id = ?';
  return RowPattern.of(
    store,
    [
      ['idempotency_keys', 'resource_id = ?', id],
      ['ledger_journals', 'transaction_id = ?', id],
      ['ledger_entries', `journal_id IN (${journal}) ORDER BY id`, id],
      ['transactions', 'id = ?', id],
      ...own,
      ['transaction_logs', 'transaction_id = ? ORDER BY id', id],
      ['outbox', `request_id IN (${request}) ORDER BY id`, id],
    ],
    buyers.flatMap(namesOf),
  );
}
