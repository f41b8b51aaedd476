import { setTimeout as pause } from 'node:timers/promises';
import { logger } from './logger.js';

type Stop = () => void | Promise<void>;

interface Part {
  name: string;
  stop: Stop;
  /** How long it may take; what finishes customers' work gets most of the time. */
  withinMs: number;
}

/** Things that were started, stopped in reverse, each within its own time. */
export class Lifecycle {
  private readonly parts: Part[] = [];
  private stopping?: Promise<void>;

  onStop(name: string, stop: Stop, withinMs = 1_000): void {
    this.parts.unshift({ name, stop, withinMs });
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    for (const { name, stop, withinMs } of this.parts) {
      const ended = Promise.resolve()
        .then(stop)
        .catch((error: unknown) => logger.warn({ err: error, part: name }, 'did not stop cleanly'));
      const late = pause(withinMs, 'late', { ref: false });
      if ((await Promise.race([ended, late])) === 'late') logger.warn({ part: name }, 'not stopped in time');
    }
  }
}

/** Ends the process on SIGTERM and SIGINT after stopping everything; a second signal ends it at once. */
export function stopOnSignals(lifecycle: Lifecycle): void {
  let asked = false;
  const end = (signal: string) => {
    if (asked) process.exit(130);
    asked = true;
    logger.info({ signal }, 'stopping');
    void lifecycle.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
}
