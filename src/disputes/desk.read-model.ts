import { database, query } from '../platform/database.js';
import {
  agreementsOfEscrow,
  Escrow,
  partsOfEscrows,
  proofsOfEscrow,
  termsOfEscrow,
  trustOfUsers,
  type Trust,
} from '../escrows/index.js';
import { accounts, balanceOf } from '../ledger/index.js';
import { fileView, type FileView } from '../rooms/index.js';
import type { Dispute } from './dispute.entity.js';
import { decisionsOf, evidenceOf } from './dispute.read-model.js';
import type { Outcome, Side } from './dispute.words.js';
import { similarCases } from './similar-cases.js';

/** An earlier dispute of somebody who is a side of this one. */
export interface EarlierCase {
  id: string;
  number: string;
  title: string;
  side: Side;
  hasOpened: boolean;
  outcome: Outcome | null;
  heldAmount: number;
  openedAt: Date;
}

const mostEarlier = 10;

interface EarlierRow extends Omit<EarlierCase, 'hasOpened' | 'heldAmount'> {
  openedBy: string;
  heldAmount: string;
}

/** The newest on one side, found by its own index; an OR over both sides would read all there are. */
const newestAs = (side: Side): string =>
  `(SELECT d.id, d.number, d.escrow_id, '${side}' AS side, d.opened_by, d.outcome, d.held_amount, d.created_at
    FROM disputes d WHERE d.${side.toLowerCase()}_id = ? AND d.id <> ? ORDER BY d.id DESC LIMIT ${mostEarlier})`;

/** Disputes in which a person stood on either side, the newest first, without this one. */
async function earlierOf(userId: string, exceptId: string): Promise<EarlierCase[]> {
  const rows = await query<EarlierRow>(
    `SELECT d.id, d.number, e.title, d.side, d.opened_by AS openedBy, d.outcome, d.held_amount AS heldAmount,
            d.created_at AS openedAt
     FROM (${newestAs('BUYER')} UNION ALL ${newestAs('SELLER')}) d JOIN escrows e ON e.id = d.escrow_id
     ORDER BY d.id DESC LIMIT ${mostEarlier}`,
    [userId, exceptId, userId, exceptId],
  );
  return rows.map(({ openedBy, heldAmount, ...row }) => ({
    ...row,
    heldAmount: Number(heldAmount),
    hasOpened: openedBy === userId,
  }));
}

/** A side of the case as judges see it. */
export interface PartyView {
  id: string;
  side: Side;
  name: string;
  email: string | null;
  phone: string | null;
  kycLevel: string;
  memberSince: Date;
  /** How their deals went, with the counts behind each figure. */
  trust: Trust | null;
  earlier: EarlierCase[];
}

type PartyRow = Pick<PartyView, 'id' | 'name' | 'email' | 'phone' | 'kycLevel' | 'memberSince'>;

async function partiesOf({ id, buyerId, sellerId }: Dispute): Promise<PartyView[]> {
  const [people, trust, ofBuyer, ofSeller] = await Promise.all([
    query<PartyRow>(
      `SELECT id, name, email, phone, kyc_level AS kycLevel, created_at AS memberSince FROM users WHERE id IN (?)`,
      [[buyerId, sellerId]],
    ),
    trustOfUsers([buyerId, sellerId]),
    earlierOf(buyerId, id),
    earlierOf(sellerId, id),
  ]);
  return people
    .map((person) => ({
      ...person,
      side: (person.id === buyerId ? 'BUYER' : 'SELLER') as Side,
      trust: trust.get(person.id) ?? null,
      earlier: person.id === buyerId ? ofBuyer : ofSeller,
    }))
    .sort((one, other) => one.side.localeCompare(other.side));
}

/** One line of what happened, whichever table it was written to. */
export interface Step {
  at: Date;
  noun: 'escrow' | 'part' | 'dispute';
  event: string;
  state: string;
  reason: string | null;
  details: Record<string, string | number | null> | null;
  who: string;
}

type StepRow = Omit<Step, 'details'> & { details: unknown };

