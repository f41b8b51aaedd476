import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Tells one process from a later one that was given the same number: its start time and, on Linux, the boot it
 * belongs to. `null` when no such process runs (a zombie does not run).
 * @param {number} pid
 * @returns {string | null}
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid);
}

/**
 * Whether the process that was recorded with this identity still runs.
 * @param {{ pid: number, identity: string | null } | null | undefined} record
 */
export function stillRuns(record) {
  return Boolean(record?.identity) && identityOf(record?.pid ?? 0) === record?.identity;
}

/**
 * Reads a record that some script left; a missing file or half a file, left by a full disk, is none.
 * @param {string} file
 * @returns {any}
 */
export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Ends a recorded process: a polite signal first, SIGKILL when the grace is over. Never touches another process
 * that has taken the number since.
 * @param {{ pid: number, identity: string | null }} record
 * @param {{ signal?: NodeJS.Signals, graceMs?: number }} [options]
 * @returns {Promise<'gone' | 'stopped' | 'killed'>}
 */
export async function stopRecorded(record, { signal = 'SIGTERM', graceMs = 15_000 } = {}) {
  if (!stillRuns(record)) return 'gone';
  sendSignal(record.pid, signal);
  if (await hasEnded(record, graceMs)) return 'stopped';
  sendSignal(record.pid, 'SIGKILL');
  await hasEnded(record, 5_000);
  return 'killed';
}

/**
 * Signals a process that was started in a group of its own, together with what it started.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  sendSignal(-pid, signal);
}

/**
 * @param {{ pid: number, identity: string | null }} record
 * @param {number} withinMs
 */
async function hasEnded(record, withinMs) {
  const deadline = performance.now() + withinMs;
  while (stillRuns(record)) {
    if (performance.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the look and the signal, which is what was wanted.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error;
  }
}

/** @param {number} pid */
function identityFromProc(pid) {
  try {
    // The command name may hold spaces and brackets, so fields are counted from behind the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return null;
  }
}

/** @param {number} pid */
function identityFromPs(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
