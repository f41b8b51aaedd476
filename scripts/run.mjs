import { spawn } from 'node:child_process';
import { mariadbDir } from './lib/demo-services.mjs';
import { ensureBuild } from './lib/build.mjs';
import { readEnvFile } from './lib/env-file.mjs';
import { Failure } from './lib/failure.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { demoEnvFile, root } from './lib/paths.mjs';
import { recordedInstance, runningInstance } from './lib/private-instance.mjs';
import { nodeArguments, programEnvironment, programs } from './lib/programs.mjs';
import { onWish } from './lib/shutdown.mjs';
import { printFailure } from './lib/terminal.mjs';

// npm run web|worker|scheduler|sandbox|migrate|seed|audit|keys|clock|staff [-- arguments]: one process of the store in
// the foreground, with the settings of the demo store where the environment does not say otherwise.

try {
  const [name = '', ...args] = process.argv.slice(2);
  if (!isProgram(name))
    throw new Failure(
      `There is no process called "${name}". Choose one of: ${Object.keys(programs).join(', ')}.`,
    );
  const settings = { ...readEnvFile(demoEnvFile), ...setVariables(process.env) };
  requireStore(settings);
  await ensurePackages(() => {});
  await ensureBuild(() => {});
  process.exit(await runInForeground(nodeArguments(name, args), programEnvironment(settings)));
} catch (error) {
  printFailure(error);
  process.exit(1);
}

/**
 * @param {string} name
 * @returns {name is keyof typeof programs}
 */
function isProgram(name) {
  return Object.hasOwn(programs, name);
}

/** @param {NodeJS.ProcessEnv} environment */
function setVariables(environment) {
  return /** @type {Record<string, string>} */ (
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  );
}

/**
 * Refuses to run without a store to join, instead of letting a process fail on its first connection.
 * @param {Record<string, string>} settings
 */
function requireStore(settings) {
  if (!settings.DATABASE_URL) {
    throw new Failure(
      'No store is configured yet. Run `npm start` once, which makes one and writes its settings to ' +
        `${demoEnvFile}, or set the variables of .env.example in the environment.`,
    );
  }
  const ours = !process.env.DATABASE_URL && recordedInstance(mariadbDir) !== null;
  if (ours && settings.DATABASE_PASSWORD && !runningInstance(mariadbDir)) {
    throw new Failure(
      'The store is closed: its database does not run. Open it with `npm start` in another terminal first.',
    );
  }
}

/**
 * Runs Node with these arguments; one signal goes through as one, and so does the exit code. In a group of its own:
 * Ctrl-C under npm reaches us twice, and a process of the store takes a second signal for impatience.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runInForeground(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: 'inherit' });
    onWish((signal) => child.kill(signal));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
