import { z } from 'zod';
import { system } from '../platform/actor.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { paymentInbox } from './callback-inbox.js';
import { checkPayment } from './check-payment.js';
import { checkStandingCode, takeDueCodes } from './check-standing-code.js';
import { takeDuePayments } from './due-work.js';

const onTheClock = z.object({}).loose();

/** Asks the gateway about one payment. Given up early, because the sweep hands the payment out again anyway. */
export const checkOnePayment = defineJob({
  name: 'check-payment',
  queue: 'payments',
  attempts: 3,
  schema: byId,
  handle: ({ id }, attempt) => checkPayment(id, attempt),
});

/** Hands out the payments that are due for a look. */
export const checkOpenPayments = defineJob({
  name: 'check-open-payments',
  queue: 'payments',
  attempts: 3,
  schema: onTheClock,
  handle: (_payload, attempt) =>
    attempt.inTransaction(system('payments'), async (uow) => {
      for (const id of await takeDuePayments(uow)) uow.enqueue(checkOnePayment, { id });
    }),
});

/** Asks the gateway what was paid into one standing code. */
export const checkOneCode = defineJob({
  name: 'check-standing-code',
  queue: 'payments',
  attempts: 3,
  schema: byId,
  handle: ({ id }, attempt) => checkStandingCode(id, attempt),
});

/** Hands out the standing codes that are due for a look. */
export const checkStandingCodes = defineJob({
  name: 'check-standing-codes',
  queue: 'payments',
  attempts: 3,
  schema: onTheClock,
  handle: (_payload, attempt) =>
    attempt.inTransaction(system('payments'), async (uow) => {
      for (const id of await takeDueCodes(uow)) uow.enqueue(checkOneCode, { id });
    }),
});

export const paymentJobs: Job[] = [
  ...paymentInbox.jobs,
  checkOnePayment,
  checkOpenPayments,
  checkOneCode,
  checkStandingCodes,
];

export const paymentSchedule: ScheduledTask[] = [
  ...paymentInbox.schedule,
  { name: 'check-open-payments', every: 15_000, job: checkOpenPayments },
  { name: 'check-standing-codes', every: 60_000, job: checkStandingCodes },
];
