import { existsSync, readFileSync } from 'node:fs';
import { run } from './commands.mjs';
import { Failure } from './failure.mjs';
import { inProject, root } from './paths.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Installs the packages when they are missing or are not those of package-lock.json.
 * @param {import('./terminal.mjs').Progress} progress
 * @returns {Promise<string>}
 */
export async function ensurePackages(progress) {
  const wanted = readLockfile(inProject('package-lock.json'));
  const present = readLockfile(inProject('node_modules', '.package-lock.json'));
  if (wanted && present && packagesMatch(wanted, present)) return 'as locked';
  progress('installing');
  const [command, args] = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  const { code, output } = await run(command, args, { cwd: root });
  if (code !== 0) throw new Failure(installProblem(output));
  return 'installed';
}

/**
 * Whether what npm recorded as installed is what the lock file asks for. Optional packages may be absent: most of
 * them belong to other platforms.
 * @param {Lockfile} wanted
 * @param {Lockfile} present
 */
export function packagesMatch(wanted, present) {
  const installed = present.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    if (!installed[path]) return optional === true;
    return installed[path].version === version;
  });
}

/** @param {string} output */
export function installProblem(output) {
  const end = output.trim().split('\n').slice(-15).join('\n');
  const advice = /ENOSPC/.test(output)
    ? 'The disk is full: free some space and run the command again.'
    : /EACCES|EPERM/.test(output)
      ? 'Some files in this folder belong to another user: give the folder to yourself (sudo chown -R "$(id -un)" .) and run the command again.'
      : 'Check that this machine reaches the npm registry (`npm ping`) and run the command again; what is already there is not lost.';
  return `The packages could not be installed. ${advice} npm said:\n${end}`;
}

/**
 * npm as it was called, or the one on the PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npm(args) {
  const script = process.env.npm_execpath;
  return script && /\.c?js$/.test(script) ? [process.execPath, [script, ...args]] : ['npm', args];
}

/**
 * @param {string} file
 * @returns {Lockfile | null}
 */
function readLockfile(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
