import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, signalGroup, stopRecorded } from './process-identity.mjs';
import { inProject, root } from './paths.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** The suites that run now, for whoever has to end them. @type {Set<import('node:child_process').ChildProcess>} */
const current = new Set();

/**
 * Runs test files in one mocha and counts. A suite that ends without counts, or with a bad exit code although
 * every test passed, has crashed, and that is one failure more.
 * @param {string[]} files
 * @param {{ env: NodeJS.ProcessEnv, countsFile: string, options?: string[], coverage?: boolean, output?: number }} how
 * what it says goes to the terminal, or into the open file `output`
 * @returns {Promise<Counts>}
 */
export async function runMocha(files, { env, countsFile, options = [], coverage = false, output }) {
  rmSync(countsFile, { force: true });
  const mocha = [
    inProject('node_modules', 'mocha', 'bin', 'mocha.js'),
    '--reporter',
    reporter,
    ...options,
    ...files,
  ];
  const args = coverage
    ? [inProject('node_modules', 'c8', 'bin', 'c8.js'), ...coverageOptions, process.execPath, ...mocha]
    : mocha;
  const code = await runToEnd(args, { ...env, AMANAH_TEST_COUNTS: countsFile }, output);
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : null;
  return withCrash(counts, code);
}

/** Ends the running suites and what they started in their process groups. */
export async function stopMocha() {
  await Promise.all([...current].map(stopChild));
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopChild(child) {
  if (!child.pid) return;
  const record = { pid: child.pid, identity: identityOf(child.pid) };
  signalGroup(child.pid, 'SIGTERM');
  await stopRecorded(record, { graceMs: 5_000 });
  signalGroup(child.pid, 'SIGKILL');
}

/**
 * @param {Counts | null} counts
 * @param {number} code
 * @returns {Counts}
 */
export function withCrash(counts, code) {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const reporter = join(import.meta.dirname, 'counting-reporter.cjs');

const coverageOptions = [
  ...['--reporter=text', '--reporter=html', '--src=src', '--src=admin', '--src=sandbox'],
  ...['--exclude=**/*.test.ts', '--exclude=test/**', '--exclude=scripts/**', '--exclude=migrations/**'],
];

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [output]
 * @returns {Promise<number>}
 */
function runToEnd(args, env, output) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that a suite which hangs is ended together with what it started.
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', output ?? 'inherit', output ?? 'inherit'],
    });
    current.add(child);
    child.once('error', reject);
    child.once('close', (code) => {
      current.delete(child);
      resolve(code ?? 1);
    });
  });
}
