import { z } from 'zod';
import { sha256 } from '../platform/cipher.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { claimAttachments } from '../rooms/index.js';
import { note } from './case-log.js';
import { Dispute, Evidence } from './dispute.entity.js';
import { caseClosed, tooMuchEvidence } from './dispute.errors.js';
import { disputeStates, undecided } from './dispute.states.js';
import { evidenceCategories, otherSide, type Side } from './dispute.words.js';
import { lockNewest } from './find-dispute.js';
import { announceCase } from './announce-case.js';

/** As much as a person reads; what is more belongs together in one file. */
const mostPerSide = 30;

export const newEvidenceSchema = z.strictObject({
  category: z.enum(evidenceCategories),
  text: z.string().trim().min(3).max(2_000),
  attachment_id: idParam.nullable().default(null),
});

export type NewEvidence = z.output<typeof newEvidenceSchema>;

interface By {
  side: Side;
  userId: string;
}

async function assertLittle(uow: UnitOfWork, dispute: Dispute, side: Side): Promise<void> {
  const [row] = await uow.sql<{ pieces: string }>(
    'SELECT COUNT(*) AS pieces FROM evidence WHERE dispute_id = ? AND side = ?',
    [dispute.id, side],
  );
  if (Number(row?.pieces) >= mostPerSide) throw tooMuchEvidence(mostPerSide);
}

/** Stores one piece. Its digest covers the text and the file, so that neither can be exchanged unnoticed. */
export async function putForward(
  uow: UnitOfWork,
  dispute: Dispute,
  { side, userId }: By,
  { category, text, attachment_id: attachmentId }: NewEvidence,
): Promise<Evidence> {
  await assertLittle(uow, dispute, side);
  const ids = attachmentId === null ? [] : [attachmentId];
  const files = await claimAttachments(uow, { roomId: dispute.escrowId, userId, ids });
  const digest = sha256([category, text, ...files.map((file) => file.sha256)].join('\n'));
  const evidence = Object.assign(new Evidence(), {
    id: newId(),
    disputeId: dispute.id,
    side,
    submittedBy: userId,
    category,
    text,
    attachmentId,
    sha256: digest,
    createdAt: uow.now,
  });
  await uow.insert(Evidence, { ...evidence });
  note(uow, dispute, { event: 'evidence_added', details: { side, category, sha256: digest } });
  return evidence;
}

/** Whoever was waited for has spoken. Of two the other is still waited for; after the last the judge may begin. */
export async function hear(uow: UnitOfWork, dispute: Dispute, side: Side): Promise<void> {
  if (dispute.answerBy === null || dispute.awaitedSide === otherSide(side)) return;
  if (dispute.awaitedSide === null) {
    await uow.update(Dispute, { id: dispute.id }, { awaitedSide: otherSide(side) });
    dispute.awaitedSide = otherSide(side);
    return;
  }
  await uow.move(disputeStates, Dispute, dispute, 'answer', { set: { answerBy: null, awaitedSide: null } });
}

/**
 * A side puts something forward while the case is open; if its word was waited for, that is the answer.
 * @throws DomainError `not_found` for strangers; 409 `dispute_closed`, `too_much_evidence`, `attachment_unusable`.
 */
export async function addEvidence(
  uow: UnitOfWork,
  { escrowId, userId, ...piece }: NewEvidence & { escrowId: string; userId: string },
): Promise<{ dispute: Dispute; evidence: Evidence }> {
  const { dispute, side } = await lockNewest(uow, { escrowId, userId });
  if (!undecided.includes(dispute.status)) throw caseClosed();
  const evidence = await putForward(uow, dispute, { side, userId }, piece);
  await hear(uow, dispute, side);
  announceCase(uow, dispute);
  return { dispute, evidence };
}
