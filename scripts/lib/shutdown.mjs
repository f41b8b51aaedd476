import { Failure } from './failure.mjs';

/** Ctrl-C under npm arrives twice within milliseconds: from the terminal and from npm. That is one wish. */
const sameWishMs = 1_000;

/**
 * Calls back when the person or the system asks this script to end; signals that arrive together count once.
 * @param {(signal: NodeJS.Signals) => void} onAsked
 */
export function onWish(onAsked) {
  let last = -Infinity;
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      const now = performance.now();
      if (now - last > sameWishMs) onAsked(signal);
      last = now;
    });
  }
}

/**
 * What has to be undone when the script ends, in reverse order, once. The first signal begins it; a second one,
 * a moment later, makes it faster.
 */
export class Shutdown {
  /** @type {Array<() => Promise<void> | void>} */
  #undo = [];
  /** @type {Array<() => void>} */
  #hurry = [];
  /** @type {Promise<void> | null} */
  #running = null;
  #asked = false;

  /**
   * Registers how to undo a step that has succeeded.
   * @param {() => Promise<void> | void} undo
   */
  add(undo) {
    this.#undo.push(undo);
  }

  /**
   * Registers what makes an ongoing shutdown faster.
   * @param {() => void} hurry
   */
  addHurry(hurry) {
    this.#hurry.push(hurry);
  }

  /** Whether the end has begun. */
  get begun() {
    return this.#asked || this.#running !== null;
  }

  /** Keeps the next step from beginning once the end has begun. @throws Failure */
  refuseOnceBegun() {
    if (this.begun) throw new Failure('Stopped.');
  }

  /** Undoes everything; later calls wait for the first. */
  run() {
    this.#running ??= this.#undoAll();
    return this.#running;
  }

  /**
   * Calls back once when the person or the system asks this script to end; asked again, it makes haste.
   * @param {(signal: NodeJS.Signals) => void} onFirst
   */
  listen(onFirst) {
    onWish((signal) => {
      const again = this.#asked;
      this.#asked = true;
      if (again) for (const hurry of this.#hurry) hurry();
      else onFirst(signal);
    });
  }

  async #undoAll() {
    for (const undo of this.#undo.reverse()) {
      try {
        await undo();
      } catch (error) {
        // One step that cannot be undone must not keep the others from being undone.
        process.stderr.write(`While stopping: ${error instanceof Error ? error.message : error}\n`);
      }
    }
  }
}
