import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Line = z.object({ kind: z.string(), id: z.string(), record: z.unknown() });
type Line = z.infer<typeof Line>;

/** Remembers records across restarts, so that a purchase made before a restart is still known after it. */
export interface Journal {
  write(kind: string, id: string, record: unknown): void;
  /** The last state of every record of a kind, in the order in which they were first written. */
  read(kind: string): unknown[];
  clear(): void;
}

/** Forgets everything with the process. */
export const noJournal: Journal = { write: () => undefined, read: () => [], clear: () => undefined };

/** One JSON line per change in a file, folded to the last state of each record when it is opened. */
export function openJournal(dir: string): Journal {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'sandbox.jsonl');
  const records = fold(path);
  rewrite(path, records);
  return {
    // A synchronous append is in the operating system's hands on return: a killed process loses nothing.
    write: (kind, id, record) => appendFileSync(path, line({ kind, id, record })),
    read: (kind) => records.filter((entry) => entry.kind === kind).map((entry) => entry.record),
    clear: () => writeFileSync(path, ''),
  };
}

function fold(path: string): Line[] {
  const latest = new Map<string, Line>();
  for (const entry of existsSync(path) ? readLines(path) : []) latest.set(`${entry.kind} ${entry.id}`, entry);
  return [...latest.values()];
}

/** A last line cut short by a kill is skipped: its change was never answered. */
function readLines(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        return [Line.parse(JSON.parse(text))];
      } catch {
        return [];
      }
    });
}

function rewrite(path: string, records: Line[]): void {
  writeFileSync(`${path}.new`, records.map(line).join(''));
  renameSync(`${path}.new`, path);
}

function line(entry: Line): string {
  return `${JSON.stringify(entry)}\n`;
}
