import { join } from 'node:path';
import { readEnvFile, writeEnvFile } from './env-file.mjs';
import { dataDir, demoAccountsFile, demoEnvFile } from './paths.mjs';
import { generatedSecrets } from './secrets.mjs';

/** @typedef {import('./env-file.mjs').Env} Env */

const comment = [
  'Settings of the demo store, written by `npm start`. Every process started with `npm run ...` reads them,',
  'so that it joins the same store. The secrets were generated on this machine; do not share this file.',
].join('\n');

/** Settings of earlier starts; empty before the first. */
export function knownSettings() {
  return readEnvFile(demoEnvFile);
}

/**
 * The whole environment of the demo store. Secrets of an earlier start are kept, since data was encrypted with
 * them; addresses are those of today; a variable that the person set wins.
 * @param {Env} known
 * @param {Env} services addresses of the database, of Redis and of the mailbox
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Env}
 */
export function demoSettings(known, services, environment = process.env) {
  const defaults = { ...generatedSecrets(), ...keep(known, Object.keys(generatedSecrets())) };
  const settings = { ...defaults, ...addresses(environment, services.SANDBOX_SMTP_PORT), ...services };
  return { ...settings, ...keep(environment, overridable(settings)) };
}

/** @param {Env} settings */
export function saveDemoSettings(settings) {
  writeEnvFile(demoEnvFile, settings, comment);
}

/**
 * Where the parts of the demo find each other.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} mailPort
 * @returns {Env}
 */
function addresses(environment, mailPort) {
  const port = environment.PORT || '8000';
  const sandboxPort = environment.SANDBOX_PORT || '8090';
  return {
    APP_ENV: 'demo',
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
    KEYS_DIR: join(dataDir, 'keys'),
    ATTACHMENTS_DIR: join(dataDir, 'attachments'),
    CLOCK_FILE: join(dataDir, 'clock.json'),
    DEMO_ACCOUNTS_FILE: demoAccountsFile,
    SANDBOX_PORT: sandboxPort,
    SANDBOX_STATE_DIR: join(dataDir, 'sandbox'),
    TRIPAY_BASE_URL: `http://127.0.0.1:${sandboxPort}/tripay`,
    TRIPAY_OPEN_METHODS: 'BCAVAOP,BRIVAOP,BNIVAOP,QRISOP',
    DIGIFLAZZ_BASE_URL: `http://127.0.0.1:${sandboxPort}/digiflazz`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    MAIL_FROM: 'Amanah <toko@amanah.test>',
    SUPPORT_CONTACT: 'bantuan@amanah.test',
    LOG_LEVEL: 'info',
  };
}

/**
 * A demo is never turned into production by a stray variable: everything can be set from outside but that.
 * @param {Env} settings
 */
function overridable(settings) {
  return Object.keys(settings).filter((name) => name !== 'APP_ENV');
}

/**
 * @param {NodeJS.ProcessEnv} from
 * @param {string[]} names
 * @returns {Env}
 */
function keep(from, names) {
  /** @type {Env} */
  const kept = {};
  for (const name of names) {
    const value = from[name];
    if (value) kept[name] = value;
  }
  return kept;
}
