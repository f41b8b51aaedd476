import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { writePrivateFile } from './env-file.mjs';
import { Failure } from './failure.mjs';
import { identityOf, readRecord, stillRuns, stopRecorded } from './process-identity.mjs';

/**
 * @typedef {{ pid: number, identity: string | null }} ProcessRecord
 * @typedef {ProcessRecord & { started_at: string, children: Array<ProcessRecord & { name: string }> }} LockContent
 */

/**
 * Keeps two starts from running one store. A lock whose owner is gone is what a killed start leaves behind: its
 * children are ended, politely, and the lock is taken over.
 * @param {string} file
 * @returns {Promise<{ recovered: string[] | null, recordChildren: (children: LockContent['children']) => void, release: () => void }>}
 * `recovered` names the leftovers that were ended, or is null after a clean stop
 * @throws Failure when another start still runs
 */
export async function takeStartLock(file) {
  const earlier = readLock(file);
  if (earlier && stillRuns(earlier)) throw new Failure(alreadyRunning(earlier));
  const recovered = existsSync(file) ? await endLeftovers(earlier) : null;
  rmSync(file, { force: true });
  const content = {
    pid: process.pid,
    identity: identityOf(process.pid),
    started_at: new Date().toISOString(),
  };
  createExclusively(file, JSON.stringify({ ...content, children: [] }));
  return {
    recovered,
    recordChildren: (children) => writePrivateFile(file, JSON.stringify({ ...content, children })),
    release: () => rmSync(file, { force: true }),
  };
}

/**
 * @param {string} file
 * @returns {LockContent | null}
 */
export function readLock(file) {
  return readRecord(file);
}

/** @param {LockContent} lock */
export function alreadyRunning(lock) {
  return (
    `This store already runs: process ${lock.pid}, started ${lock.started_at}. Use it as it is, or stop it first, ` +
    `with Ctrl-C in its terminal or with \`kill ${lock.pid}\`. A second store beside it needs its own data folder ` +
    'and ports: AMANAH_DATA_DIR=.data2 PORT=8001 SANDBOX_PORT=8091 npm start.'
  );
}

/** @param {LockContent | null} lock */
async function endLeftovers(lock) {
  const alive = (lock?.children ?? []).filter(stillRuns).reverse();
  await Promise.all(alive.map((child) => stopRecorded(child, { graceMs: 12_000 })));
  return alive.map((child) => child.name);
}

/**
 * @param {string} file
 * @param {string} text
 */
function createExclusively(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, text);
    closeSync(handle);
  } catch (error) {
    const earlier = readLock(file);
    if (earlier && stillRuns(earlier)) throw new Failure(alreadyRunning(earlier));
    throw error;
  }
}
