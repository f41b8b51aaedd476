import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { queueNames } from '../platform/jobs.js';

/** How one queue stands, by the outbox: what Redis has is only a copy of it. */
export interface QueueHealth {
  queue: string;
  /** Due and not handed to a worker. */
  pending: number;
  /** Waiting for their time: later work, and failures before their next try. */
  delayed: number;
  /** Handed to the workers and not finished. */
  sent: number;
  /** Those of the sent that a worker holds at this moment. */
  running: number;
  /** Given up; staff restart these. */
  dead: number;
  /** How long the oldest due or sent job has waited, in milliseconds; null when none does. */
  oldestAgeMs: number | null;
}

interface QueueRow {
  queue: string;
  pending: string;
  delayed_jobs: string;
  sent: string;
  running: string;
  dead: string;
  oldest: Date | null;
}

const readQueues = (wall: Date): Promise<QueueRow[]> =>
  query(
    `SELECT queue, SUM(status = 'PENDING' AND available_at <= ?) AS pending,
            SUM(status = 'PENDING' AND available_at > ?) AS delayed_jobs,
            SUM(status = 'SENT') AS sent, SUM(status = 'SENT' AND leased_until > ?) AS running,
            SUM(status = 'DEAD') AS dead,
            MIN(IF(status <> 'DEAD' AND available_at <= ?, available_at, NULL)) AS oldest
     FROM outbox WHERE status IN ('PENDING', 'SENT', 'DEAD') GROUP BY queue`,
    [wall, wall, wall, wall],
  );

const count = (value: string | undefined): number => Number(value ?? 0);

function toHealth(queue: string, wall: Date, row?: QueueRow): QueueHealth {
  return {
    queue,
    pending: count(row?.pending),
    delayed: count(row?.delayed_jobs),
    sent: count(row?.sent),
    running: count(row?.running),
    dead: count(row?.dead),
    oldestAgeMs: row?.oldest ? wall.getTime() - new Date(row.oldest).getTime() : null,
  };
}

/** Every queue that has jobs, also those with nothing to do. Finished jobs are not looked at, however many there are. */
export async function queueHealth(): Promise<QueueHealth[]> {
  const wall = clock.wall();
  const rows = new Map((await readQueues(wall)).map((row) => [row.queue, row]));
  const names = [...new Set([...queueNames(), ...rows.keys()])].sort();
  return names.map((name) => toHealth(name, wall, rows.get(name)));
}
