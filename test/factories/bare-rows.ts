import type { EntityMetadata } from 'typeorm';
import { database, query, type EntityClass } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';

type Column = EntityMetadata['columns'][number];

/** Stands in every column that must not leave the server, so that a leak shows wherever it is printed. */
export const secretMark = 'RAHASIA-JANGAN-BOCOR';

function valueFor(column: Column, secret: boolean): unknown {
  if (column.isGenerated) return undefined;
  if (column.isNullable && !secret) return null;
  if (column.enum) return column.enum[0];
  switch (column.type) {
    case 'char':
      return column.length === '26'
        ? newId()
        : 'IDR'.padEnd(Number(column.length), 'x').slice(0, Number(column.length));
    case 'varchar':
    case 'mediumtext':
      return (secret ? `${secretMark} ${newId()}` : newId()).slice(0, Number(column.length) || 60);
    case 'varbinary':
      return Buffer.from(secretMark);
    case 'json':
      return JSON.stringify(secret ? { note: secretMark } : {});
    case 'datetime':
      return new Date();
    case 'date':
      return '2026-01-01';
    default:
      return 0;
  }
}

const made: { table: string; id: string }[] = [];
const appendOnly = new Set(['activity_logs']);

/** Takes the bare rows away again: a sale without its journals would rightly fail anybody's audit. */
export async function removeBareRows(): Promise<void> {
  for (const { table, id } of made.splice(0).reverse()) {
    if (!appendOnly.has(table)) await query(`DELETE FROM \`${table}\` WHERE id = ?`, [id]);
  }
}

/**
 * A row of any table with as little in it as the table allows, and marked secrets in the columns that are to stay
 * hidden. Parents are not made: readers of a bare row must not need them.
 */
export async function aBareRow(
  entity: EntityClass,
  hidden: readonly string[],
  values: Record<string, unknown> = {},
): Promise<string> {
  const metadata = database().getMetadata(entity);
  const row = metadata.columns.map((column) => {
    const given = values[column.propertyName];
    return [column.databaseName, given ?? valueFor(column, hidden.includes(column.propertyName))] as const;
  });
  const filled = row.filter(([, value]) => value !== undefined);
  const runner = database().createQueryRunner();
  try {
    await runner.query('SET SESSION foreign_key_checks = 0');
    const names = filled.map(([name]) => `\`${name}\``).join(', ');
    const marks = filled.map(() => '?').join(', ');
    const { insertId } = (await runner.query(
      `INSERT INTO \`${metadata.tableName}\` (${names}) VALUES (${marks})`,
      filled.map(([, value]) => value),
    )) as { insertId: number | string };
    const id = String(filled.find(([name]) => name === 'id')?.[1] ?? insertId);
    made.push({ table: metadata.tableName, id });
    return id;
  } finally {
    await runner.query('SET SESSION foreign_key_checks = 1');
    await runner.release();
  }
}
