import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { closeReturned } from './close-returned.js';
import { placeStandingTopUp } from './standing-top-up.js';
import {
  abandonTransaction,
  completeTransaction,
  expireTransaction,
  failTransaction,
  markPaid,
  processTransaction,
  reverseTransaction,
} from './transaction.service.js';

const ofSale = z.object({ transaction_id: z.string(), code: z.string().optional() }).loose();

/** A doorbell: one event of a payment, a fulfilment or a shipment moves one sale. */
const reaction = (
  name: string,
  on: string[],
  move: (uow: UnitOfWork, id: string, code: string) => Promise<void>,
) =>
  defineJob({
    name,
    queue: 'payments',
    on,
    schema: ofSale,
    handle: (payload, attempt) =>
      attempt.inTransaction(system(name), (uow) =>
        move(uow, payload.transaction_id, payload.code ?? 'unknown'),
      ),
  });

export const transactionJobs: Job[] = [
  reaction('mark-transaction-paid', ['payment.paid'], markPaid),
  reaction('place-standing-top-up', ['standing_code.paid'], placeStandingTopUp),
  reaction('expire-transaction', ['payment.expired'], expireTransaction),
  reaction('abandon-transaction', ['payment.failed'], (uow, id) =>
    abandonTransaction(uow, id, 'payment_failed'),
  ),
  reaction('close-returned-transaction', ['payment.returned'], closeReturned),
  reaction('process-transaction', ['fulfilment.sent'], processTransaction),
  reaction('complete-transaction', ['fulfilment.success', 'shipment.delivered'], completeTransaction),
  reaction('fail-transaction', ['fulfilment.failed'], failTransaction),
  reaction('fail-cancelled-shipment', ['shipment.cancelled'], (uow, id) =>
    failTransaction(uow, id, 'shipment_cancelled'),
  ),
  reaction('reverse-transaction', ['fulfilment.reversed'], reverseTransaction),
];
