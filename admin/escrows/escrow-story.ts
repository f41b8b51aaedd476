import {
  agreementsOfEscrow,
  countdownsOf,
  escrowById,
  partsOfEscrows,
  proofsOfEscrow,
  termsOfEscrow,
  type EscrowAgreement,
  type EscrowPart,
  type EscrowProof,
  type EscrowTerms,
} from '../../src/escrows/index.js';
import { balanceOf, accounts } from '../../src/ledger/index.js';
import { query } from '../../src/platform/database.js';
import { namesOfUsers } from '../../src/users/index.js';
import type { Row } from '../shared/present.js';
import { may, type Viewer } from '../viewer.js';
import { escrowLinks } from './escrow-links.js';

interface Moment {
  at: string;
  what: string;
  params?: Record<string, string | number | null>;
  tone?: 'good' | 'bad' | 'plain';
  note?: string | null;
  who?: string | null;
}

interface LogRow {
  part: string | null;
  to_status: string;
  reason: string | null;
  actor_kind: string;
  actor_id: string | null;
  staff_name: string | null;
  created_at: Date;
}

/** The steps of a deal and of its parts on one line, in the order in which they were written. */
const stepsOf = (escrowId: string): Promise<LogRow[]> =>
  query(
    `SELECT steps.*, s.name AS staff_name FROM (
       SELECT id, NULL AS part, to_status, reason, actor_kind, actor_id, created_at
         FROM escrow_logs WHERE escrow_id = ?
       UNION ALL
       SELECT l.id, p.title, l.to_status, l.reason, l.actor_kind, l.actor_id, l.created_at
         FROM escrow_part_logs l JOIN escrow_parts p ON p.id = l.part_id WHERE p.escrow_id = ?) steps
     LEFT JOIN staff_accounts s ON s.id = steps.actor_id ORDER BY steps.created_at, steps.id`,
    [escrowId, escrowId],
  );

const tones: Record<string, Moment['tone']> = {
  RELEASED: 'good',
  HELD: 'good',
  DISPUTED: 'bad',
  CANCELLED: 'bad',
  EXPIRED: 'bad',
};

type NameOf = (userId: string | null) => string | null;

const momentsOfSteps = (steps: LogRow[], nameOf: NameOf): Moment[] =>
  steps.map((step) => ({
    at: step.created_at.toISOString(),
    what: step.part === null ? 'deal' : 'deal_part',
    params: { state: step.to_status, part: `“${step.part ?? ''}”` },
    tone: tones[step.to_status] ?? 'plain',
    note: step.reason,
    who: step.staff_name ?? nameOf(step.actor_id) ?? step.actor_kind,
  }));

const momentsOfTerms = (agreements: EscrowAgreement[], nameOf: NameOf): Moment[] =>
  agreements.map(({ createdAt, version, side, userId }) => ({
    at: createdAt.toISOString(),
    what: 'deal_agreed',
    params: { version, side },
    who: nameOf(userId),
  }));

const momentsOfProofs = (proofs: EscrowProof[], nameOf: NameOf): Moment[] =>
  proofs.map(({ createdAt, body, userId, attachmentIds }) => ({
    at: createdAt.toISOString(),
    what: attachmentIds.length > 0 ? 'deal_proof_files' : 'deal_proof',
    params: { files: attachmentIds.length },
    note: body,
    who: nameOf(userId),
  }));

const partRow = (part: EscrowPart) => ({
  id: part.id,
  title: part.title,
  status: part.status,
  amount: part.amount,
  fee_amount: part.feeAmount,
  held_amount: part.heldAmount,
  refunded_amount: part.refundedAmount,
  released_amount: part.releasedAmount,
  earned_fee_amount: part.earnedFeeAmount,
});

const termsRow = (terms: EscrowTerms, agreements: EscrowAgreement[]) => ({
  version: terms.version,
  title: terms.title,
  terms: terms.terms,
  amount: terms.amount,
  buyer_pays_amount: terms.buyerPaysAmount,
  agreed: agreements.filter(({ version }) => version === terms.version).map(({ side }) => side),
  created_at: terms.createdAt.toISOString(),
});

/** In one moment the deal is proposed first; then people agree or show something, and the deal moves by that. */
const rankOf = ({ params }: Moment): number =>
  params?.['state'] === 'PROPOSED' ? 0 : params?.['state'] === undefined ? 1 : 2;

/** What the page of a deal shows besides the row: its parts, every version of the terms, and all that happened. */
export async function escrowStory(row: Row, viewer: Viewer): Promise<Record<string, unknown>> {
  const escrow = await escrowById(String(row['id']));
  const { id, buyerId, sellerId } = escrow;
  const [parts, terms, agreements, proofs, steps, names, held, links] = await Promise.all([
    partsOfEscrows([id]),
    termsOfEscrow(id),
    agreementsOfEscrow(id),
    proofsOfEscrow(id),
    stepsOf(id),
    namesOfUsers([buyerId, sellerId].filter((userId) => userId !== null)),
    balanceOf(accounts.escrowHeld(id)),
    escrowLinks(escrow, viewer),
  ]);
  const nameOf: NameOf = (userId) =>
    userId && may(viewer, 'users.read') ? (names.get(userId) ?? null) : null;
  const told = parts.length > 1 ? steps : steps.filter(({ part }) => part === null);
  const timeline = [
    ...momentsOfTerms(agreements, nameOf),
    ...momentsOfProofs(proofs, nameOf),
    ...momentsOfSteps(told, nameOf),
  ].sort((a, b) => a.at.localeCompare(b.at) || rankOf(a) - rankOf(b));
  return {
    ...links,
    held_amount: held,
    parts: parts.map(partRow),
    terms: terms.map((each) => termsRow(each, agreements)),
    countdowns: countdownsOf(escrow, parts).map(({ name, at, partId }) => ({
      name,
      at: at.toISOString(),
      part: parts.find((part) => part.id === partId)?.title ?? null,
    })),
    timeline,
  };
}
