import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { signalGroup } from './process-identity.mjs';

/** Server programs live in sbin, which is not on an ordinary user's PATH in Debian. */
const serverFolders = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin', '/usr/local/bin'];
const graceMs = 1_500;

/** @typedef {{ pid: number, mayBeEnded: boolean, closed: Promise<unknown> }} RunningCommand */

/** @type {Set<RunningCommand>} */
const running = new Set();
let ending = false;

/**
 * The first of these programs that is installed, as an absolute path.
 * @param {...string} names
 * @returns {string | null}
 */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...serverFolders];
  for (const name of names) {
    const file = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (file) return file;
  }
  return null;
}

/**
 * Runs a program to its end. What it says is collected, never shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, mayBeEnded?: boolean }} [options] a program that must not be
 * ended half way, such as a package manager, is waited for
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd, env, mayBeEnded = true } = {}) {
  return new Promise((resolve, reject) => {
    refuseWhenEnding();
    // A group of its own: what is ended takes the programs it started with it.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', reject);
    const closed = new Promise((done) => child.once('close', done));
    const entry = { pid: child.pid ?? 0, mayBeEnded, closed };
    running.add(entry);
    void closed.then((code) => {
      running.delete(entry);
      resolve({ code: typeof code === 'number' ? code : 1, output });
    });
  });
}

/** Keeps a script that was told to stop from starting anything more. @throws Failure */
export function refuseWhenEnding() {
  if (ending) throw new Failure('Stopped.');
}

/** Ends the programs that still run, for a script that was told to stop, and lets no other one begin. */
export async function endRunningCommands() {
  ending = true;
  await Promise.all([...running].map(endCommand));
}

/** @param {RunningCommand} command */
async function endCommand({ pid, mayBeEnded, closed }) {
  if (mayBeEnded && pid > 0) {
    signalGroup(pid, 'SIGTERM');
    const late = await Promise.race([closed.then(() => false), sleep(graceMs, true, { ref: false })]);
    if (late) signalGroup(pid, 'SIGKILL');
  }
  await closed;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
