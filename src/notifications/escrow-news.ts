import { z } from 'zod';
import { system } from '../platform/actor.js';
import { formatJakarta } from '../platform/jakarta.js';
import type { Locale } from '../platform/i18n.js';
import { defineJob, type Job } from '../platform/jobs.js';
import { formatRupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Escrow, EscrowPart, sides, userOf, type Side } from '../escrows/index.js';
import { User } from '../users/index.js';
import type { MessageParams, NotificationKind } from './notification.entity.js';
import { notifyCustomer } from './notify-customer.js';

const aboutDeal = z
  .object({
    id: z.string(),
    /** The deal of a part. */
    escrow_id: z.string().optional(),
    part_id: z.string().optional(),
    /** Who did it, where the other side is to hear of it. */
    user_id: z.string().optional(),
    version: z.number().optional(),
    timer: z.string().optional(),
    until: z.string().optional(),
    is_last: z.boolean().optional(),
  })
  .loose();

type Occasion = z.infer<typeof aboutDeal>;

interface Deal {
  escrow: Escrow;
  part: EscrowPart | null;
  occasion: Occasion;
}

interface News {
  event: string;
  /** Without it, both sides. */
  readers?: (deal: Deal) => readonly Side[];
  amount?: (deal: Deal, reader: Side) => number;
  /** Tells several messages of one kind about one deal apart. */
  which?: (deal: Deal) => string;
}

const theOther = ({ escrow, occasion }: Deal): readonly Side[] =>
  sides.filter((side) => userOf(escrow, side) !== occasion.user_id);

/** A deal that was proposed to nobody in particular is missed by nobody but its maker. */
const untilJoined = ({ escrow }: Deal): readonly Side[] =>
  sides.filter((side) => userOf(escrow, side) !== null);

const waitsFor: Record<string, readonly Side[]> = {
  join: sides,
  pay: ['BUYER'],
  deliver: ['SELLER'],
  inspect: ['BUYER'],
};

const ofPart = ({ part }: Deal): string => part?.id ?? 'whole';

const news = {
  escrow_joined: { event: 'escrow.joined', readers: theOther },
  escrow_amended: {
    event: 'escrow.amended',
    readers: theOther,
    which: ({ occasion }) => String(occasion.version),
  },
  escrow_agreed: {
    event: 'escrow.awaiting_payment',
    readers: () => ['BUYER'],
    which: ({ escrow }) => String(escrow.termsVersion),
  },
  /** Said again when a dispute is over and the deal goes on; told once. */
  escrow_held: { event: 'escrow.held' },
  escrow_delivered: { event: 'escrow_part.delivered', readers: () => ['BUYER'], which: ofPart },
  escrow_released: {
    event: 'escrow_part.released',
    amount: ({ part }) => part?.releasedAmount ?? 0,
    which: ofPart,
  },
  escrow_refunded: {
    event: 'escrow_part.refunded',
    amount: ({ part }) => part?.refundedAmount ?? 0,
    which: ofPart,
  },
  escrow_split: {
    event: 'escrow_part.split',
    amount: ({ part }, reader) => (reader === 'BUYER' ? part?.refundedAmount : part?.releasedAmount) ?? 0,
    which: ofPart,
  },
  escrow_disputed: {
    event: 'escrow_part.disputed',
    which: (deal) => `${ofPart(deal)}:${deal.escrow.frozenAt?.toISOString() ?? ''}`,
  },
  escrow_payment_returned: { event: 'escrow.payment_returned' },
  escrow_cancellation_asked: {
    event: 'escrow.cancellation_asked',
    readers: theOther,
    which: ({ occasion }) => occasion.user_id ?? '',
  },
  escrow_cancelled: { event: 'escrow.cancelled', readers: untilJoined },
  escrow_expired: { event: 'escrow.expired', readers: untilJoined },
  escrow_reminder: {
    event: 'escrow.reminder',
    readers: ({ occasion }) => waitsFor[occasion.timer ?? ''] ?? [],
    which: ({ occasion }) =>
      `${occasion.part_id ?? 'whole'}:${occasion.timer ?? ''}:${occasion.is_last ? 'last' : 'first'}:${occasion.until ?? ''}`,
  },
} satisfies Partial<Record<NotificationKind, News>>;

type EscrowNews = keyof typeof news;

async function dealOf(uow: UnitOfWork, occasion: Occasion): Promise<Deal | null> {
  const escrow = await uow.find(Escrow, { id: occasion.escrow_id ?? occasion.id });
  if (!escrow) return null;
  const partId = occasion.escrow_id ? occasion.id : occasion.part_id;
  return { escrow, part: partId ? await uow.find(EscrowPart, { id: partId }) : null, occasion };
}

function paramsOf({ escrow, part, occasion }: Deal, total: number, locale: Locale): MessageParams {
  return {
    number: escrow.number,
    title: part?.title ?? escrow.title,
    total_amount: total,
    refund: formatRupiah(part?.refundedAmount ?? 0, locale),
    until: occasion.until ? formatJakarta(new Date(occasion.until), locale) : '',
  };
}

/** Tells the sides of a deal whom a step concerns, each once and in their own language. */
export async function announceDeal(uow: UnitOfWork, kind: EscrowNews, occasion: Occasion): Promise<void> {
  const deal = await dealOf(uow, occasion);
  if (!deal) return;
  const { escrow } = deal;
  const { readers = () => sides, amount = () => escrow.buyerPaysAmount, which = () => '' }: News = news[kind];
  for (const side of readers(deal)) {
    const userId = userOf(escrow, side);
    const user = userId && (await uow.find(User, { id: userId }));
    if (!user) continue;
    const { name, email, locale } = user;
    const params = { ...paramsOf(deal, amount(deal, side), locale), name };
    const subject = { type: 'escrow', id: escrow.id };
    const message = { kind, subject, params, userId, email, locale, occasion: `${side}:${which(deal)}` };
    await notifyCustomer(uow, message, true);
  }
}

/** One doorbell for each kind of news. */
export const escrowNewsJobs: Job[] = (Object.keys(news) as EscrowNews[]).map((kind) => {
  const name = `notify-${kind.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'notifications',
    on: [news[kind].event],
    schema: aboutDeal,
    handle: (payload, attempt) =>
      attempt.inTransaction(system(name), (uow) => announceDeal(uow, kind, payload)),
  });
});
