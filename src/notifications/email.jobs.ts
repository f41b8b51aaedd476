import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Attempt } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { mayMarketTo } from '../users/index.js';
import { renderEmail } from './email.js';
import { sendMail, type MailOutcome } from './mailer.js';
import { isMarketing, NotificationDelivery, type DeliveryStatus } from './notification.entity.js';

/** Whoever withdrew their consent while a mail waited does not get it any more. */
async function isUnwanted(uow: UnitOfWork, { template, userId }: NotificationDelivery): Promise<boolean> {
  if (!isMarketing(template)) return false;
  return !userId || !(await mayMarketTo([userId], 'email', (...asked) => uow.sql(...asked))).has(userId);
}

const isOver = ({ status }: NotificationDelivery): boolean => !['QUEUED', 'SENDING'].includes(status);

/** Marks the mail as on its way; an earlier attempt's "on its way" is taken over, because order news goes out at least once. */
function take(attempt: Attempt, id: string): Promise<NotificationDelivery | null> {
  return attempt.inTransaction(system('send-email'), async (uow) => {
    const delivery = await uow.lock(NotificationDelivery, { id });
    if (isOver(delivery)) return null;
    const unwanted = await isUnwanted(uow, delivery);
    await uow.update(NotificationDelivery, { id }, { status: unwanted ? 'WITHHELD' : 'SENDING' });
    return unwanted ? null : delivery;
  });
}

function record(attempt: Attempt, id: string, outcome: MailOutcome): Promise<number> {
  const status: Record<MailOutcome['kind'], DeliveryStatus> = {
    sent: 'SENT',
    retry: attempt.isLast ? 'FAILED' : 'QUEUED',
    rejected: 'FAILED',
  };
  return attempt.inTransaction(system('send-email'), (uow) =>
    uow.update(
      NotificationDelivery,
      { id },
      outcome.kind === 'sent'
        ? { status: 'SENT', providerId: outcome.providerId, sentAt: uow.now, error: null }
        : { status: status[outcome.kind], error: outcome.reason },
    ),
  );
}

/** In a queue of its own: a mail server that hangs must not hold up the news inside the shop. */
export const sendEmail = defineJob({
  name: 'send-email',
  queue: 'mail',
  schema: z.object({ id: z.string() }),
  async handle({ id }, attempt) {
    const delivery = await take(attempt, id);
    if (!delivery) return;
    const email = await renderEmail(delivery);
    await attempt.assertOwned();
    const outcome = await sendMail(email);
    await record(attempt, id, outcome);
    if (outcome.kind === 'retry') throw new Error(outcome.reason);
  },
});
