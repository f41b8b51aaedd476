import { logger } from './logger.js';

export interface Loop {
  /** Runs the next round now instead of at its time. */
  wake(): void;
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** Runs a round again and again, with a pause between; a round that answers true has more to do and skips the pause. */
export function repeat(name: string, pauseMs: number, round: () => Promise<boolean>): Loop {
  let stopping = false;
  let called = false;
  let wakeSleeper = (): void => undefined;

  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wakeSleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function guarded(): Promise<boolean> {
    try {
      return await round();
    } catch (error) {
      logger.warn({ err: error, loop: name }, 'a round failed; the next one follows');
      return false;
    }
  }

  const running = (async () => {
    while (!stopping) {
      called = false;
      const more = await guarded();
      if (!more && !called && !stopping) await sleep();
    }
  })();

  const wake = () => {
    called = true;
    wakeSleeper();
  };
  return {
    wake,
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
