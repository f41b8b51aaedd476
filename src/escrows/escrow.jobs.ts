import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import { subjectsUnderWay } from '../platform/outbox.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { z } from 'zod';
import { freezeReturnedEscrow } from './payment-returned.js';
import { expireEscrow, lapsePart, releaseInspected, remindOfEscrow, remindOfPart } from './run-timers.js';

const bite = 200;

const running = `JOIN escrows e ON e.id = p.escrow_id AND e.frozen_at IS NULL`;

/** A payment that is still open is the payment's business: it is asked about once more before it counts as missed. */
const unpaid = `(e.transaction_id IS NULL OR EXISTS (
  SELECT 1 FROM transactions t WHERE t.id = e.transaction_id AND t.status IN ('EXPIRED', 'CANCELLED', 'FAILED', 'REFUNDED')))`;

interface Timer {
  name: string;
  /** Ids whose time is over at the moment that stands for the question mark. */
  due: string;
  ring(uow: UnitOfWork, id: string): Promise<void>;
}

/** Every timer is a column; whoever is late or comes twice finds the row as it is and does what is right for that. */
const timers: Timer[] = [
  {
    name: 'expire-proposed-escrow',
    due: `SELECT id FROM escrows WHERE status = 'PROPOSED' AND join_by <= ? ORDER BY join_by LIMIT ${bite}`,
    ring: expireEscrow,
  },
  {
    name: 'expire-unpaid-escrow',
    due: `SELECT e.id FROM escrows e WHERE e.status = 'AWAITING_PAYMENT' AND e.pay_by <= ? AND ${unpaid}
          ORDER BY e.pay_by LIMIT ${bite}`,
    ring: expireEscrow,
  },
  {
    name: 'lapse-escrow-part',
    due: `SELECT p.id FROM escrow_parts p ${running} WHERE p.status = 'HELD' AND p.deliver_by <= ?
          ORDER BY p.deliver_by LIMIT ${bite}`,
    ring: lapsePart,
  },
  {
    name: 'release-escrow-part',
    due: `SELECT p.id FROM escrow_parts p ${running} WHERE p.status = 'DELIVERED' AND p.inspect_by <= ?
          ORDER BY p.inspect_by LIMIT ${bite}`,
    ring: releaseInspected,
  },
  {
    name: 'remind-of-escrow',
    due: `SELECT id FROM escrows WHERE remind_at <= ? AND frozen_at IS NULL ORDER BY remind_at LIMIT ${bite}`,
    ring: remindOfEscrow,
  },
  {
    name: 'remind-of-escrow-part',
    due: `SELECT p.id FROM escrow_parts p ${running} WHERE p.remind_at <= ? ORDER BY p.remind_at LIMIT ${bite}`,
    ring: remindOfPart,
  },
];

const bells = timers.map((timer) => ({
  ...timer,
  job: defineJob({
    name: timer.name,
    queue: 'payments',
    schema: byId,
    handle: ({ id }, attempt) => attempt.inTransaction(system(timer.name), (uow) => timer.ring(uow, id)),
  }),
}));

async function ringDue(uow: UnitOfWork): Promise<void> {
  for (const { due, job } of bells) {
    const ids = (await uow.sql<{ id: string }>(due, [clock.now()])).map(({ id }) => id);
    const underWay = await subjectsUnderWay(uow, job.name, ids);
    for (const id of ids) if (!underWay.has(id)) uow.enqueue(job, { id });
  }
}

const name = 'watch-escrow-timers';

/** Hands out what is due, each deal and part by itself, so that one that fails holds up no other. */
const watchTimers = defineJob({
  name,
  queue: 'payments',
  attempts: 3,
  schema: z.object({}).loose(),
  handle: (_payload, attempt) => attempt.inTransaction(system(name), ringDue),
});

export const escrowJobs: Job[] = [watchTimers, freezeReturnedEscrow, ...bells.map(({ job }) => job)];

export const escrowSchedule: ScheduledTask[] = [{ name, every: 10_000, job: watchTimers }];
