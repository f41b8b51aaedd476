import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { alignClock } from './clock.js';
import { config } from './config.js';
import { DomainError } from './errors.js';
import { SnakeNames } from './naming.js';

export { isDatabaseDown, isDuplicate, isRetryable } from './driver-errors.js';

export type EntityClass = new () => ObjectLiteral;

let current: DataSource | undefined;

/** Session settings that every statement relies on, whatever the server's own defaults are. */
const sessionSettings = [
  `SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // MySQL would cut the entries of a long journal off, and with them the digest that seals it.
  'SET SESSION group_concat_max_len = 1048576',
  // A lock that takes longer is somebody's mistake; the default of 50 s would outlast every lease and request.
  'SET SESSION innodb_lock_wait_timeout = 5',
  // Transactions wait for nothing but the database: a silent one belongs to a process that stands still, and its locks
  // would keep the others from taking over. MySQL has no such setting.
  ...(config.DATABASE_URL.startsWith('mariadb:') ? ['SET SESSION idle_transaction_timeout = 10'] : []),
];

/** A connection of the driver itself. TypeORM's own `query` tells its subscribers of every statement: half the price. */
export interface Connection {
  query: Send;
  destroy(): void;
}

type Send = (sql: string, params: unknown[], done: (error: unknown, result: unknown) => void) => void;

interface Pool {
  query: Send;
  /** As a prepared statement, which the server parses once for each connection. */
  execute: Send;
  on(event: 'connection', listener: (connection: Connection) => void): void;
}

const poolOf = (source: DataSource): Pool => (source.driver as unknown as { pool: Pool }).pool;

/** Builds the data source for a URL; the scheme picks the driver type, because the wrong one rewrites JSON columns. */
export function createDataSource(
  databaseUrl: string,
  entities: EntityClass[],
  migrations: string[] = [],
): DataSource {
  return new DataSource({
    type: databaseUrl.startsWith('mariadb:') ? 'mariadb' : 'mysql',
    url: databaseUrl,
    entities,
    migrations,
    migrationsTransactionMode: 'none',
    namingStrategy: new SnakeNames(),
    synchronize: false,
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    // A unit of work sends its rows and its COMMIT in one packet; values travel as parameters only, here as everywhere.
    multipleStatements: true,
    connectTimeout: 5_000,
    poolSize: config.DATABASE_POOL_SIZE,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    extra: {
      maxIdle: config.DATABASE_POOL_SIZE,
      idleTimeout: 60_000,
      enableKeepAlive: true,
      queueLimit: 500,
    },
  });
}

function prepareSessions(source: DataSource): void {
  poolOf(source).on('connection', (connection) => {
    for (const statement of sessionSettings) {
      connection.query(statement, [], (error) => {
        if (error) connection.destroy();
      });
    }
  });
}

/**
 * Opens the pool once per process. The connection that opening made is idle and alone in the pool, so it is the
 * one that gets the session settings here; every later one gets them when it is made.
 * @throws when the server cannot be reached.
 */
export async function openDatabase(entities: EntityClass[]): Promise<DataSource> {
  const source = createDataSource(config.DATABASE_URL, entities);
  await source.initialize();
  for (const statement of sessionSettings) await source.query(statement);
  prepareSessions(source);
  current = source;
  await measureClock();
  return source;
}

export function database(): DataSource {
  if (!current) throw new Error('The database is not open.');
  return current;
}

export async function closeDatabase(): Promise<void> {
  const open = current;
  current = undefined;
  await open?.destroy();
}

function answerOf<Result>(how: Send, sql: string, params: unknown[]): Promise<Result> {
  current?.logger.logQuery(sql, params);
  return new Promise((resolve, reject) => {
    how(sql, params, (error, result) => {
      if (error) reject(error as Error);
      else resolve(result as Result);
    });
  });
}

/** One packet to the server and what comes back: rows, a count, or a list of those for several statements. */
export const send = <Result>(to: Connection, sql: string, params: unknown[]): Promise<Result> =>
  answerOf<Result>((...all) => to.query(...all), sql, params);

/** Reads outside a unit of work: lists, shows, read models. Parameters only, never interpolated values. */
export const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  answerOf<T[]>((...all) => poolOf(database()).query(...all), sql, params);

/**
 * One statement that changes rows, outside a unit of work; answers how many it changed. It is prepared, so its text
 * must come from the code as it stands, one of few, and its values are plain: no lists.
 */
export async function change(sql: string, params: unknown[]): Promise<number> {
  const { affectedRows } = await answerOf<{ affectedRows: number }>(
    (...all) => poolOf(database()).execute(...all),
    sql,
    params,
  );
  return affectedRows;
}

/** Compares this machine's clock with the database's, which decides windows and expiries. */
export async function measureClock(): Promise<void> {
  const started = Date.now();
  const [row] = await query<{ now: Date }>('SELECT UTC_TIMESTAMP(3) AS now');
  if (row) alignClock(new Date(row.now), Date.now() - started);
}

/** Looks a row up by one non-empty text value, so that `undefined` can never mean "the first row". */
export async function findBySecret<T extends ObjectLiteral>(
  entity: EntityTarget<T>,
  column: keyof T & string,
  value: unknown,
): Promise<T | null> {
  if (typeof value !== 'string' || value === '') throw new DomainError('not_found', 404);
  return database()
    .getRepository(entity)
    .createQueryBuilder('row')
    .where(`row.${column} = :value`, { value })
    .getOne();
}
