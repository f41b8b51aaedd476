import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import 'reflect-metadata';
import { freePort } from './free-port.js';

/** Settings that `npm run dev:services` or `npm test` left for us; what is set already wins. */
function loadServices(): void {
  const file = fileURLToPath(new URL('../.data/dev/test.env', import.meta.url));
  if (process.env['TEST_ADMIN_DATABASE_URL']) return;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name && process.env[name] === undefined) process.env[name] = value;
  }
}

loadServices();
// Settings are read once and frozen, so the sandbox's address must be known before any test starts it.
const sandbox = `http://127.0.0.1:${await freePort()}`;
const shop = `http://127.0.0.1:${await freePort()}`;
const mail = `smtp://127.0.0.1:${await freePort()}`;
const database = `amanah_test_${process.pid}`;
const admin = new URL(process.env['TEST_ADMIN_DATABASE_URL'] ?? '');
const application = new URL(admin);
application.username = `app_${process.pid}`;
application.password = 'app-test-only';
application.pathname = `/${database}`;
const schema = new URL(admin);
schema.pathname = `/${database}`;

Object.assign(process.env, {
  APP_ENV: 'test',
  TZ: 'UTC',
  DATABASE_URL: application.href,
  MIGRATION_DATABASE_URL: schema.href,
  REDIS_PREFIX: `t${process.pid}`,
  PORT: '0',
  PUBLIC_URL: shop,
  SECRET_KEY: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
  // The console compiles its bundle here when a page first asks for it: one that lay there before would be served as it is.
  ADMIN_JS_TMP_DIR: path.join('/tmp', `amanah-console-${process.pid}`),
  KEYS_DIR: path.join('/tmp', `amanah-keys-${process.pid}`),
  CLOCK_FILE: path.join('/tmp', `amanah-clock-${process.pid}.json`),
  ATTACHMENTS_DIR: path.join('/tmp', `amanah-attachments-${process.pid}`),
  DEMO_ACCOUNTS_FILE: path.join('/tmp', `amanah-accounts-${process.pid}.json`),
  TRIPAY_BASE_URL: `${sandbox}/tripay`,
  TRIPAY_API_KEY: 'DEV-tripay-key-for-tests',
  TRIPAY_PRIVATE_KEY: 'tp-private-EXAMPLE-01',
  TRIPAY_MERCHANT_CODE: 'T12345',
  TRIPAY_OPEN_METHODS: 'BCAVAOP,BRIVAOP,QRISOP,HANAVAOP',
  DIGIFLAZZ_BASE_URL: `${sandbox}/digiflazz`,
  DIGIFLAZZ_USERNAME: 'tokocontoh',
  DIGIFLAZZ_API_KEY: 'dev-00000000-aaaa-bbbb-cccc-111111111111',
  DIGIFLAZZ_WEBHOOK_SECRET: 'rahasia-webhook-EXAMPLE',
  DIGIFLAZZ_RATE_PER_SECOND: '1000',
  // A provider that hangs is waited for in full; a machine that stands still for a moment is no provider that hangs.
  SUPPLIER_TIMEOUT_MS: '5000',
  GATEWAY_TIMEOUT_MS: '5000',
  SMTP_URL: mail,
  MAIL_FROM: 'Amanah <toko@amanah.test>',
  SUPPORT_CONTACT: 'bantuan@amanah.test',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
  RATE_LIMIT_FACTOR: process.env['RATE_LIMIT_FACTOR'] ?? '1000',
});
