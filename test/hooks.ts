import { createConnection } from 'mysql2/promise';
import { rmSync } from 'node:fs';

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

/** Each test process has a database of its own, migrated once, and an application user without rights to the books. */
export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    await administrate(
      `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
      `CREATE USER '${username}'@'%' IDENTIFIED BY '${password}'`,
    );
    const { migrateDatabase } = await import('../src/migrate.js');
    await migrateDatabase(setting('MIGRATION_DATABASE_URL'));
    const { entities } = await import('../src/entities.js');
    await import('../src/jobs.js');
    const { openDatabase } = await import('../src/platform/database.js');
    await openDatabase(entities);
    const { redis } = await import('../src/platform/redis.js');
    redis();
  },

  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(30_000);
    const { closeDatabase } = await import('../src/platform/database.js');
    const { closeQueues } = await import('../src/platform/queues.js');
    const { closeRedis, redis } = await import('../src/platform/redis.js');
    const left = await redis()
      .keys(`*${setting('REDIS_PREFIX')}*`)
      .catch(() => []);
    if (left.length > 0) await redis().del(left);
    await closeQueues();
    closeRedis();
    await closeDatabase();
    await administrate(`DROP DATABASE ${database}`, `DROP USER '${username}'@'%'`);
    rmSync(setting('KEYS_DIR'), { recursive: true, force: true });
    rmSync(setting('CLOCK_FILE'), { force: true });
  },
};
