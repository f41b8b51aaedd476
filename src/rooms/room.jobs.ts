import { bite, forgettingJob } from '../platform/housekeeping.js';
import type { Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { dropFile } from './attachment-store.js';

const dayMs = 86_400_000;

/** Files that nobody said or proved anything with; they go from the disk once their rows are gone for good. */
async function forgetLeftOvers(uow: UnitOfWork): Promise<number> {
  const left = await uow.sql<{ id: string }>(
    `SELECT id FROM attachments WHERE state = 'UPLOADED' AND created_at < ? ORDER BY created_at LIMIT ${bite} FOR UPDATE`,
    [new Date(uow.now.getTime() - dayMs)],
  );
  if (left.length === 0) return 0;
  const ids = left.map(({ id }) => id);
  uow.addSql('DELETE FROM attachments WHERE id IN (?)', [ids]);
  uow.afterCommit(async () => {
    for (const id of ids) await dropFile(id);
  });
  return left.length;
}

const forgetAttachments = forgettingJob('forget-left-over-attachments', forgetLeftOvers);

export const roomJobs: Job[] = [forgetAttachments];

export const roomSchedule: ScheduledTask[] = [
  { name: 'forget-left-over-attachments', cron: '50 3 * * *', job: forgetAttachments },
];
