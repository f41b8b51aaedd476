import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  isCollected,
  isSale,
  paymentReturned,
  Transaction,
  type TransactionType,
} from '../transactions/index.js';
import type { NotificationKind } from './notification.entity.js';
import { notifyCustomer } from './notify-customer.js';

interface Announcement {
  kind: NotificationKind;
  event: string;
  withEmail: boolean;
  /** Without it, every sale that the event is about. */
  isNews?: (sale: Transaction) => boolean;
}

/** Who called a sale off knows it; a buyer whose payment the gateway refused does not. */
const isEndedByUs = ({ failureCode }: Transaction): boolean => failureCode !== null;

/** Such money went back to where it was paid from: it lies in no wallet, and there is nothing to claim. */
const isReturnedByGateway = ({ failureCode }: Transaction): boolean => failureCode === paymentReturned;
const isRefundedByUs = (sale: Transaction): boolean => !isReturnedByGateway(sale);

/** Goods that the buyer fetches at the shop are handed to no courier. */
const isSentOut = (sale: Transaction): boolean => !isCollected(sale);

/** Deals tell their two sides themselves what became of them. */
const isNoDeal = ({ type }: Transaction): boolean => type !== 'ESCROW';

const isOf =
  (type: TransactionType) =>
  (sale: Transaction): boolean =>
    sale.type === type;

const announcements: Announcement[] = [
  { kind: 'transaction_paid', event: 'transaction.paid', withEmail: true, isNews: isSale },
  { kind: 'transaction_success', event: 'transaction.success', withEmail: true, isNews: isSale },
  { kind: 'wallet_topped_up', event: 'transaction.success', withEmail: true, isNews: isOf('TOPUP') },
  { kind: 'transfer_sent', event: 'transaction.success', withEmail: true, isNews: isOf('TRANSFER') },
  { kind: 'transaction_refunded', event: 'transaction.refunded', withEmail: true, isNews: isRefundedByUs },
  { kind: 'transaction_partly_refunded', event: 'transaction.partly_refunded', withEmail: true },
  { kind: 'payment_returned', event: 'transaction.refunded', withEmail: true, isNews: isReturnedByGateway },
  { kind: 'transaction_expired', event: 'transaction.expired', withEmail: false, isNews: isNoDeal },
  { kind: 'transaction_cancelled', event: 'transaction.cancelled', withEmail: true, isNews: isEndedByUs },
  { kind: 'payment_parked', event: 'payment.parked', withEmail: true },
  { kind: 'shipment_ready', event: 'shipment.shipped', withEmail: true, isNews: isCollected },
  { kind: 'shipment_shipped', event: 'shipment.shipped', withEmail: true, isNews: isSentOut },
];

const aboutSale = z
  .object({
    id: z.string(),
    transaction_id: z.string().optional(),
    /** Rupiah, where the news is about another amount than the sale's total. */
    amount: z.number().optional(),
    reference: z.string().optional(),
  })
  .loose();

type Occasion = Pick<z.infer<typeof aboutSale>, 'amount' | 'reference'>;

/** Tells the buyer of a sale what became of it; once, however often it is said. Withdrawals have news of their own. */
export async function announceSale(
  uow: UnitOfWork,
  { kind, withEmail, isNews = () => true }: Omit<Announcement, 'event'>,
  transactionId: string,
  { amount, reference }: Occasion = {},
): Promise<void> {
  const sale = await uow.find(Transaction, { id: transactionId });
  if (!sale || sale.type === 'WITHDRAWAL' || !isNews(sale)) return;
  const params = { number: sale.number, total_amount: amount ?? sale.totalAmount, name: sale.contactName };
  const message = {
    kind,
    subject: { type: 'transaction', id: sale.id },
    params,
    userId: sale.userId,
    email: sale.contactEmail,
    locale: sale.locale,
    occasion: reference,
  };
  await notifyCustomer(uow, message, withEmail);
}

/** One doorbell for each kind of news. */
export const announcementJobs: Job[] = announcements.map((announcement) => {
  const name = `notify-${announcement.kind.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'notifications',
    on: [announcement.event],
    schema: aboutSale,
    handle: (payload, attempt) =>
      attempt.inTransaction(system(name), (uow) =>
        announceSale(uow, announcement, payload.transaction_id ?? payload.id, payload),
      ),
  });
});
