import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import { database, query } from './database.js';
import type { Statement } from './statements.js';
import { together } from './together.js';

/** How an entity is read and made without TypeORM's query builder and transformer. */
interface Shape<T> {
  select: string;
  /** One by its id, as the database has it. */
  read(id: string): Promise<Record<string, unknown> | undefined>;
  make(row: Record<string, unknown>): T;
}

const shapes = new WeakMap<EntityMetadata, Shape<unknown>>();

function newShape<T extends ObjectLiteral>({
  columns,
  tableName,
  connection,
  target,
}: EntityMetadata): Shape<T> {
  const shown = columns.filter(({ isSelect }) => isSelect);
  const names = shown.map((column) => `\`${column.databaseName}\``).join(', ');
  const select = `SELECT ${names} FROM \`${tableName}\``;
  const entity = target as new () => Record<string, unknown>;
  return {
    select,
    read: together(async (ids: string[]) => {
      const rows = await query<Record<string, unknown>>(`${select} WHERE id IN (?)`, [ids]);
      return new Map(rows.map((row) => [String(row['id']), row]));
    }),
    make(row) {
      const made = new entity();
      for (const column of shown) {
        const value = connection.driver.prepareHydratedValue(row[column.databaseName], column) as unknown;
        made[column.propertyName] = value;
      }
      return made as T;
    },
  };
}

function shapeOf<T extends ObjectLiteral>(metadata: EntityMetadata): Shape<T> {
  const known = shapes.get(metadata) as Shape<T> | undefined;
  if (known) return known;
  const shape = newShape<T>(metadata);
  shapes.set(metadata, shape);
  return shape;
}

export interface Selection<T> {
  statement: Statement;
  make(row: Record<string, unknown>): T;
}

/** A question by plain equality as one statement; null for any other, which TypeORM puts. */
export function selectionOf<T extends ObjectLiteral>(
  metadata: EntityMetadata,
  where: object,
  ending = '',
): Selection<T> | null {
  const conditions = Object.entries(where).map(([property, value]: [string, unknown]) => ({
    column: metadata.findColumnWithPropertyName(property),
    value,
  }));
  const isPlain = conditions.every(
    ({ column, value }) => column && !column.transformer && typeof value === 'string',
  );
  if (!isPlain || conditions.length === 0 || metadata.relations.length > 0) return null;
  const { select, make } = shapeOf<T>(metadata);
  const tests = conditions.map(({ column }) => `\`${column?.databaseName}\` = ?`).join(' AND ');
  const params = conditions.map(({ value }) => value);
  return { statement: { text: `${select} WHERE ${tests} ${ending}`.trimEnd(), params }, make };
}

/**
 * Entities by their ids, in no order, as TypeORM's `findBy` gives them, without the query builder and the transformer
 * that make that the dearest statement of a sale. For entities without relations, on paths where it counts.
 */
export async function rowsById<T extends ObjectLiteral>(entity: new () => T, ids: string[]): Promise<T[]> {
  if (ids.length === 0) return [];
  const { read, make } = shapeOf<T>(database().getMetadata(entity));
  const rows = await Promise.all([...new Set(ids)].map(read));
  return rows.flatMap((row) => (row ? [make(row)] : []));
}
