import { z } from 'zod';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { defineJob, type Job } from '../platform/jobs.js';
import { logger } from '../platform/logger.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { expireSome } from './expire-grants.js';
import { beginScheduled } from './run-rule.js';

/** Approved versions whose moment has come. Two of one rule go in their order, so that the later one stays. */
async function dueVersions(): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `SELECT id FROM discount_versions WHERE status = 'APPROVED' AND live_from <= ? ORDER BY live_from, version LIMIT 100`,
    [clock.now()],
  );
  return rows.map(({ id }) => id);
}

/** Lets versions go live at the moment that was set for them; after a standstill as soon as it can. */
export const beginDueVersions: Job = defineJob({
  name: 'begin-due-discounts',
  queue: 'maintenance',
  schema: z.object({ scheduled_at: z.string().optional() }),
  async handle(_, attempt) {
    for (const versionId of await dueVersions()) {
      try {
        await attempt.inTransaction(system('discounts'), (uow) => beginScheduled(uow, versionId));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        logger.info({ err: error, versionId }, 'a discount did not go live: somebody was faster');
      }
    }
  },
});

/** Vouchers of rules run out in the night after their last day; a sale sees by the date itself that they are over. */
export const expireDiscountGrants: Job = defineJob({
  name: 'expire-discount-grants',
  queue: 'maintenance',
  schema: z.object({ scheduled_at: z.string().optional() }),
  async handle(_, attempt) {
    const bite = () => attempt.inTransaction(system('discounts'), expireSome);
    while (await bite());
  },
});

export const discountRuleJobs: Job[] = [beginDueVersions, expireDiscountGrants];

export const discountRuleSchedule: ScheduledTask[] = [
  { name: 'begin-due-discounts', every: 60_000, job: beginDueVersions },
  { name: 'expire-discount-grants', cron: '20 0 * * *', job: expireDiscountGrants },
];
