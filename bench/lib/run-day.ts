import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { runDay } from '../../src/discounts/index.js';
import { entities } from '../../src/entities.js';
import '../../src/jobs.js';
import { closeDatabase, database, openDatabase, query } from '../../src/platform/database.js';
import type { Attempt } from '../../src/platform/jobs.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';

// Runs the daily task for one day in a process of its own; its last line is what that took: milliseconds, the longest
// packet of statements, and how much more memory than before it held at most.

type Done = (error: unknown, result: unknown) => void;
type Send = (text: string, params: unknown[], done: Done) => unknown;
interface Connection {
  query: Send;
  release(): void;
}
interface Pool {
  on(event: 'connection', listener: (connection: Connection) => void): void;
  getConnection(done: (error: unknown, connection: Connection) => void): void;
}

let longest = { ms: 0, text: '' };

/** Listens to every packet that goes out on a connection. */
function time(connection: Connection): void {
  const send = connection.query.bind(connection);
  connection.query = (text, params, done) => {
    if (typeof done !== 'function') return send(text, params, done);
    const began = performance.now();
    return send(text, params, (error, result) => {
      const ms = performance.now() - began;
      if (ms > longest.ms) longest = { ms, text };
      done(error, result);
    });
  };
}

const attempt: Attempt = {
  id: 'bench',
  number: 1,
  isLast: false,
  inTransaction,
  conclude: inTransaction,
  assertOwned: () => Promise.resolve(),
};

const MiB = 1_048_576;

await openDatabase(entities);
const { pool } = database().driver as unknown as { pool: Pool };
pool.on('connection', time);
pool.getConnection((_error, connection) => {
  time(connection);
  connection.release();
});
await query('SELECT 1');
await pause(500);
globalThis.gc?.();
const idle = process.memoryUsage().rss;
let most = idle;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
const began = performance.now();
await runDay(attempt, process.argv[2] ?? '');
const ms = performance.now() - began;
clearInterval(watch);
console.log(
  JSON.stringify({
    ms,
    longestMs: longest.ms,
    longest: longest.text.slice(0, 200),
    moreMiB: (most - idle) / MiB,
  }),
);
await closeDatabase();
