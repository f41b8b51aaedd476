import { z } from 'zod';
import { system } from '../platform/actor.js';
import { closeAlert, raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { forEachApart } from '../platform/each.js';
import { defineJob, type Attempt, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceCase } from './announce-case.js';
import { Dispute } from './dispute.entity.js';
import { disputeStates, undecided } from './dispute.states.js';
import { settleDispute } from './settle-dispute.js';

const bite = 200;

type Step = (uow: UnitOfWork, dispute: Dispute) => Promise<void>;

const isDue = (moment: Date | null, now: Date): boolean => moment !== null && moment <= now;

/** Whoever was waited for has had their time: the judge may begin. Looked at again under the lock. */
const endOfWaiting: Step = async (uow, dispute) => {
  if (!isDue(dispute.answerBy, uow.now) || !disputeStates.can(dispute.status, 'take_up')) return;
  const set = { answerBy: null, awaitedSide: null };
  await uow.move(disputeStates, Dispute, dispute, 'take_up', { reason: 'time_to_answer_over', set });
  announceCase(uow, dispute);
};

/** Nobody has appealed in time. */
const endOfAppeal: Step = async (uow, dispute) => {
  if (dispute.status !== 'DECIDED' || !isDue(dispute.appealUntil, uow.now)) return;
  await settleDispute(uow, dispute);
};

/** A case that should have been decided by now is put before everybody; the decision closes the alert. */
const overdue: Step = async (uow, dispute) => {
  if (!undecided.includes(dispute.status) || !isDue(dispute.slaAt, uow.now)) return;
  const details = { number: dispute.number, held_amount: dispute.heldAmount };
  await raiseAlert(uow, { kind: 'dispute_overdue', subject: dispute.id, severity: 'warning', details });
};

async function forEachDue(name: string, attempt: Attempt, statement: string, step: Step): Promise<void> {
  const due = await query<{ id: string }>(`SELECT id FROM disputes WHERE ${statement} LIMIT ?`, [
    clock.now(),
    bite,
  ]);
  await forEachApart(due, ({ id }) =>
    attempt.inTransaction(system(name), async (uow) => step(uow, await uow.lock(Dispute, { id }))),
  );
}

const timersName = 'disputes-due';

/** Moves cases whose time has come. Two schedulers at once are harmless: each case is looked at under its lock. */
const timers = defineJob({
  name: timersName,
  queue: 'maintenance',
  schema: z.object({}).loose(),
  async handle(_payload, attempt) {
    const waits = `status IN ('OPEN', 'AWAITING_EVIDENCE') AND answer_by <= ? ORDER BY answer_by`;
    const rests = `status = 'DECIDED' AND appeal_until <= ? ORDER BY appeal_until`;
    await forEachApart(
      [
        () => forEachDue(timersName, attempt, rests, endOfAppeal),
        () => forEachDue(timersName, attempt, waits, endOfWaiting),
      ],
      (round) => round(),
    );
  },
});

const watchName = 'watch-disputes';

const watch = defineJob({
  name: watchName,
  queue: 'maintenance',
  schema: z.object({}).loose(),
  handle: (_payload, attempt) =>
    forEachDue(
      watchName,
      attempt,
      `status IN ('OPEN', 'AWAITING_EVIDENCE', 'UNDER_REVIEW', 'ESCALATED', 'APPEALED') AND sla_at <= ? ORDER BY sla_at`,
      overdue,
    ),
});

const about = z.object({ id: z.string() }).loose();

const calm = defineJob({
  name: 'dispute-no-longer-overdue',
  queue: 'maintenance',
  on: ['dispute.decided', 'dispute.closed'],
  schema: about,
  handle: ({ id }, attempt) =>
    attempt.inTransaction(system('dispute-no-longer-overdue'), (uow) =>
      closeAlert(uow, 'dispute_overdue', id),
    ),
});

export const disputeJobs: Job[] = [timers, watch, calm];

export const disputeSchedule: ScheduledTask[] = [
  { name: timersName, cron: '* * * * *', job: timers },
  { name: watchName, cron: '20 * * * *', job: watch },
];
