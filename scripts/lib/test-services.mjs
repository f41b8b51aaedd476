import { join } from 'node:path';
import { rootLockout, startMariadb } from './mariadb.mjs';
import { startRedis } from './redis.mjs';
import { generatedSecrets, secret } from './secrets.mjs';

/** @typedef {import('./env-file.mjs').Env} Env */

/**
 * Starts (or finds) a MariaDB and a Redis for tests and tells how to reach them. The database user may create
 * databases and users, because every test process makes its own; Redis has many numbered databases for the same
 * reason.
 * @param {string} dir
 * @param {Env} [known] settings of an earlier start on the same folder; their secrets are kept
 * @param {{ durable?: boolean, bufferPool?: string }} [options]
 * @returns {Promise<Env>}
 */
export async function startTestServices(dir, known = {}, { durable = false, bufferPool } = {}) {
  const adminPassword = known.TEST_ADMIN_PASSWORD ?? secret(24);
  const redisPassword = known.TEST_REDIS_PASSWORD ?? secret(24);
  const [database, redis] = await Promise.all([
    startMariadb({
      dir: join(dir, 'mariadb'),
      durable,
      bufferPool,
      statements: adminStatements(adminPassword),
    }),
    startRedis({ dir: join(dir, 'redis'), password: redisPassword, durable, databases: 1024 }),
  ]);
  return {
    ...generatedSecrets(),
    ...known,
    APP_ENV: 'test',
    TEST_ADMIN_PASSWORD: adminPassword,
    TEST_REDIS_PASSWORD: redisPassword,
    TEST_ADMIN_DATABASE_URL: `${database.scheme}://amanah_test_admin:${adminPassword}@127.0.0.1:${database.port}/`,
    REDIS_URL: `redis://:${redisPassword}@127.0.0.1:${redis.port}/0`,
  };
}

/** @param {string} password */
function adminStatements(password) {
  return [
    `CREATE USER IF NOT EXISTS 'amanah_test_admin'@'%' IDENTIFIED BY '${password}'`,
    `ALTER USER 'amanah_test_admin'@'%' IDENTIFIED BY '${password}'`,
    "GRANT ALL PRIVILEGES ON *.* TO 'amanah_test_admin'@'%' WITH GRANT OPTION",
    ...rootLockout(),
  ];
}
