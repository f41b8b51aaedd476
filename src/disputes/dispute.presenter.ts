import type { Locale } from '../platform/i18n.js';
import type { Dispute, DisputeDecision } from './dispute.entity.js';
import type { CaseView, EvidenceView } from './dispute.read-model.js';
import type { DisputeResource } from './dispute.schema.js';
import { undecided } from './dispute.states.js';
import type { Side } from './dispute.words.js';

const lower = <Word extends string>(word: Word): Lowercase<Word> => word.toLowerCase() as Lowercase<Word>;

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

const presentEvidence = (piece: EvidenceView): DisputeResource['evidence'][number] => ({
  id: piece.id,
  side: lower(piece.side),
  category: lower(piece.category),
  text: piece.text,
  attachment: piece.file && {
    id: piece.file.id,
    name: piece.file.name,
    content_type: piece.file.contentType,
    size: piece.file.size,
  },
  sha256: piece.sha256,
  created_at: piece.createdAt.toISOString(),
});

const presentDecision = (
  decision: DisputeDecision,
  locale: Locale,
): DisputeResource['decisions'][number] => ({
  round: decision.round,
  outcome: lower(decision.outcome),
  refund_amount: decision.refundAmount,
  release_amount: decision.releaseAmount,
  fee_amount: decision.feeAmount,
  fee_borne_by: lower(decision.feeBorneBy),
  extend_hours: decision.extendHours,
  letter: locale === 'en' ? decision.letterEn : decision.letterId,
  created_at: decision.createdAt.toISOString(),
});

/** Whose word is waited for, as one side reads it. */
export function awaitedBy({ answerBy, awaitedSide }: Dispute, side: Side): DisputeResource['awaited'] {
  if (answerBy === null) return null;
  if (awaitedSide === null) return 'both';
  return awaitedSide === side ? 'you' : 'counterpart';
}

export const hasAccepted = ({ buyerAcceptedAt, sellerAcceptedAt }: Dispute, side: Side): boolean =>
  (side === 'BUYER' ? buyerAcceptedAt : sellerAcceptedAt) !== null;

/** What one side may do with the case now; the use cases refuse everything else anyway. */
export function actionsIn(dispute: Dispute, side: Side, now: Date): DisputeResource['actions'] {
  const mayAdd = undecided.includes(dispute.status);
  const isDecided = dispute.status === 'DECIDED' && !hasAccepted(dispute, side);
  const mayAppeal =
    isDecided && dispute.appealedAt === null && dispute.appealUntil !== null && dispute.appealUntil > now;
  return [
    ...(mayAdd ? (['evidence'] as const) : []),
    ...(isDecided ? (['accept'] as const) : []),
    ...(mayAppeal ? (['appeal'] as const) : []),
  ];
}

/** A case for one of its sides, in the language of whoever asks. */
export const presentCase = (
  { dispute, side, evidence, decisions }: CaseView,
  { locale, now }: { locale: Locale; now: Date },
): DisputeResource => ({
  id: dispute.id,
  number: dispute.number,
  escrow_id: dispute.escrowId,
  part_id: dispute.partId,
  status: dispute.status,
  opened_by: lower(dispute.openerSide),
  role: lower(side),
  category: lower(dispute.category),
  statement: dispute.statement,
  held_amount: dispute.heldAmount,
  answer_by: iso(dispute.answerBy),
  awaited: awaitedBy(dispute, side),
  decide_by: dispute.slaAt.toISOString(),
  appeal_until: iso(dispute.appealUntil),
  accepted: hasAccepted(dispute, side),
  actions: actionsIn(dispute, side, now),
  evidence: evidence.map(presentEvidence),
  decisions: decisions.map((decision) => presentDecision(decision, locale)),
  created_at: dispute.createdAt.toISOString(),
  updated_at: dispute.updatedAt.toISOString(),
});
