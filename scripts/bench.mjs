import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { endRunningCommands } from './lib/commands.mjs';
import { Failure } from './lib/failure.mjs';
import { checkDisk, checkMachine } from './lib/machine.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inProject, root } from './lib/paths.mjs';
import { Shutdown } from './lib/shutdown.mjs';
import { ensureSystemPrograms } from './lib/system-packages.mjs';
import { mariadbProgram, redisProgram } from './lib/system-programs.mjs';
import { bold, print, printFailure, step } from './lib/terminal.mjs';
import { testEnvironment } from './lib/test-environment.mjs';
import { throwawayServices } from './lib/throwaway.mjs';

// npm run bench [-- name ...]: every file right in bench/ in turn, or those named, against servers of its own that flush
// at every commit as a store's do.

const shutdown = new Shutdown();
shutdown.listen(() => void end(130));
/** @type {import('node:child_process').ChildProcess | null} */
let current = null;

try {
  const files = benchFiles(process.argv.slice(2));
  const services = await provision();
  const env = { ...testEnvironment(services.settings, null), NODE_ENV: 'production' };
  let failed = 0;
  for (const file of files) {
    shutdown.refuseOnceBegun();
    print(`\n${bold(file)}`);
    if ((await runBench(file, env)) !== 0) failed += 1;
  }
  await end(failed > 0 ? 1 : 0);
} catch (error) {
  // A step that Ctrl-C cut off fails as well; the person knows why, and the end is on its way.
  if (!shutdown.begun) {
    printFailure(error);
    await end(1);
  }
}

/** @param {string[]} chosen */
function benchFiles(chosen) {
  const folder = inProject('bench');
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  const files = all.filter((name) => chosen.length === 0 || chosen.includes(name.replace(/\.ts$/, '')));
  if (files.length > 0) return files.sort().map((name) => join('bench', name));
  throw new Failure(
    `There is no such measurement. bench/ has: ${all.map((name) => name.replace(/\.ts$/, '')).join(', ') || 'nothing'}.`,
  );
}

async function provision() {
  await step('Machine', checkMachine);
  await step('Disk', checkDisk);
  await step('Packages', ensurePackages);
  await step(
    'Programs',
    (progress) => ensureSystemPrograms([mariadbProgram, redisProgram], progress),
    () => '',
  );
  await step('Build', ensureBuild);
  const services = await step(
    'Servers',
    () => throwawayServices(shutdown, { durable: true, bufferPool: '1G' }),
    () => '',
  );
  return services;
}

/**
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runBench(file, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root, env, stdio: 'inherit' });
    current = child;
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** @param {number} exitCode */
async function end(exitCode) {
  await endRunningCommands();
  current?.kill('SIGTERM');
  await shutdown.run();
  process.exit(exitCode);
}
