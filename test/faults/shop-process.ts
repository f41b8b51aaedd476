import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fromRoot } from '../../src/platform/root.js';
import { programs, type Program } from './scripts.js';

const graceMs = 4_000;
const running = new Set<ChildProcess>();

// Whatever happens to the tests, nothing that they started outlives them.
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** One real process of the store, to be killed, frozen and started again. */
export class ShopProcess {
  private child: ChildProcess | null = null;
  private frozen = false;

  constructor(
    readonly name: Program,
    private readonly settings: Record<string, string>,
    private readonly logFile: string,
    private readonly nodeOptions: string[] = [],
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Whether it runs, or stands still, and has not ended by itself. */
  get isAlive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The end of its log, for whoever wonders why it ended. */
  lastWords(): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  }

  async start(args: string[] = []): Promise<void> {
    const { nodeArguments, programEnvironment } = await programs();
    const log = openSync(this.logFile, 'a');
    const child = spawn(process.execPath, [...this.nodeOptions, ...nodeArguments(this.name, args)], {
      cwd: fromRoot(),
      env: programEnvironment(this.settings),
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    running.add(child);
    child.once('exit', () => running.delete(child));
    this.child = child;
    this.frozen = false;
  }

  /** Runs a command of the store to its end. @throws when it fails. */
  async finish(args: string[] = []): Promise<void> {
    await this.start(args);
    const [code] = (await once(this.child as ChildProcess, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${this.name} ended with ${code}: ${this.lastWords()}`);
  }

  /** Gone between two instructions, as in a power cut. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks politely, and insists when that takes long. */
  async stop(): Promise<void> {
    if (this.frozen) return this.kill();
    const late = pause(graceMs, 'late', { ref: false });
    if ((await Promise.race([this.end('SIGTERM'), late])) === 'late') await this.kill();
  }

  /** Stands still without knowing it, as under a paused virtual machine. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
    this.frozen = true;
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
    this.frozen = false;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || !this.isAlive) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
