import { z } from 'zod';
import { system } from '../../platform/actor.js';
import { config } from '../../platform/config.js';
import { query } from '../../platform/database.js';
import { defineJob, type Attempt, type Job } from '../../platform/jobs.js';
import type { ScheduledTask } from '../../platform/scheduler.js';
import { DiscountWave } from '../discount-run.entity.js';
import { messageOf } from './message-of.js';
import { paySome } from './pay-wave.js';
import { tellSome } from './tell-wave.js';
import { mayGoOn } from './wave-rows.js';

const actor = system('discount-waves');
const toldAtOnce = 500;
const paidAtOnce = 20;
const paidAMinute = 5_000;

/** Those of paused versions rest. */
const wavesUnderWay = (kind: DiscountWave['kind']): Promise<{ id: string }[]> =>
  query(
    `SELECT w.id FROM discount_waves w JOIN discount_versions v ON v.rule_id = w.rule_id AND v.version = w.version
     WHERE w.status = 'RUNNING' AND w.kind = ? AND v.status <> 'PAUSED' ORDER BY w.id`,
    [kind],
  );

type Some = (wave: DiscountWave, uow: Parameters<typeof paySome>[0], most: number) => Promise<number>;

/** Goes through the waves in their order until so many were reached; each step is a unit of work of its own. */
async function flow(attempt: Attempt, kind: DiscountWave['kind'], most: number, atOnce: number, some: Some) {
  let left = most;
  for (const { id } of await wavesUnderWay(kind)) {
    for (let isOver = false; !isOver && left > 0;) {
      const size = Math.min(atOnce, left);
      const reached = await attempt.inTransaction(actor, async (uow) => {
        const wave = await uow.lock(DiscountWave, { id });
        return wave.status === 'RUNNING' && (await mayGoOn(uow, wave)) ? some(wave, uow, size) : 0;
      });
      left -= reached;
      isOver = reached < size;
    }
  }
}

async function tell(attempt: Attempt): Promise<void> {
  await flow(attempt, 'message', config.DISCOUNT_MESSAGES_PER_MINUTE, toldAtOnce, async (wave, uow, most) => {
    const message = await messageOf(uow, wave);
    return message ? tellSome(uow, wave, message, most) : 0;
  });
}

const pay = (attempt: Attempt): Promise<void> =>
  flow(attempt, 'credit', paidAMinute, paidAtOnce, (wave, uow, most) => paySome(uow, wave, most));

/** Tells and pays those who were granted something, so many a minute, so that neither mail nor books are flooded. */
const sendDiscountWaves = defineJob({
  name: 'send-discount-waves',
  queue: 'maintenance',
  schema: z.object({}).loose(),
  async handle(_, attempt) {
    await pay(attempt);
    await tell(attempt);
  },
});

export const waveJobs: Job[] = [sendDiscountWaves];

export const waveSchedule: ScheduledTask[] = [
  { name: 'send-discount-waves', every: 60_000, job: sendDiscountWaves },
];
