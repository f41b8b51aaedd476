import { setTimeout as pause } from 'node:timers/promises';
import { config } from './config.js';
import { logger } from './logger.js';

type Stop = () => void | Promise<void>;

/** Things that were started, stopped in reverse within a bounded time. */
export class Lifecycle {
  private readonly stops: { name: string; stop: Stop }[] = [];
  private stopping?: Promise<void>;

  onStop(name: string, stop: Stop): void {
    this.stops.unshift({ name, stop });
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    const deadline = pause(config.SHUTDOWN_TIMEOUT_MS, 'late', { ref: false });
    for (const { name, stop } of this.stops) {
      const ended = Promise.resolve()
        .then(stop)
        .catch((error: unknown) => logger.warn({ err: error, part: name }, 'did not stop cleanly'));
      if ((await Promise.race([ended, deadline])) === 'late')
        logger.warn({ part: name }, 'not stopped in time');
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
