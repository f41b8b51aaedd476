import { raiseAlert } from './alerts.js';
import { clock } from './clock.js';
import type { UnitOfWork } from './unit-of-work.js';

/** What was held against a job once too often: errors of its own, or deaths of its workers. */
type Tally = 'failures' | 'lost_leases';

interface LastAttempt {
  id: string;
  job: string;
  attempt: number;
}

/**
 * Puts a job on the dead list, if the attempt still owns it, and tells staff at once: the only place where jobs die.
 * The alert stands for every dead job of the name; `watch-unfinished-jobs` closes it when none is left on the list.
 */
export async function bury(
  uow: UnitOfWork,
  { id, job, attempt }: LastAttempt,
  tally: Tally,
  error: string,
): Promise<void> {
  const buried = await uow.run(
    `UPDATE outbox SET status = 'DEAD', ${tally} = ${tally} + 1, available_at = ?, last_error = ?,
                       leased_until = NULL, unique_key = NULL
     WHERE id = ? AND status = 'SENT' AND attempts = ?`,
    [clock.wall(), error.slice(0, 500), id, attempt],
  );
  if (buried === 1)
    await raiseAlert(uow, { kind: 'jobs_dead', subject: job, severity: 'critical', details: { job_id: id } });
}

interface DeadJob {
  id: string;
}

/** Takes the dead jobs about a subject off the list, because a new one does their work. Answers how many. */
export async function replaceDeadJobs(uow: UnitOfWork, job: string, subjectId: string): Promise<number> {
  const dead = await uow.sql<DeadJob>(
    `SELECT id FROM outbox WHERE status = 'DEAD' AND job = ? AND JSON_VALUE(payload, '$.id') = ?`,
    [job, subjectId],
  );
  if (dead.length === 0) return 0;
  return uow.run(`UPDATE outbox SET status = 'DONE', finished_at = ? WHERE status = 'DEAD' AND id IN (?)`, [
    clock.wall(),
    dead.map(({ id }) => id),
  ]);
}
