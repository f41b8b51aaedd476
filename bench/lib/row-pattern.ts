import { randomUUID } from 'node:crypto';
import type { Store } from '../../test/faults/harness.js';
import { newId } from '../../src/platform/ids.js';
import { newTransactionNumber } from '../../src/transactions/transaction-number.js';

export type Value = string | number | Date | null;

/** A row to write, column by column. */
export interface PlainRow {
  table: string;
  values: Record<string, Value>;
}

/** Where the rows of one thing stand: a table, and which of its rows. */
export type Place = [table: string, where: string, params: unknown[]];

/** Old names by new ones. */
type Names = Record<string, string>;

const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Columns that name what was born with the rows. */
const naming = ['id', 'number', 'idempotency_key', 'request_id'];

function newNameLike(old: string): string {
  if (ulid.test(old)) return newId();
  return uuid.test(old) ? randomUUID() : newTransactionNumber(new Date());
}

async function writableColumns(store: Store, table: string): Promise<Set<string>> {
  const rows = await store.rows<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?
     AND extra NOT LIKE '%GENERATED%' AND extra NOT LIKE '%auto_increment%'`,
    [table],
  );
  return new Set(rows.map(({ name }) => name));
}

const plain = (value: unknown): Value =>
  typeof value === 'object' && value !== null && !(value instanceof Date)
    ? JSON.stringify(value)
    : (value as Value);

async function rowsAt(store: Store, [table, where, params]: Place): Promise<PlainRow[]> {
  const writable = await writableColumns(store, table);
  const rows = await store.rows<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${where}`, params);
  if (rows.length === 0) throw new Error(`The shop wrote nothing into ${table}.`);
  return rows.map((row) => ({
    table,
    values: Object.fromEntries(
      Object.entries(row).flatMap(([column, value]) =>
        writable.has(column) ? [[column, plain(value)]] : [],
      ),
    ),
  }));
}

/** The rows that the shop wrote for one thing, from which as wide ones can be written under names of their own. */
export class RowPattern {
  private readonly born: string[];
  private readonly names: RegExp;

  private constructor(
    private readonly rows: PlainRow[],
    given: string[],
  ) {
    const found = rows.flatMap(({ table, values }) => [
      ...naming.map((column) => values[column]),
      // The gateway's name for a payment; a journal's reference is made of other names.
      table === 'payments' ? values['reference'] : null,
    ]);
    this.born = [...new Set(found.filter((name) => typeof name === 'string'))];
    this.names = new RegExp([...this.born, ...given].join('|'), 'g');
  }

  /** @param given names of what was there before, which the copies replace by others. */
  static async of(store: Store, places: Place[], given: string[]): Promise<RowPattern> {
    const rows: PlainRow[] = [];
    for (const place of places) rows.push(...(await rowsAt(store, place)));
    return new RowPattern(rows, given);
  }

  /** As the shop wrote them. */
  asFound(): PlainRow[] {
    return this.rows;
  }

  /** The same rows once more, born now. */
  fresh(given: Names): PlainRow[] {
    const now = new Date();
    const names: Names = { ...given };
    for (const old of this.born) names[old] = newNameLike(old);
    const renewed = (column: string, value: Value): Value => {
      if (typeof value === 'string') return value.replace(this.names, (old) => names[old] ?? old);
      return column === 'created_at' || column === 'updated_at' ? now : value;
    };
    return this.rows.map(({ table, values }) => ({
      table,
      values: Object.fromEntries(
        Object.entries(values).map(([column, value]) => [column, renewed(column, value)]),
      ),
    }));
  }
}
