import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './lib/failure.mjs';
import { root } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { print, printFailure } from './lib/terminal.mjs';

// Opens a store on an empty data folder with `npm start`, as a new user does, waits until the console answers,
// opens it a second time, which must be quick, and checks after each Ctrl-C that no process is left. Linux only.

const firstStartMs = 300_000;
const secondStartMs = 15_000;
const stopMs = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'amanah-startup-'));
const ports = {
  PORT: String(await freePort()),
  SANDBOX_PORT: String(await freePort()),
  SANDBOX_SMTP_PORT: String(await freePort()),
};

try {
  print(`First start on an empty data folder, ports ${Object.values(ports).join(', ')}`);
  await openAndClose(firstStartMs);
  print('\nSecond start on the same data');
  await openAndClose(secondStartMs);
  print('\nStart-up check: both starts answered, and nothing was left running.');
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
} finally {
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} withinMs */
async function openAndClose(withinMs) {
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, ...ports, AMANAH_DATA_DIR: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? `code ${code}`)),
  );
  await waitForConsole(started + withinMs, ended);
  print(`The console answered after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  child.kill('SIGINT');
  const late = await Promise.race([ended.then(() => false), sleep(stopMs, true, { ref: false })]);
  if (late) throw new Failure(`npm start did not end within ${stopMs / 1000} s of SIGINT.`);
  const left = processesOf(folder);
  if (left.length > 0)
    throw new Failure(`These processes were left running: ${left.map(nameOf).join(', ')}.`);
}

/**
 * @param {number} deadline
 * @param {Promise<unknown>} ended
 */
async function waitForConsole(deadline, ended) {
  const url = `http://127.0.0.1:${ports.PORT}/admin/login`;
  let outcome = null;
  void ended.then((value) => (outcome = value));
  while (!(await answers(url))) {
    if (outcome !== null) throw new Failure(`npm start ended before the console answered: ${outcome}.`);
    if (performance.now() > deadline) throw new Failure(`${url} did not answer 200 in time.`);
    await sleep(100);
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}

/**
 * Processes that work in a folder or were told of it.
 * @param {string} path
 * @returns {number[]}
 */
function processesOf(path) {
  const pids = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
  return pids.filter((pid) => pid !== process.pid && tracesOf(pid).some((text) => text.includes(path)));
}

/** @param {number} pid */
function tracesOf(pid) {
  const reads = [
    () => readlinkSync(`/proc/${pid}/cwd`),
    () => readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    () => readFileSync(`/proc/${pid}/environ`, 'utf8'),
  ];
  return reads.map((read) => {
    try {
      return read();
    } catch {
      // It ended while we looked, or belongs to somebody else.
      return '';
    }
  });
}

/** @param {number} pid */
function nameOf(pid) {
  return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (${pid})`;
}
