import { system } from '../../platform/actor.js';
import { clock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import { jakartaDate } from '../../platform/jakarta.js';
import type { Attempt } from '../../platform/jobs.js';
import { daysLater } from '../conditions/feasts.js';
import { runAt } from '../run-at.js';
import { BudgetMoved } from './budget.js';
import { dailyTask, openRun } from './open-run.js';
import { runStep } from './run-step.js';
import { setMarks, StretchLength } from './stretches.js';

const actor = system(dailyTask);

/** A shop that was closed for longer begins anew. */
const mostMissedDays = 31;

/** The Jakarta days that have come and were not run, in their order: usually today alone. */
export async function daysDue(now: Date): Promise<string[]> {
  const today = jakartaDate(now);
  const last = now < runAt(today) ? daysLater(today, -1) : today;
  const [row] = await query<{ done: string | null }>(
    `SELECT DATE_FORMAT(MAX(wib_date), '%Y-%m-%d') AS done FROM discount_runs
     WHERE task = ? AND status = 'DONE' AND wib_date < ?`,
    [dailyTask, last],
  );
  const earliest = daysLater(last, -mostMissedDays);
  const next = row?.done ? daysLater(row.done, 1) : last;
  const days: string[] = [];
  for (let day = next < earliest ? earliest : next; day <= last; day = daysLater(day, 1)) days.push(day);
  return days;
}

const mostRivals = 20;

/** A step whose budget somebody else touched has changed nothing, and is taken again. */
async function patiently(step: () => Promise<boolean>): Promise<boolean> {
  for (let rivals = 0; ; rivals += 1) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof BudgetMoved) || rivals >= mostRivals) throw error;
    }
  }
}

async function runRule(attempt: Attempt, runRuleId: string, date: string): Promise<void> {
  const length = new StretchLength();
  const step = () => attempt.inTransaction(actor, (uow) => runStep(uow, { runRuleId, date, length }));
  while (await patiently(step));
}

/**
 * Holds every daily rule against every customer, for one Jakarta day. It may be broken off anywhere and begun again, and
 * may run twice at once.
 */
export async function runDay(attempt: Attempt, date: string): Promise<void> {
  await setMarks(clock.now());
  const runId = await attempt.inTransaction(actor, (uow) => openRun(uow, date));
  const rules = await query<{ id: string }>(
    `SELECT id FROM discount_run_rules WHERE run_id = ? AND status = 'RUNNING' ORDER BY rule_id`,
    [runId],
  );
  for (const { id } of rules) await runRule(attempt, id, date);
  await attempt.inTransaction(actor, (uow) =>
    uow.run(
      `UPDATE discount_runs SET status = 'DONE', finished_at = ?, updated_at = ? WHERE id = ? AND status = 'RUNNING'
         AND NOT EXISTS (SELECT 1 FROM discount_run_rules r WHERE r.run_id = ? AND r.status = 'RUNNING')`,
      [uow.now, uow.now, runId, runId],
    ),
  );
}
