import { z } from 'zod';
import { system } from '../platform/actor.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { checkPayment } from './check-payment.js';
import { strandedCallbacks, takeDuePayments } from './due-work.js';
import { processCallbackOrGiveUp } from './process-callback.js';

const onTheClock = z.object({}).loose();

/** Acts on one stored callback. */
export const processPaymentCallback = defineJob({
  name: 'process-payment-callback',
  queue: 'payments',
  schema: byId,
  handle: ({ id }, attempt) => processCallbackOrGiveUp(id, attempt),
});

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

/** Gives stored callbacks that lost their job another one. */
export const requeuePaymentCallbacks = defineJob({
  name: 'requeue-payment-callbacks',
  queue: 'payments',
  attempts: 3,
  schema: onTheClock,
  handle: (_payload, attempt) =>
    attempt.inTransaction(system('payments'), async (uow) => {
      for (const id of await strandedCallbacks(uow)) uow.enqueue(processPaymentCallback, { id });
    }),
});

export const paymentJobs: Job[] = [
  processPaymentCallback,
  checkOnePayment,
  checkOpenPayments,
  requeuePaymentCallbacks,
];

export const paymentSchedule: ScheduledTask[] = [
  { name: 'check-open-payments', every: 15_000, job: checkOpenPayments },
  { name: 'requeue-payment-callbacks', every: 60_000, job: requeuePaymentCallbacks },
];
