import { consoleSettings } from './build.mjs';

/** The processes and one-shot commands of the store, as arguments for Node. */
export const programs = {
  web: ['dist/src/main.js', 'web'],
  worker: ['dist/src/main.js', 'worker'],
  scheduler: ['dist/src/main.js', 'scheduler'],
  sandbox: ['dist/sandbox/main.js'],
  migrate: ['dist/src/cli/migrate.js'],
  seed: ['dist/src/cli/seed.js'],
  audit: ['dist/src/cli/audit.js'],
  keys: ['dist/src/cli/keys.js'],
  clock: ['dist/src/cli/clock.js'],
  staff: ['dist/src/cli/staff.js'],
};

/**
 * The arguments that make Node run one of them.
 * @param {keyof typeof programs} name
 * @param {string[]} [args]
 */
export function nodeArguments(name, args = []) {
  return ['--enable-source-maps', ...programs[name], ...args];
}

/**
 * The environment of built code: the given settings, the console's prebuilt bundle, and UTC.
 * @param {Record<string, string>} settings
 * @returns {NodeJS.ProcessEnv}
 */
export function programEnvironment(settings) {
  return { ...process.env, ...settings, ...consoleSettings, NODE_ENV: 'production', TZ: 'UTC' };
}
