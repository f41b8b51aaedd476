import { createInterface } from 'node:readline';
import { dim, red, yellow } from './terminal.mjs';

const warning = 40;
const error = 50;

/**
 * Copies what a process says into its log file, whole, and hands lines worth a person's eye to the terminal.
 * @param {string} name
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {{ write: (line: string) => void, show: (line: string) => void }} sinks
 */
export function followOutput(name, child, { write, show }) {
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      write(line);
      const shown = readableLine(line, stream === child.stderr);
      if (shown !== null) show(`${dim(`[${name}]`)} ${shown}`);
    });
  }
}

/**
 * How a line of a log looks in the terminal; null when it need not be seen there. Structured lines are shown from
 * warnings upward, other lines when they come from the error stream.
 * @param {string} line
 * @param {boolean} fromErrorStream
 * @returns {string | null}
 */
export function readableLine(line, fromErrorStream) {
  const entry = structured(line);
  if (!entry) return fromErrorStream && line.trim() !== '' ? line : null;
  if (typeof entry.level !== 'number' || entry.level < warning) return null;
  const cause = entry.err?.message && entry.err.message !== entry.msg ? `: ${entry.err.message}` : '';
  const text = `${entry.level >= error ? 'ERROR' : 'WARN'} ${entry.msg ?? ''}${cause}`;
  return entry.level >= error ? red(text) : yellow(text);
}

/**
 * @param {string} line
 * @returns {{ level?: unknown, msg?: string, err?: { message?: string } } | null}
 */
function structured(line) {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
