import { messageOf } from './failure.mjs';

const interactive = Boolean(process.stdout.isTTY) && !process.env.CI;
const coloured = interactive && !process.env.NO_COLOR;
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const quietMs = 2_000;
const plainEveryMs = 10_000;

// A terminal that was closed, or a pipe whose reader left, must not keep a script from stopping in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** @typedef {(note: string) => void} Progress says what a step is doing now */

const paint = (/** @type {number} */ code) => (/** @type {string} */ text) =>
  coloured ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);

/**
 * Runs one step and prints one line for it, with the time it took and what the work says of itself. A step of
 * more than two seconds shows that it lives: a spinner in a terminal, a line now and then elsewhere.
 * @template T
 * @param {string} title
 * @param {(progress: Progress) => Promise<T> | T} work
 * @param {(result: T) => string} [describe]
 * @returns {Promise<T>}
 */
export async function step(title, work, describe = (result) => (typeof result === 'string' ? result : '')) {
  const started = performance.now();
  const progress = showProgress(title, started);
  try {
    const result = await work(progress.note);
    progress.end();
    print(`${green('✓')} ${label(title)} ${describe(result)} ${dim(`(${seconds(started)})`)}`);
    return result;
  } catch (error) {
    progress.end();
    print(`${red('✗')} ${label(title)} ${dim(`(${seconds(started)})`)}`);
    throw error;
  }
}

/**
 * A line of ordinary output.
 * @param {string} [text]
 */
export function print(text = '') {
  process.stdout.write(`${text}\n`);
}

/**
 * Says on the error stream why a script ends, as a paragraph for a person; an unexpected error keeps its stack.
 * @param {unknown} error
 */
export function printFailure(error) {
  const expected = error instanceof Error && error.name === 'Failure';
  const text = expected || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message);
  process.stderr.write(`\n${red(text)}\n`);
}

/**
 * @param {string} title
 * @param {number} started
 */
function showProgress(title, started) {
  let note = '';
  let frame = 0;
  let nextPlain = started + quietMs;
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - started < quietMs) return;
    if (interactive) {
      process.stdout.write(
        `\r\u001b[2K${spinner[frame++ % spinner.length]} ${label(title)} ${note} ${seconds(started)}`,
      );
    } else if (now >= nextPlain) {
      nextPlain = now + plainEveryMs;
      print(`… ${label(title)} ${note} (${seconds(started)} so far)`);
    }
  }, 120);
  const end = () => {
    clearInterval(timer);
    if (interactive) process.stdout.write('\r\u001b[2K');
  };
  return { note: (/** @type {string} */ text) => void (note = text), end };
}

/** @param {string} title */
function label(title) {
  return title.padEnd(10);
}

/** @param {number} started */
function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
