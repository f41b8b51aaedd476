import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Attempt } from '../platform/jobs.js';
import { renderEmail } from './email.js';
import { sendMail, type MailOutcome } from './mailer.js';
import { NotificationDelivery, type DeliveryStatus } from './notification.entity.js';

/** Marks the mail as on its way; an earlier attempt's "on its way" is taken over, because order news goes out at least once. */
function take(attempt: Attempt, id: string): Promise<NotificationDelivery | null> {
  return attempt.inTransaction(system('send-email'), async (uow) => {
    const delivery = await uow.lock(NotificationDelivery, { id });
    if (delivery.status === 'SENT' || delivery.status === 'FAILED') return null;
    await uow.update(NotificationDelivery, { id }, { status: 'SENDING' });
    return delivery;
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
