import { newId } from '../../platform/ids.js';
import { dayAfter, jakartaMidnight } from '../../platform/jakarta.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { DiscountRun } from '../discount-run.entity.js';

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

/** What ran on the day, if it runs still: a rule that went live later does not look back. */
const liveOn = `SELECT v.rule_id, v.version FROM discount_versions v
  WHERE v.status = 'LIVE' AND v.occasion = 'daily' AND v.live_at < ? ORDER BY v.rule_id`;

/** From the beginning once more; who has been granted stays granted, and is counted as before. */
const again = `UPDATE discount_run_rules r JOIN discount_versions v ON v.in_force_of = r.rule_id
  SET r.status = 'RUNNING', r.version = v.version, r.cursor_person_id = '', r.looked_count = 0, r.skipped_count = 0,
    r.skipped = NULL, r.begun_at = ?, r.updated_at = ? WHERE r.run_id = ? AND v.status = 'LIVE'`;

/**
 * Opens the run of a Jakarta day with the rules that run on it. One that was broken off goes on where it stood; one that
 * is done looks at everybody once more, and finds those who have come to qualify since.
 */
export async function openRun(uow: UnitOfWork, date: string): Promise<string> {
  const run = await insertOnce(uow, date);
  if (run.status === 'DONE') {
    await uow.update(
      DiscountRun,
      { id: run.id },
      { status: 'RUNNING', startedAt: uow.now, finishedAt: null },
    );
    await uow.run(again, [uow.now, uow.now, run.id]);
  }
  for (const rule of await uow.sql<{ rule_id: string; version: number }>(liveOn, [
    jakartaMidnight(dayAfter(date)),
  ]))
    await uow.run(
      `INSERT INTO discount_run_rules (id, run_id, rule_id, version, status, begun_at, created_at, updated_at)
       VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?) ON DUPLICATE KEY UPDATE id = discount_run_rules.id`,
      [newId(), run.id, rule.rule_id, rule.version, uow.now, uow.now, uow.now],
    );
  return run.id;
}
