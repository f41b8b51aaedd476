import { join } from 'node:path';
import { rootLockout, startMariadb } from './mariadb.mjs';
import { dataDir } from './paths.mjs';
import { stopInstance } from './private-instance.mjs';
import { startRedis } from './redis.mjs';
import { secret } from './secrets.mjs';

/** @typedef {import('./env-file.mjs').Env} Env */

const databaseName = 'amanah';
export const mariadbDir = join(dataDir, 'mariadb');
export const redisDir = join(dataDir, 'redis');

/**
 * The store's database: the one of DATABASE_URL, or a private server. Two users reach the private one: the
 * application, which holds only what the migrations grant it, and the one that runs them.
 * @param {Env} known settings of earlier starts; their passwords are kept
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ settings: Env, described: string }>}
 */
export async function provideDatabase(known, environment = process.env) {
  if (environment.DATABASE_URL)
    return { settings: externalDatabase(environment), described: 'yours, from DATABASE_URL' };
  const app = known.DATABASE_PASSWORD ?? secret(24);
  const migrator = known.MIGRATION_DATABASE_PASSWORD ?? secret(24);
  const statements = databaseStatements(app, migrator);
  const { port, scheme, found } = await startMariadb({ dir: mariadbDir, statements, durable: true });
  const address = `127.0.0.1:${port}/${databaseName}`;
  return {
    settings: {
      DATABASE_PASSWORD: app,
      MIGRATION_DATABASE_PASSWORD: migrator,
      DATABASE_URL: `${scheme}://amanah_app:${app}@${address}`,
      MIGRATION_DATABASE_URL: `${scheme}://amanah_migrator:${migrator}@${address}`,
    },
    described: `private ${scheme === 'mariadb' ? 'MariaDB' : 'MySQL'} on port ${port}${found ? ', still running' : ''}`,
  };
}

/**
 * The store's Redis: the one of REDIS_URL, or a private server.
 * @param {Env} known
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ settings: Env, described: string }>}
 */
export async function provideRedis(known, environment = process.env) {
  if (environment.REDIS_URL)
    return { settings: { REDIS_URL: environment.REDIS_URL }, described: 'yours, from REDIS_URL' };
  const password = known.REDIS_PASSWORD ?? secret(24);
  const { port, found } = await startRedis({ dir: redisDir, password, durable: true });
  return {
    settings: { REDIS_PASSWORD: password, REDIS_URL: `redis://:${password}@127.0.0.1:${port}/0` },
    described: `private Redis on port ${port}${found ? ', still running' : ''}`,
  };
}

/** Stops the private servers of the store; servers of others are none of our business. */
export async function stopDemoServices() {
  await Promise.all([stopInstance(redisDir), stopInstance(mariadbDir)]);
}

/** @param {NodeJS.ProcessEnv} environment */
function externalDatabase({ DATABASE_URL = '', MIGRATION_DATABASE_URL = DATABASE_URL }) {
  return { DATABASE_URL, MIGRATION_DATABASE_URL };
}

/**
 * @param {string} app password
 * @param {string} migrator password
 */
function databaseStatements(app, migrator) {
  return [
    `CREATE DATABASE IF NOT EXISTS \`${databaseName}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    ...user('amanah_app', app),
    ...user('amanah_migrator', migrator),
    `GRANT ALL PRIVILEGES ON \`${databaseName}\`.* TO 'amanah_migrator'@'%' WITH GRANT OPTION`,
    // It looks up the hosts of the application's user, to whom it grants table by table.
    "GRANT SELECT (User, Host) ON mysql.user TO 'amanah_migrator'@'%'",
    ...rootLockout(),
  ];
}

/**
 * @param {string} name
 * @param {string} password
 */
function user(name, password) {
  return [
    `CREATE USER IF NOT EXISTS '${name}'@'%' IDENTIFIED BY '${password}'`,
    `ALTER USER '${name}'@'%' IDENTIFIED BY '${password}'`,
  ];
}
