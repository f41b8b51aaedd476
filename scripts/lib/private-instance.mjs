import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuseWhenEnding } from './commands.mjs';
import { writePrivateFile } from './env-file.mjs';
import { Failure } from './failure.mjs';
import { identityOf, readRecord, stillRuns, stopRecorded } from './process-identity.mjs';

/**
 * A database or Redis server of ours. It may outlive the script that started it, so what is needed to find it
 * again lies beside its data in `instance.json`.
 * @typedef {{ pid: number, identity: string | null, port: number }} Instance
 */

/**
 * The instance that runs on this folder, if one does.
 * @param {string} dir
 * @returns {Instance | null}
 */
export function runningInstance(dir) {
  const record = recordedInstance(dir);
  return stillRuns(record) ? record : null;
}

/**
 * What was recorded at the last launch, running or not; it tells the port to try first.
 * @param {string} dir
 * @returns {Instance | null}
 */
export function recordedInstance(dir) {
  return readRecord(recordFile(dir));
}

/**
 * Starts a server in a process group of its own, so that Ctrl-C in the terminal reaches only the script that
 * stops everything in order, and waits until it answers.
 * @param {string} dir
 * @param {{ name: string, command: string, args: string[], port: number, logFile: string,
 *   answers: (port: number) => Promise<boolean>, timeoutMs?: number }} server
 * @returns {Promise<Instance>}
 */
export async function launchInstance(
  dir,
  { name, command, args, port, logFile, answers, timeoutMs = 60_000 },
) {
  refuseWhenEnding();
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, { cwd: dir, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const spawnFailed = new Promise((_, reject) => child.once('error', reject));
  child.unref();
  if (child.pid) writeRecord(dir, { pid: child.pid, identity: identityOf(child.pid), port });
  const instance = { pid: child.pid ?? 0, identity: identityOf(child.pid ?? 0), port };
  const ready = waitUntilItAnswers(instance, answers, timeoutMs);
  if ((await Promise.race([ready, spawnFailed])) === true) return instance;
  await stopInstance(dir);
  throw new Failure(
    `${name} did not start. Its last words are below; the whole log is ${logFile}.\n${tailOf(logFile)}`,
  );
}

/**
 * Ends the instance of this folder, if one runs, and waits until it is gone.
 * @param {string} dir
 * @param {{ graceMs?: number }} [options]
 */
export async function stopInstance(dir, { graceMs = 20_000 } = {}) {
  const instance = runningInstance(dir);
  return instance ? stopRecorded(instance, { graceMs }) : 'gone';
}

/**
 * Forgets a folder's instance and its data.
 * @param {string} dir
 */
export async function destroyInstance(dir) {
  await stopInstance(dir, { graceMs: 10_000 });
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * The last lines of a log file.
 * @param {string} file
 * @param {number} [lines]
 */
export function tailOf(file, lines = 12) {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * @param {Instance} instance
 * @param {(port: number) => Promise<boolean>} answers
 * @param {number} timeoutMs
 */
async function waitUntilItAnswers(instance, answers, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline && stillRuns(instance)) {
    if (await answers(instance.port)) return true;
    await sleep(50);
  }
  return false;
}

/**
 * @param {string} dir
 * @param {Instance} instance
 */
function writeRecord(dir, instance) {
  writePrivateFile(recordFile(dir), `${JSON.stringify(instance)}\n`);
}

/** @param {string} dir */
function recordFile(dir) {
  return join(dir, 'instance.json');
}
