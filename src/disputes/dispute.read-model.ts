import { database, query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { fileView, type FileView } from '../rooms/index.js';
import { Dispute, DisputeDecision, Evidence } from './dispute.entity.js';
import type { Side } from './dispute.words.js';
import { sideOf } from './find-dispute.js';

/** A piece of evidence with its file, where it has one. */
export interface EvidenceView extends Evidence {
  file: FileView | null;
}

/** A case as one of its two sides sees it: both read everything that either puts forward. */
export interface CaseView {
  dispute: Dispute;
  side: Side;
  evidence: EvidenceView[];
  decisions: DisputeDecision[];
}

/** What both sides have put forward, in order. */
export async function evidenceOf(disputeId: string): Promise<EvidenceView[]> {
  const pieces = await database()
    .getRepository(Evidence)
    .find({ where: { disputeId }, order: { id: 'ASC' } });
  const ids = pieces.map(({ attachmentId }) => attachmentId).filter((id) => id !== null);
  const files = new Map((await fileView(ids)).map((file) => [file.id, file]));
  return pieces.map((piece) => Object.assign(piece, { file: files.get(piece.attachmentId ?? '') ?? null }));
}

export const decisionsOf = (disputeId: string): Promise<DisputeDecision[]> =>
  database()
    .getRepository(DisputeDecision)
    .find({ where: { disputeId }, order: { round: 'ASC' } });

/** The dispute of a deal that counts: the open one, or else the newest. */
async function newestOf(escrowId: string): Promise<Dispute | null> {
  const [newest] = await query<{ id: string }>(
    'SELECT id FROM disputes WHERE escrow_id = ? ORDER BY (open_key IS NOT NULL) DESC, id DESC LIMIT 1',
    [escrowId],
  );
  return newest ? database().getRepository(Dispute).findOneBy({ id: newest.id }) : null;
}

/** The case about a deal for one of its sides; null where nobody has complained. @throws `not_found` for strangers. */
export async function caseOfDeal(escrowId: string, userId: string): Promise<CaseView | null> {
  const dispute = await newestOf(escrowId);
  if (!dispute) return null;
  const side = sideOf(dispute, userId);
  const [evidence, decisions] = await Promise.all([evidenceOf(dispute.id), decisionsOf(dispute.id)]);
  return { dispute, side, evidence, decisions };
}

/** The same where there must be one. @throws DomainError `not_found`. */
export async function caseOf(escrowId: string, userId: string): Promise<CaseView> {
  const found = await caseOfDeal(escrowId, userId);
  if (!found) throw notFound('dispute');
  return found;
}

/** @throws DomainError `not_found`. */
export async function disputeById(id: string): Promise<Dispute> {
  const dispute = await database().getRepository(Dispute).findOneBy({ id });
  if (!dispute) throw notFound('dispute');
  return dispute;
}
