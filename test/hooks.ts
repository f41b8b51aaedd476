import fc from 'fast-check';
import { createConnection } from 'mysql2/promise';
import { rmSync } from 'node:fs';
import { entities } from '../src/entities.js';
import '../src/approvals.js';
import '../src/jobs.js';
import { migrateDatabase } from '../src/migrate.js';
import '../src/payables.js';
import { closeDatabase, openDatabase, query } from '../src/platform/database.js';
import { closeQueues } from '../src/platform/queues.js';
import { closeRedis, redis } from '../src/platform/redis.js';
import { seed } from './seed.js';

fc.configureGlobal({ seed });

const setting = (name: string): string => process.env[name] ?? '';

async function administrate(...statements: string[]): Promise<void> {
  const connection = await createConnection(
    setting('TEST_ADMIN_DATABASE_URL').replace(/^mariadb:/, 'mysql:'),
  );
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}

const { username, password, pathname } = new URL(setting('DATABASE_URL'));
const database = pathname.slice(1);

/** A server that some test left open would keep this process for ever; its end as a failure tells of it. */
function endAnyway(): void {
  setTimeout(() => {
    process.stderr.write(`Still open after the tests: ${process.getActiveResourcesInfo().join(', ')}\n`);
    // Mocha has the last word about the exit code, unless somebody speaks after it.
    process.once('exit', () => (process.exitCode = 1));
    process.exit();
  }, 30_000).unref();
}

/** Stories and whole systems end with an audit, which misses the work that nobody did; they do theirs to the end. */
const isStory = /\.story\.test\.ts$|\/test\/\w+\//;

/** What the tests of a door or a function have left to do, mostly letters, is no work for those after them. */
function forgetWorkAfter(suites: Mocha.Suite[]): void {
  for (const suite of suites.filter(({ file }) => file && !isStory.test(file)))
    suite.afterAll(() => query(`DELETE FROM outbox WHERE status = 'PENDING'`));
}

/** Each test process has a database of its own, migrated once, and an application user without rights to the books. */
export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    this.timeout(120_000);
    await administrate(
      `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
      `CREATE USER '${username}'@'%' IDENTIFIED BY '${password}'`,
    );
    await migrateDatabase(setting('MIGRATION_DATABASE_URL'));
    await openDatabase(entities);
    // A moment in which this machine stands still must not count as Redis being away.
    redis().options.commandTimeout = 15_000;
    forgetWorkAfter(this.test?.parent?.suites ?? []);
  },

  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    const left = await redis()
      .keys(`*${setting('REDIS_PREFIX')}*`)
      .catch(() => []);
    if (left.length > 0) await redis().del(left);
    await closeQueues();
    closeRedis();
    await closeDatabase();
    await administrate(`DROP DATABASE ${database}`, `DROP USER '${username}'@'%'`);
    rmSync(setting('ADMIN_JS_TMP_DIR'), { recursive: true, force: true });
    rmSync(setting('KEYS_DIR'), { recursive: true, force: true });
    rmSync(setting('ATTACHMENTS_DIR'), { recursive: true, force: true });
    rmSync(setting('CLOCK_FILE'), { force: true });
    rmSync(setting('DEMO_ACCOUNTS_FILE'), { force: true });
    endAnyway();
  },
};
