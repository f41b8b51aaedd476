import { z } from 'zod';
import { clock } from './clock.js';
import { query } from './database.js';
import { defineJob } from './jobs.js';
import type { ScheduledTask } from './scheduler.js';

const day = 86_400_000;
const batch = 5_000;

interface Affected {
  affectedRows: number;
}

/** Deletes in small bites, so that no statement holds many locks. */
async function forget(sql: string, olderThanDays: number): Promise<void> {
  const before = new Date(clock.wall().getTime() - olderThanDays * day);
  for (let gone = batch; gone === batch;) {
    gone = ((await query(`${sql} LIMIT ${batch}`, [before])) as unknown as Affected).affectedRows;
  }
}

/** Finished jobs are kept for two weeks, answers to repeated requests for one. */
export const forgetFinishedWork = defineJob({
  name: 'forget-finished-work',
  queue: 'maintenance',
  attempts: 3,
  schema: z.object({}).loose(),
  async handle() {
    await forget(`DELETE FROM outbox WHERE status = 'DONE' AND finished_at < ?`, 14);
    await forget('DELETE FROM idempotency_keys WHERE created_at < ?', 7);
  },
});

export const housekeepingSchedule: ScheduledTask[] = [
  { name: 'forget-finished-work', cron: '20 4 * * *', job: forgetFinishedWork },
];