const actor = `COALESCE(s.name, u.name, l.actor_kind) AS who`;
const people = `LEFT JOIN staff_accounts s ON l.actor_kind = 'staff' AND s.id = l.actor_id
                LEFT JOIN users u ON l.actor_kind = 'customer' AND u.id = l.actor_id`;

const parsed = (details: unknown): Step['details'] =>
  (typeof details === 'string' ? JSON.parse(details) : details) as Step['details'];

/** The life of the deal, of the disputed part and of the case, on one line of time. */
export async function timelineOf({ id, escrowId, partId }: Dispute): Promise<Step[]> {
  const rows = await query<StepRow>(
    `SELECT l.created_at AS at, 'escrow' AS noun, l.event, l.to_status AS state, l.reason, NULL AS details, ${actor}, l.id
     FROM escrow_logs l ${people} WHERE l.escrow_id = ?
     UNION ALL
     SELECT l.created_at, 'part', l.event, l.to_status, l.reason, NULL, ${actor}, l.id
     FROM escrow_part_logs l ${people} WHERE l.part_id = ? AND l.from_status IS NOT NULL
     UNION ALL
     SELECT l.created_at, 'dispute', l.event, l.to_status, l.reason, l.details, ${actor}, l.id
     FROM dispute_logs l ${people} WHERE l.dispute_id = ?
     ORDER BY at, id`,
    [escrowId, partId, id],
  );
  return rows.map(({ at, noun, event, state, reason, details, who }) => ({
    ...{ at, noun, event, state, reason, who },
    details: parsed(details),
  }));
}

/** How the seller showed that the part was delivered, with the files. */
async function deliveriesOf(escrowId: string, partId: string) {
  const proofs = (await proofsOfEscrow(escrowId)).filter((proof) => proof.partId === partId);
  const files = new Map(
    (await fileView(proofs.flatMap(({ attachmentIds }) => attachmentIds))).map((file) => [file.id, file]),
  );
  return proofs.map(({ id, body, createdAt, attachmentIds }) => ({
    id,
    body,
    createdAt,
    files: attachmentIds
      .map((fileId) => files.get(fileId))
      .filter((file): file is FileView => file !== undefined),
  }));
}

/** What the deal says: the terms in force and who accepted them when, earlier versions, and its parts. */
async function dealOf({ escrowId, partId }: Dispute) {
  const [escrow, terms, agreements, parts, deliveries, heldAmount] = await Promise.all([
    database().getRepository(Escrow).findOneBy({ id: escrowId }),
    termsOfEscrow(escrowId),
    agreementsOfEscrow(escrowId),
    partsOfEscrows([escrowId]),
    deliveriesOf(escrowId, partId),
    balanceOf(accounts.escrowHeld(escrowId)),
  ]);
  return escrow && { escrow, terms, agreements, parts, deliveries, heldAmount };
}

/** Everything that a judge needs besides the chat, which is read in pages. */
export async function deskOf(dispute: Dispute) {
  const [deal, evidence, decisions, parties, timeline, similar, recusals, [room]] = await Promise.all([
    dealOf(dispute),
    evidenceOf(dispute.id),
    decisionsOf(dispute.id),
    partiesOf(dispute),
    timelineOf(dispute),
    similarCases(dispute),
    query<{ staffId: string; name: string; reason: string }>(
      `SELECT r.staff_id AS staffId, s.name, r.reason FROM dispute_recusals r
       JOIN staff_accounts s ON s.id = r.staff_id WHERE r.dispute_id = ? ORDER BY r.id`,
      [dispute.id],
    ),
    query<{ sealHash: string | null; sealedSequence: string; lastSequence: string }>(
      `SELECT seal_hash AS sealHash, sealed_sequence AS sealedSequence, last_sequence AS lastSequence
       FROM rooms WHERE id = ?`,
      [dispute.escrowId],
    ),
  ]);
  return { deal, evidence, decisions, parties, timeline, similar, recusals, room: room ?? null };
}

export type DeskView = Awaited<ReturnType<typeof deskOf>>;
