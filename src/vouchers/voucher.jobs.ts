import { z } from 'zod';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { bite, forgettingJob } from '../platform/housekeeping.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { makeCodes, makingJob } from './voucher-batch.js';
import { moveVoucher } from './voucher.console.js';
import { Voucher } from './voucher.entity.js';
import { watchFloor } from './watch-floor.js';

const dayMs = 86_400_000;
const refusalsKeptDays = 180;

const make = defineJob({
  ...makingJob,
  schema: z.object({ batch_id: z.string() }).loose(),
  async handle({ batch_id }, attempt) {
    const next = () => attempt.inTransaction(system(makingJob.name), (uow) => makeCodes(uow, batch_id));
    while (!(await next()));
  },
});

const watch = defineJob({
  name: 'watch-voucher-floor',
  queue: 'maintenance',
  on: ['product.price_changed'],
  schema: z.object({ id: z.string(), cost_before_amount: z.number() }).loose(),
  handle: ({ id, cost_before_amount }, attempt) =>
    watchFloor((work) => attempt.inTransaction(system('watch-voucher-floor'), work), id, cost_before_amount),
});

/** A voucher whose last day is over says so; it could not be used since that moment anyway. */
const end = defineJob({
  name: 'end-past-vouchers',
  queue: 'maintenance',
  schema: z.object({}).loose(),
  async handle(_payload, attempt) {
    const past = await query<{ id: string }>(
      `SELECT id FROM vouchers WHERE status IN ('LIVE', 'PAUSED') AND valid_until <= ? ORDER BY valid_until LIMIT ${bite}`,
      [clock.now()],
    );
    for (const { id } of past)
      await attempt.inTransaction(system('end-past-vouchers'), async (uow) => {
        const { status, validUntil } = await uow.lock(Voucher, { id });
        const isPast = status !== 'ENDED' && validUntil !== null && validUntil <= uow.now;
        if (isPast) await moveVoucher(uow, { id, event: 'end', reason: 'past_its_last_day' });
      });
  },
});

const forget = forgettingJob('forget-voucher-refusals', (uow) =>
  uow.run(`DELETE FROM voucher_refusals WHERE created_at < ? ORDER BY created_at LIMIT ${bite}`, [
    new Date(uow.now.getTime() - refusalsKeptDays * dayMs),
  ]),
);

export const voucherJobs: Job[] = [make, watch, end, forget];

export const voucherSchedule: ScheduledTask[] = [
  { name: 'end-past-vouchers', cron: '*/10 * * * *', job: end },
  { name: 'forget-voucher-refusals', cron: '55 3 * * *', job: forget },
];
