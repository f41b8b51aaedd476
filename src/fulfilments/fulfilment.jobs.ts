import { z } from 'zod';
import { system } from '../platform/actor.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { fulfilmentInbox } from './callback-inbox.js';
import { ringDueOrders } from './check-pending.js';
import { orderBell } from './order-bell.js';
import { processOrder } from './process-order.js';
import { recordDeposit } from './supplier-deposit.js';
import { depositBalance } from './suppliers/digiflazz.js';

const anything = z.object({}).loose();

/** Buys what was queued, and asks how it stands when rung again. */
export const processDigiflazzOrder: Job = defineJob({
  ...orderBell,
  on: ['fulfilment.queued'],
  schema: byId,
  handle: ({ id }, attempt) => processOrder(id, attempt),
});

const checkPendingFulfilments: Job = defineJob({
  name: 'check-pending-fulfilments',
  queue: 'fulfilments',
  schema: anything,
  handle: async (_payload, attempt) => {
    await attempt.inTransaction(system('fulfilments'), ringDueOrders);
  },
});

const checkSupplierDeposit: Job = defineJob({
  name: 'check-supplier-deposit',
  queue: 'fulfilments',
  schema: anything,
  handle: async (_payload, attempt) => {
    const amount = await depositBalance();
    if (amount === null) return;
    await attempt.inTransaction(system('fulfilments'), (uow) => recordDeposit(uow, 'digiflazz', amount));
  },
});

export const fulfilmentJobs: Job[] = [
  processDigiflazzOrder,
  ...fulfilmentInbox.jobs,
  checkPendingFulfilments,
  checkSupplierDeposit,
];

export const fulfilmentSchedule: ScheduledTask[] = [
  ...fulfilmentInbox.schedule,
  { name: 'check-pending-fulfilments', every: 15_000, job: checkPendingFulfilments },
  { name: 'check-supplier-deposit', every: 300_000, job: checkSupplierDeposit },
];
