import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Transaction } from '../transactions/index.js';
import type { NotificationKind } from './notification.entity.js';
import { notifyCustomer } from './notify-customer.js';

interface Announcement {
  kind: NotificationKind;
  event: string;
  withEmail: boolean;
}

const announcements: Announcement[] = [
  { kind: 'transaction_paid', event: 'transaction.paid', withEmail: true },
  { kind: 'transaction_success', event: 'transaction.success', withEmail: true },
  { kind: 'transaction_refunded', event: 'transaction.refunded', withEmail: true },
  { kind: 'transaction_expired', event: 'transaction.expired', withEmail: false },
  { kind: 'shipment_shipped', event: 'shipment.shipped', withEmail: true },
];

const ofSale = z.object({ id: z.string(), transaction_id: z.string().optional() }).loose();

/** Tells the buyer of a sale what became of it; once, however often it is said. */
export async function announceSale(
  uow: UnitOfWork,
  { kind, withEmail }: Pick<Announcement, 'kind' | 'withEmail'>,
  transactionId: string,
): Promise<void> {
  const sale = await uow.find(Transaction, { id: transactionId });
  if (!sale) return;
  await notifyCustomer(
    uow,
    {
      kind,
      subject: { type: 'transaction', id: sale.id },
      params: { number: sale.number, total_amount: sale.totalAmount, name: sale.contactName },
      userId: sale.userId,
      email: sale.contactEmail,
      locale: sale.locale,
    },
    withEmail,
  );
}

/** One doorbell for each kind of news. */
export const announcementJobs: Job[] = announcements.map((announcement) => {
  const name = `notify-${announcement.kind.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'notifications',
    on: [announcement.event],
    schema: ofSale,
    handle: (payload, attempt) =>
      attempt.inTransaction(system(name), (uow) =>
        announceSale(uow, announcement, payload.transaction_id ?? payload.id),
      ),
  });
});
