import { consoleSettings } from './build.mjs';

/**
 * The environment of a test process: only what it needs of the person's own, so that a DATABASE_URL or a key set
 * in this terminal never becomes the target of a test.
 * @param {Record<string, string>} settings
 * @param {string | null} chromium
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment(settings, chromium, environment = process.env) {
  const inherited = Object.fromEntries(Object.entries(environment).filter(([name]) => isHarmless(name)));
  const browser = chromium ? { CHROMIUM_PATH: chromium } : {};
  return { ...inherited, ...settings, ...browser, ...consoleSettings, NODE_ENV: 'test', TZ: 'UTC' };
}

const ours =
  /^(DATABASE_|MIGRATION_DATABASE_|REDIS_|TRIPAY_|DIGIFLAZZ_|SMTP_|SANDBOX_|TEST_|APP_|SECRET_KEY|KEYS_DIR|ATTACHMENTS_DIR|CLOCK_FILE|MAIL_FROM|SUPPORT_|PORT$|HOST$|PUBLIC_URL)/;

/** @param {string} name */
function isHarmless(name) {
  return !ours.test(name);
}
