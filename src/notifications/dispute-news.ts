import { system } from '../platform/actor.js';
import { formatJakarta } from '../platform/jakarta.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Dispute, DisputeDecision } from '../disputes/index.js';
import { sides, type Side } from '../escrows/index.js';
import { User } from '../users/index.js';
import type { MessageParams, NotificationKind } from './notification.entity.js';
import { notifyCustomer } from './notify-customer.js';

interface News {
  event: string;
  /** Without it, both sides. */
  readers?: (dispute: Dispute) => readonly Side[];
  isNews?: (dispute: Dispute) => boolean;
  /** The round whose letter goes with it. */
  letter?: 1 | 2;
  /** Tells several messages of one kind about one case apart. */
  which?: (dispute: Dispute) => string;
}

const isExtended = ({ outcome }: Dispute): boolean => outcome === 'EXTEND';

const news = {
  dispute_evidence_asked: {
    event: 'dispute.awaiting_evidence',
    readers: ({ awaitedSide }) => (awaitedSide === null ? sides : [awaitedSide]),
    isNews: ({ answerBy }) => answerBy !== null,
    which: ({ answerBy }) => answerBy?.toISOString() ?? '',
  },
  dispute_decided: { event: 'dispute.decided', letter: 1 },
  dispute_extended: { event: 'dispute.closed', letter: 1, isNews: isExtended },
  dispute_appealed: {
    event: 'dispute.appealed',
    readers: ({ appealSide }) => sides.filter((side) => side !== appealSide),
  },
  dispute_ruled: { event: 'dispute.closed', letter: 2, isNews: ({ appealedAt }) => appealedAt !== null },
} satisfies Partial<Record<NotificationKind, News>>;

type DisputeNews = keyof typeof news;

const untilOf = ({ answerBy, appealUntil }: Dispute): Date | null => answerBy ?? appealUntil;

/** What a message about a case says to one reader. */
function paramsFor(
  dispute: Dispute,
  decision: DisputeDecision | null,
  { name, locale }: User,
): MessageParams {
  const until = untilOf(dispute);
  return {
    name,
    number: dispute.number,
    total_amount: dispute.heldAmount,
    until: until ? formatJakarta(until, locale) : '',
    ...(decision ? { letter: locale === 'en' ? decision.letterEn : decision.letterId } : {}),
  };
}

async function tell(
  uow: UnitOfWork,
  dispute: Dispute,
  side: Side,
  message: { kind: DisputeNews; decision: DisputeDecision | null; which: string },
): Promise<void> {
  const userId = side === 'BUYER' ? dispute.buyerId : dispute.sellerId;
  const user = await uow.find(User, { id: userId });
  if (!user) return;
  const { kind, decision, which } = message;
  const subject = { type: 'escrow', id: dispute.escrowId };
  const params = paramsFor(dispute, decision, user);
  const occasion = `${dispute.id}:${side}:${which}`;
  const { email, locale } = user;
  await notifyCustomer(uow, { kind, subject, params, userId, email, locale, occasion }, true);
}

/** Tells the sides of a case whom a step concerns, each once and in their own language; decisions bring their letter. */
export async function announceCase(uow: UnitOfWork, kind: DisputeNews, id: string): Promise<void> {
  const dispute = await uow.find(Dispute, { id });
  const { readers = () => sides, isNews = () => true, letter, which = () => '' }: News = news[kind];
  if (!dispute || !isNews(dispute)) return;
  const decision = letter ? await uow.find(DisputeDecision, { disputeId: id, round: letter }) : null;
  for (const side of readers(dispute))
    await tell(uow, dispute, side, { kind, decision, which: which(dispute) });
}

/** One doorbell for each kind of news. */
export const disputeNewsJobs: Job[] = (Object.keys(news) as DisputeNews[]).map((kind) => {
  const name = `notify-${kind.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'notifications',
    on: [news[kind].event],
    schema: byId,
    handle: ({ id }, attempt) => attempt.inTransaction(system(name), (uow) => announceCase(uow, kind, id)),
  });
});
