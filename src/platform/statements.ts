import type { Driver, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** The plain columns of an entity, without the methods it inherits. */
export type Values<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]?: T[K] | null;
};

const name = (identifier: string): string => `\`${identifier.replaceAll('`', '')}\``;

/** A column as statements need it. */
interface PlainColumn {
  /** Its quoted name. */
  name: string;
  /** A property's value as the database takes it. */
  toDatabase(value: unknown): unknown;
}

/** Their values go to the database as they are. */
const asTheyAre: unknown[] = ['char', 'varchar', 'text', 'mediumtext', 'int', 'tinyint', 'smallint'];

function plainColumn(column: ColumnMetadata, driver: Driver): PlainColumn {
  const isPlain = asTheyAre.includes(column.type) && !column.transformer;
  return {
    name: name(column.databaseName),
    toDatabase: isPlain
      ? (value) => value ?? null
      : (value) => (driver.preparePersistentValue(value ?? null, column) as unknown) ?? null,
  };
}

/** By property; TypeORM itself looks through all columns, and at all that is known of one, each time. */
const columnsByProperty = new WeakMap<EntityMetadata, Map<string, PlainColumn>>();

function columnsOf(metadata: EntityMetadata): Map<string, PlainColumn> {
  const known = columnsByProperty.get(metadata);
  if (known) return known;
  const { columns, connection } = metadata;
  const plain = new Map(
    columns.map((column) => [column.propertyName, plainColumn(column, connection.driver)]),
  );
  columnsByProperty.set(metadata, plain);
  return plain;
}

function columnOf(metadata: EntityMetadata, property: string): PlainColumn {
  const column = columnsOf(metadata).get(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}.`);
  return column;
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

/** The times that are filled in where the entity has them and the row does not say otherwise. */
const times = ['createdAt', 'updatedAt'];

/**
 * Multi-row INSERT through the entity's columns; TypeORM's own `save` would select first and read back after. All rows
 * have the properties of the first.
 */
export function insertOf<T extends ObjectLiteral>(
  metadata: EntityMetadata,
  rows: Values<T>[],
  now: Date,
): Statement {
  const properties = Object.keys(rows[0] ?? {});
  const missing = times.filter((time) => columnsOf(metadata).has(time) && !properties.includes(time));
  const columns = [...properties, ...missing].map(
    (property) => [property, columnOf(metadata, property)] as const,
  );
  const names = columns.map(([, column]) => column.name);
  return {
    text: insertText(name(metadata.tableName), names, rows.length),
    params: rows.flatMap((row: Record<string, unknown>) =>
      columns.map(([property, column]) => column.toDatabase(timeOr(row, property, now))),
    ),
  };
}

const timeOr = (row: Record<string, unknown>, property: string, now: Date): unknown =>
  property in row || !times.includes(property) ? row[property] : now;

/** Multi-row INSERT of database values; all rows have the columns of the first. */
export function insertInto(table: string, rows: Record<string, unknown>[]): Statement {
  const columns = Object.keys(rows[0] ?? {});
  return {
    text: insertText(name(table), columns.map(name), rows.length),
    params: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  };
}

/** Of quoted names. */
function insertText(table: string, columns: string[], rows: number): string {
  const tuple = `(${Array<string>(columns.length).fill('?').join(', ')})`;
  const tuples = Array<string>(rows).fill(tuple).join(', ');
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples}`;
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
      return { text: `${column.name} = ?`, value: column.toDatabase(value) };
    });
}
