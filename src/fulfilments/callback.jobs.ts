import { z } from 'zod';
import { system } from '../platform/actor.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { processCallbackOrGiveUp } from './process-callback.js';
import { strandedCallbacks } from './stranded-callbacks.js';

/** Acts on one stored callback. */
export const processFulfilmentCallback: Job = defineJob({
  name: 'process-fulfilment-callback',
  queue: 'fulfilments',
  schema: byId,
  handle: ({ id }, attempt) => processCallbackOrGiveUp(id, attempt),
});

/** Gives stored callbacks that lost their job another one. */
const requeueFulfilmentCallbacks: Job = defineJob({
  name: 'requeue-fulfilment-callbacks',
  queue: 'fulfilments',
  attempts: 3,
  schema: z.object({}).loose(),
  handle: (_payload, attempt) =>
    attempt.inTransaction(system('fulfilments'), async (uow) => {
      for (const id of await strandedCallbacks(uow)) uow.enqueue(processFulfilmentCallback, { id });
    }),
});

export const callbackJobs: Job[] = [processFulfilmentCallback, requeueFulfilmentCallbacks];

export const callbackSchedule: ScheduledTask[] = [
  { name: 'requeue-fulfilment-callbacks', every: 60_000, job: requeueFulfilmentCallbacks },
];
