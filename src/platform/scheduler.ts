import { CronExpressionParser } from 'cron-parser';
import { system } from './actor.js';
import { clock } from './clock.js';
import { query } from './database.js';
import type { Job } from './jobs.js';
import { repeat, type Loop } from './loop.js';
import { inTransaction, type UnitOfWork } from './unit-of-work.js';

/** A job for the workers; or a short look that the scheduler takes itself, because it watches over the workers. */
type Work = { job: Job } | { run: () => Promise<void> };

/** One line of the table of recurring work. Cron lines are read in Asia/Jakarta; `every` counts in milliseconds. */
export type ScheduledTask = { name: string } & Work & ({ cron: string } | { every: number });

interface TaskRow {
  name: string;
  next_run_at: Date;
}

/** The next time after a moment, in UTC. */
export function nextRun(task: ScheduledTask, after: Date): Date {
  if ('every' in task) return new Date((Math.floor(after.getTime() / task.every) + 1) * task.every);
  return CronExpressionParser.parse(task.cron, { currentDate: after, tz: 'Asia/Jakarta' }).next().toDate();
}

async function knownTasks(tasks: ScheduledTask[]): Promise<Map<string, Date>> {
  const read = () => query<TaskRow>('SELECT name, next_run_at FROM scheduled_tasks');
  let rows = await read();
  const missing = tasks.filter((task) => !rows.some((row) => row.name === task.name));
  for (const task of missing) {
    await query('INSERT IGNORE INTO scheduled_tasks (name, next_run_at) VALUES (?, ?)', [
      task.name,
      nextRun(task, clock.now()),
    ]);
  }
  if (missing.length > 0) rows = await read();
  return new Map(rows.map((row) => [row.name, new Date(row.next_run_at)]));
}

/** A task whose last round has not ended yet is not piled up behind itself. */
async function enqueueOnce(uow: UnitOfWork, name: string, job: Job, due: Date): Promise<void> {
  const uniqueKey = `scheduled:${name}`;
  const unfinished = await uow.sql('SELECT id FROM outbox WHERE unique_key = ?', [uniqueKey]);
  if (unfinished.length === 0) uow.enqueue(job, { scheduled_at: due.toISOString() }, { uniqueKey });
}

/** Enqueues a task if it is still due; the conditional update makes a second scheduler harmless. */
function runIfDue(task: ScheduledTask, due: Date): Promise<boolean> {
  const now = clock.now();
  return inTransaction(system('scheduler'), async (uow) => {
    const next = nextRun(task, now);
    const won = await uow.run(
      'UPDATE scheduled_tasks SET next_run_at = ?, last_run_at = ? WHERE name = ? AND next_run_at = ?',
      [next, now, task.name, due],
    );
    if (won === 1 && 'job' in task) await enqueueOnce(uow, task.name, task.job, due);
    return won === 1;
  });
}

/** One look at the table: due tasks are enqueued; a due time left far ahead by a clock set back is drawn in again. */
export async function scheduleOnce(tasks: ScheduledTask[]): Promise<string[]> {
  const started: string[] = [];
  const known = await knownTasks(tasks);
  for (const task of tasks) {
    const due = known.get(task.name);
    const now = clock.now();
    if (!due) continue;
    if (due > nextRun(task, now)) {
      await query('UPDATE scheduled_tasks SET next_run_at = ? WHERE name = ? AND next_run_at = ?', [
        nextRun(task, now),
        task.name,
        due,
      ]);
    } else if (due <= now && (await runIfDue(task, due))) {
      if ('run' in task) await task.run();
      started.push(task.name);
    }
  }
  return started;
}

export const startScheduler = (tasks: ScheduledTask[]): Loop =>
  repeat('scheduler', 1_000, async () => {
    await scheduleOnce(tasks);
    return false;
  });
