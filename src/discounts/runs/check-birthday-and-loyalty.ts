import { system } from '../../platform/actor.js';
import { query } from '../../platform/database.js';
import { jakartaDate } from '../../platform/jakarta.js';
import type { Attempt } from '../../platform/jobs.js';
import { daysLater } from '../conditions/feasts.js';
import type { RunStatus } from '../discount-run.entity.js';
import { runAt } from '../run-at.js';
import { BudgetMoved } from './budget.js';
import { dailyTask, openRun } from './open-run.js';
import { runStep } from './run-step.js';
import { setMarks, StretchLength } from './stretches.js';

const actor = system(dailyTask);

/** A shop that was closed for longer begins anew. */
const mostMissedDays = 31;

/**
 * The Jakarta days that have come since the first run and were not run to their end, in their order: usually today alone.
 */
export async function daysDue(now: Date): Promise<string[]> {
  const today = jakartaDate(now);
  const last = now < runAt(today) ? daysLater(today, -1) : today;
  const runs = await query<{ date: string; status: RunStatus }>(
    `SELECT DATE_FORMAT(wib_date, '%Y-%m-%d') AS date, status FROM discount_runs
     WHERE task = ? AND wib_date < ? ORDER BY wib_date`,
    [dailyTask, last],
  );
  const done = new Set(runs.filter(({ status }) => status === 'DONE').map(({ date }) => date));
  const earliest = daysLater(last, -mostMissedDays);
  const first = runs[0]?.date ?? last;
  const days: string[] = [];
  for (let day = first < earliest ? earliest : first; day <= last; day = daysLater(day, 1))
    if (!done.has(day)) days.push(day);
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

const close = (attempt: Attempt, runId: string): Promise<number> =>
  attempt.inTransaction(actor, (uow) =>
    uow.run(
      `UPDATE discount_runs SET status = 'DONE', finished_at = ?, updated_at = ? WHERE id = ? AND status = 'RUNNING'
         AND NOT EXISTS (SELECT 1 FROM discount_run_rules r WHERE r.run_id = ? AND r.status = 'RUNNING')`,
      [uow.now, uow.now, runId, runId],
    ),
  );

/**
 * Holds every daily rule against every customer, for one Jakarta day. It may be broken off anywhere and begun again, and
 * may run twice at once. A day on which a rule was paused halfway is not over until that rule has ended its round.
 */
export async function runDay(attempt: Attempt, date: string): Promise<void> {
  await attempt.inTransaction(actor, setMarks);
  const runId = await attempt.inTransaction(actor, (uow) => openRun(uow, date));
  const rules = await query<{ id: string }>(
    `SELECT id FROM discount_run_rules WHERE run_id = ? AND status = 'RUNNING' ORDER BY rule_id`,
    [runId],
  );
  for (const { id } of rules) await runRule(attempt, id, date);
  await close(attempt, runId);
}

/** Goes on with the days in the middle of which a rule stands: it was paused there, or another version took over. */
export async function takeUp(attempt: Attempt, ruleId: string): Promise<void> {
  const places = await query<{ id: string; runId: string; date: string }>(
    `SELECT r.id, r.run_id AS runId, DATE_FORMAT(d.wib_date, '%Y-%m-%d') AS date
     FROM discount_run_rules r JOIN discount_runs d ON d.id = r.run_id
     WHERE r.rule_id = ? AND r.status = 'RUNNING' ORDER BY d.wib_date`,
    [ruleId],
  );
  for (const { id, runId, date } of places) {
    await runRule(attempt, id, date);
    await close(attempt, runId);
  }
}
