import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { completeWithdrawn, giveUpWithdrawn } from './withdraw.js';

const ofWithdrawal = z.object({ transaction_id: z.string() }).loose();

/** A doorbell: the end of a withdrawal is the end of the transaction that shows it. */
const follow = (end: string, move: (uow: UnitOfWork, transactionId: string) => Promise<void>): Job => {
  const name = `follow-withdrawal-${end.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'payments',
    on: [`withdrawal.${end}`],
    schema: ofWithdrawal,
    handle: (payload, attempt) =>
      attempt.inTransaction(system(name), (uow) => move(uow, payload.transaction_id)),
  });
};

export const followWithdrawalJobs: Job[] = [
  follow('paid_out', completeWithdrawn),
  ...['failed', 'rejected', 'cancelled'].map((end) =>
    follow(end, (uow, id) => giveUpWithdrawn(uow, id, `withdrawal_${end}`)),
  ),
];
