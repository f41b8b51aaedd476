import { alertKey, raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

/** A pause is meant for minutes; whoever forgets one hears of it after this long. Not a setting: nobody needs longer. */
export const pausePatienceMs = 15 * 60_000;

interface PausedQueue {
  name: string;
  paused_at: Date;
}

/** Opens one alert for each queue that has been paused for too long; resuming it closes the alert. */
export async function watchPausedQueues(uow: UnitOfWork): Promise<void> {
  const long = await uow.sql<PausedQueue>(
    `SELECT name, paused_at FROM work_queues q WHERE status = 'PAUSED' AND paused_at < ?
       AND NOT EXISTS (SELECT 1 FROM alerts WHERE open_key = CONCAT(?, q.name))`,
    [new Date(clock.wall().getTime() - pausePatienceMs), alertKey('queue_paused', '')],
  );
  for (const { name, paused_at: since } of long) {
    const details = { since: new Date(since).toISOString() };
    await raiseAlert(uow, { kind: 'queue_paused', subject: name, severity: 'warning', details });
  }
}
