import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** The plain columns of an entity, without the methods it inherits. */
export type Values<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]?: T[K] | null;
};

const name = (identifier: string): string => `\`${identifier.replaceAll('`', '')}\``;

/** By property; TypeORM itself looks through all columns each time. */
const columnsByProperty = new WeakMap<EntityMetadata, Map<string, ColumnMetadata>>();

function columnsOf(metadata: EntityMetadata): Map<string, ColumnMetadata> {
  const known = columnsByProperty.get(metadata);
  if (known) return known;
  const columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
  columnsByProperty.set(metadata, columns);
  return columns;
}

function columnOf(metadata: EntityMetadata, property: string): ColumnMetadata {
  const column = columnsOf(metadata).get(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}.`);
  return column;
}

function toDriver(metadata: EntityMetadata, column: ColumnMetadata, value: unknown): unknown {
  return metadata.connection.driver.preparePersistentValue(value ?? null, column);
}

/** One statement with its values. */
export interface Statement {
  text: string;
  params: unknown[];
}

/** Several statements as one packet: one trip instead of many. The first that fails is the error; the rest do not run. */
export const packetOf = (statements: Statement[]): Statement => ({
  text: statements.map(({ text }) => text).join(';\n'),
  params: statements.flatMap(({ params }) => params),
});

/** Multi-row INSERT through the entity's columns; TypeORM's own `save` would select first and read back after. */
export function insertOf<T extends ObjectLiteral>(
  metadata: EntityMetadata,
  rows: Values<T>[],
  now: Date,
): Statement {
  const times = ['createdAt', 'updatedAt'].filter((property) => columnsOf(metadata).has(property));
  const filled = rows.map((row) => ({ ...Object.fromEntries(times.map((time) => [time, now])), ...row }));
  const columns = Object.keys(filled[0] ?? {}).map((property) => columnOf(metadata, property));
  return {
    text: insertText(
      metadata.tableName,
      columns.map((column) => column.databaseName),
      rows.length,
    ),
    params: filled.flatMap((row: Record<string, unknown>) =>
      columns.map((column) => toDriver(metadata, column, row[column.propertyName]) ?? null),
    ),
  };
}

/** Multi-row INSERT of database values; all rows have the columns of the first. */
export function insertInto(table: string, rows: Record<string, unknown>[]): Statement {
  const columns = Object.keys(rows[0] ?? {});
  return {
    text: insertText(table, columns, rows.length),
    params: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  };
}

function insertText(table: string, columns: string[], rows: number): string {
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const tuples = Array<string>(rows).fill(tuple).join(', ');
  return `INSERT INTO ${name(table)} (${columns.map(name).join(', ')}) VALUES ${tuples}`;
}

/** Conditional UPDATE by equality. A null condition is refused: it would silently match nothing. */
export function updateOf(metadata: EntityMetadata, where: object, set: object, now: Date): Statement {
  const touched = columnsOf(metadata).has('updatedAt') ? { ...set, updatedAt: now } : set;
  const changes = assignments(metadata, touched);
  const conditions = assignments(metadata, where);
  if (conditions.length === 0 || conditions.some(({ value }) => value === null)) {
    throw new Error(`An update of ${metadata.name} needs a condition without empty values.`);
  }
  const text =
    `UPDATE ${name(metadata.tableName)} SET ${changes.map((c) => c.text).join(', ')} ` +
    `WHERE ${conditions.map((c) => c.text).join(' AND ')}`;
  return { text, params: [...changes, ...conditions].map((c) => c.value) };
}

function assignments(metadata: EntityMetadata, values: object): { text: string; value: unknown }[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([property, value]) => {
      const column = columnOf(metadata, property);
      return { text: `${name(column.databaseName)} = ?`, value: toDriver(metadata, column, value) };
    });
}
