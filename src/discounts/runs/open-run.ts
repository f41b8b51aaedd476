import { newId } from '../../platform/ids.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { DiscountRun } from '../discount-run.entity.js';
import { endOf, isOfDay } from './rules-of-day.js';

export const dailyTask = 'check_birthday_and_loyalty_task';

/** One row for a task and a day, whoever comes first. */
async function insertOnce(uow: UnitOfWork, date: string): Promise<DiscountRun> {
  await uow.run(
    `INSERT INTO discount_runs (id, task, wib_date, status, started_at, created_at, updated_at)
     VALUES (?, ?, ?, 'RUNNING', ?, ?, ?) ON DUPLICATE KEY UPDATE id = discount_runs.id`,
    [newId(), dailyTask, date, uow.now, uow.now, uow.now],
  );
  return uow.lock(DiscountRun, { task: dailyTask, wibDate: date });
}

interface LiveRule {
  ruleId: string;
  version: number;
}

const rulesOf = (uow: UnitOfWork, date: string): Promise<LiveRule[]> =>
  uow.sql(
    `SELECT v.rule_id AS ruleId, v.version FROM discount_versions v
     WHERE v.status = 'LIVE' AND ${isOfDay} ORDER BY v.rule_id`,
    [endOf(date)],
  );

/** From the beginning once more; who has been granted stays granted, and is counted as before. */
const beginAgain = (uow: UnitOfWork, runId: string, { ruleId, version }: LiveRule): Promise<number> =>
  uow.run(
    `UPDATE discount_run_rules SET status = 'RUNNING', version = ?, cursor_person_id = '', looked_count = 0,
       skipped_count = 0, skipped = NULL, begun_at = ?, updated_at = ? WHERE run_id = ? AND rule_id = ?`,
    [version, uow.now, uow.now, runId, ruleId],
  );

const begin = (uow: UnitOfWork, runId: string, { ruleId, version }: LiveRule): Promise<number> =>
  uow.run(
    `INSERT INTO discount_run_rules (id, run_id, rule_id, version, status, begun_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?) ON DUPLICATE KEY UPDATE id = discount_run_rules.id`,
    [newId(), runId, ruleId, version, uow.now, uow.now, uow.now],
  );

/**
 * Opens the run of a Jakarta day with the rules that run on it. One that was broken off goes on where it stood; one that
 * is done looks at everybody once more, and finds those who have come to qualify since.
 */
export async function openRun(uow: UnitOfWork, date: string): Promise<string> {
  const run = await insertOnce(uow, date);
  const rules = await rulesOf(uow, date);
  if (run.status === 'DONE') {
    await uow.update(
      DiscountRun,
      { id: run.id },
      { status: 'RUNNING', startedAt: uow.now, finishedAt: null },
    );
    for (const rule of rules) await beginAgain(uow, run.id, rule);
  }
  for (const rule of rules) await begin(uow, run.id, rule);
  return run.id;
}
