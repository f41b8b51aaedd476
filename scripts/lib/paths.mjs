import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything the two commands write lives here; AMANAH_DATA_DIR moves it. */
export const dataDir = resolveDataDir(process.env.AMANAH_DATA_DIR);

/** Names inside the data folder that more than one script uses. */
export const demoEnvFile = join(dataDir, 'demo.env');
export const demoAccountsFile = join(dataDir, 'demo-accounts.json');
export const logsDir = join(dataDir, 'logs');
export const devDir = join(dataDir, 'dev');
export const testDir = join(dataDir, 'test');

/**
 * A path below the project's folder.
 * @param {...string} parts
 */
export function inProject(...parts) {
  return join(root, ...parts);
}

/**
 * A program that a package brought along, such as `mocha`.
 * @param {string} name
 */
export function packageBinary(name) {
  const file = inProject('node_modules', '.bin', name);
  return existsSync(file) ? file : name;
}

/** @param {string | undefined} chosen */
function resolveDataDir(chosen) {
  if (!chosen) return join(root, '.data');
  return isAbsolute(chosen) ? chosen : resolve(root, chosen);
}
