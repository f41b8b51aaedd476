import { z } from 'zod';
import { clock } from '../../platform/clock.js';
import { defineJob, type Job } from '../../platform/jobs.js';
import { jakartaDate } from '../../platform/jakarta.js';
import type { ScheduledTask } from '../../platform/scheduler.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { authorize, recordActivity } from '../../staff/index.js';
import { runCron } from '../run-at.js';
import { daysDue, runDay, takeUp } from './check-birthday-and-loyalty.js';
import { dailyTask } from './open-run.js';

const ofDay = z.object({ date: z.string().optional() }).loose();

/** By its hour: today and every day that was missed. By the hand of staff: the day that they name. */
export const checkBirthdayAndLoyalty = defineJob({
  name: dailyTask,
  queue: 'maintenance',
  schema: ofDay,
  async handle({ date }, attempt) {
    for (const day of date ? [date] : await daysDue(clock.now())) await runDay(attempt, day);
  },
});

/** Has the task look at everybody now, for today; whoever has their grant keeps it, and nobody gets a second one. */
export async function runDailyTaskNow(uow: UnitOfWork, { reason }: { reason: string }): Promise<string> {
  authorize(uow.actor, 'discounts.run');
  const date = jakartaDate(uow.now);
  uow.enqueue(checkBirthdayAndLoyalty, { date });
  await recordActivity(uow, {
    action: 'discount_run.started',
    subjectType: 'discount_run',
    subjectId: date,
    reason,
  });
  return date;
}

const ofRule = z.object({ rule_id: z.string() }).loose();

/** A version that goes on, takes over or ends while its rule stands in the middle of a day. */
const takeUpDiscountRuns = defineJob({
  name: 'take-up-discount-runs',
  queue: 'maintenance',
  on: ['discount_version.live', 'discount_version.ended'],
  schema: ofRule,
  handle: ({ rule_id }, attempt) => takeUp(attempt, rule_id),
});

export const runJobs: Job[] = [checkBirthdayAndLoyalty, takeUpDiscountRuns];

export const runSchedule: ScheduledTask[] = [
  { name: dailyTask, cron: runCron, job: checkBirthdayAndLoyalty },
];
