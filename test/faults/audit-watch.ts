import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CheckedPromise } from '../../src/ledger/index.js';

/** One look at the books: what did not hold, or that the database was away. */
export interface Look {
  ms: number;
  broken?: CheckedPromise[];
  away?: boolean;
  failure?: string;
}

/** The auditor of a store under fire, in a process of its own, so that it looks whatever the others do. */
export class AuditWatch {
  readonly looks: Look[] = [];
  private child: ChildProcess | null = null;

  start(settings: Record<string, string>, logFile: string): void {
    const log = openSync(logFile, 'a');
    this.child = fork(fileURLToPath(new URL('auditor.ts', import.meta.url)), {
      execArgv: ['--import=tsx'],
      env: { ...process.env, ...settings, LOG_LEVEL: 'error', TZ: 'UTC' },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child.on('message', (look) => this.looks.push(look as Look));
    const { child } = this;
    process.once('exit', () => child.kill('SIGKILL'));
  }

  /** Looks that saw the books. */
  get seen(): Look[] {
    return this.looks.filter(({ broken }) => broken !== undefined);
  }

  /** Looks that saw something wrong, or could not look though the database was there. */
  get complaints(): Look[] {
    return this.looks.filter(({ broken = [], failure }) => broken.length > 0 || failure !== undefined);
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
