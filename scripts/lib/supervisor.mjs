import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { followOutput } from './log-view.mjs';
import { identityOf, signalGroup, stopRecorded } from './process-identity.mjs';

const longestPauseMs = 30_000;
/** A process that lived this long is healthy again, and its next death starts with the shortest pause. */
const healthyAfterMs = 60_000;
const largestLog = 20 * 1024 * 1024;

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string[]} args arguments for Node
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 *
 * @typedef {object} Supervised
 * @property {Program} program
 * @property {import('node:child_process').ChildProcess | null} child
 * @property {string | null} identity
 * @property {number} deaths in a row
 * @property {number} startedAt
 * @property {NodeJS.Timeout | null} restart
 */

/**
 * Runs the processes of the store: keeps their logs, starts a process again that died, with growing pauses, and
 * ends all of them in reverse order.
 */
export class Supervisor {
  /** @type {Supervised[]} */
  #supervised = [];
  #stopping = false;
  /** @type {AbortController} */
  #hurry = new AbortController();

  /**
   * @param {{ logsDir: string, show: (line: string) => void,
   *   onChange?: (children: Array<{ name: string, pid: number, identity: string | null }>) => void,
   *   firstPauseMs?: number }} options
   */
  constructor({ logsDir, show, onChange = () => {}, firstPauseMs = 1_000 }) {
    mkdirSync(logsDir, { recursive: true });
    this.logsDir = logsDir;
    this.show = show;
    this.onChange = onChange;
    this.firstPauseMs = firstPauseMs;
  }

  /** @param {Program} program */
  start(program) {
    /** @type {Supervised} */
    const entry = { program, child: null, identity: null, deaths: 0, startedAt: 0, restart: null };
    this.#supervised.push(entry);
    this.#launch(entry);
  }

  /** How often a process has died in a row. @param {string} name */
  deathsOf(name) {
    return this.#supervised.find((entry) => entry.program.name === name)?.deaths ?? 0;
  }

  /** @param {string} name */
  logFile(name) {
    return join(this.logsDir, `${name}.log`);
  }

  /** Children that run now, as others need to know them in order to end them. */
  children() {
    return this.#supervised
      .filter((entry) => entry.child?.pid)
      .map(({ program, child, identity }) => ({ name: program.name, pid: child?.pid ?? 0, identity }));
  }

  /**
   * Ends everything, the last started first, each within its grace.
   * @param {number} [graceMs]
   */
  async stop(graceMs = 12_000) {
    this.#stopping = true;
    for (const entry of this.#supervised) if (entry.restart) clearTimeout(entry.restart);
    for (const child of this.children().reverse()) {
      await stopRecorded(child, { graceMs: this.#hurry.signal.aborted ? 500 : graceMs });
    }
  }

  /** Cuts the grace short: whoever asked a second time does not want to wait. */
  hurry() {
    this.#hurry.abort();
    for (const { pid } of this.children()) signalGroup(pid, 'SIGKILL');
  }

  /** @param {Supervised} entry */
  #launch(entry) {
    const { name, args, env, cwd } = entry.program;
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(freshLog(this.logFile(name)), { flags: 'a' });
    entry.child = child;
    entry.identity = identityOf(child.pid ?? 0);
    entry.startedAt = performance.now();
    entry.restart = null;
    followOutput(name, child, { write: (line) => log.write(`${line}\n`), show: this.show });
    child.once('close', (code, signal) => {
      log.end();
      entry.child = null;
      if (!this.#stopping) this.#bury(entry, signal ?? `code ${code}`);
    });
    this.onChange(this.children());
  }

  /**
   * @param {Supervised} entry
   * @param {string} cause
   */
  #bury(entry, cause) {
    if (performance.now() - entry.startedAt > healthyAfterMs) entry.deaths = 0;
    const pause = Math.min(this.firstPauseMs * 2 ** entry.deaths, longestPauseMs);
    entry.deaths += 1;
    const { name } = entry.program;
    this.show(
      `[${name}] ended unexpectedly (${cause}); starting it again in ${pause / 1000} s. Log: ${this.logFile(name)}`,
    );
    entry.restart = setTimeout(() => this.#launch(entry), pause);
    this.onChange(this.children());
  }
}

/**
 * Puts a log that has grown large aside, keeping one older generation.
 * @param {string} file
 */
function freshLog(file) {
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  return file;
}
