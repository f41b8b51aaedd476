import { createPool, type Pool } from 'mysql2/promise';
import type { Store } from '../../test/faults/harness.js';

/** The store's database by the driver alone, with as many connections as the two web processes have together. */
export const barePool = (store: Store, connectionLimit = 40): Pool =>
  createPool({
    uri: store.setting('DATABASE_URL').replace(/^mariadb:/, 'mysql:'),
    connectionLimit,
    timezone: 'Z',
  });
