import { findProgram } from './commands.mjs';
import { findMariadb } from './mariadb.mjs';
import { findRedis } from './redis.mjs';

/** @type {import('./system-packages.mjs').SystemProgram} */
export const mariadbProgram = {
  name: 'MariaDB',
  find: findMariadb,
  // The core package has the server without a system service, which nobody here needs.
  packages: ['mariadb-server-core mariadb-client-core', 'mariadb-server'],
  without:
    'Instead of installing MariaDB, a server that already runs will do: DATABASE_URL=mariadb://user:password@host:port/database.',
};

/** @type {import('./system-packages.mjs').SystemProgram} */
export const redisProgram = {
  name: 'Redis',
  find: findRedis,
  packages: ['redis-server'],
  without:
    'Instead of installing Redis, a server that already runs will do: REDIS_URL=redis://:password@host:port/0.',
};

/** @type {import('./system-packages.mjs').SystemProgram} */
export const chromiumProgram = {
  name: 'Chromium',
  find: () =>
    process.env.CHROMIUM_PATH ||
    findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  packages: ['chromium'],
  without:
    'Any Chromium or Chrome will do: set CHROMIUM_PATH=/path/to/it, or leave the browser tests out: npm test -- --only unit.',
};
