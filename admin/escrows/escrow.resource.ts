import {
  Escrow,
  EscrowPart,
  escrowStates,
  feePayers,
  goodsTypes,
  partStates,
} from '../../src/escrows/index.js';
import { query } from '../../src/platform/database.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { escrowStory } from './escrow-story.js';

/** What runs out next of a deal: its own time, or the nearest one of its parts; none while a dispute is open. */
async function nextDeadlines(ids: string[]): Promise<Map<string, Row>> {
  const rows = await query<{ id: string; due: Date | null }>(
    `SELECT e.id, CASE
         WHEN e.frozen_at IS NOT NULL THEN NULL
         WHEN e.status = 'PROPOSED' THEN e.join_by
         WHEN e.status = 'AWAITING_PAYMENT' THEN e.pay_by
         ELSE (SELECT MIN(IF(p.status = 'DELIVERED', p.inspect_by, p.deliver_by)) FROM escrow_parts p
               WHERE p.escrow_id = e.id AND p.status IN ('HELD', 'DELIVERED')) END AS due
     FROM escrows e WHERE e.id IN (?)`,
    [ids],
  );
  return new Map(rows.map(({ id, due }) => [id, { dueAt: due }]));
}

/** What runs out next of a part that is not settled yet; nothing while its deal is frozen. */
async function partDeadlines(ids: string[]): Promise<Map<string, Row>> {
  const rows = await query<{ id: string; due: Date | null }>(
    `SELECT p.id, CASE WHEN e.frozen_at IS NOT NULL THEN NULL
         WHEN p.status = 'HELD' THEN p.deliver_by WHEN p.status = 'DELIVERED' THEN p.inspect_by END AS due
     FROM escrow_parts p JOIN escrows e ON e.id = p.escrow_id WHERE p.id IN (?)`,
    [ids],
  );
  return new Map(rows.map(({ id, due }) => [id, { dueAt: due }]));
}

const upper = (words: readonly string[]) => words.map((word) => word.toUpperCase());

/** Deals between two customers: read with their whole story. Their own two sides move them, and judges a dispute. */
export const escrowResource = resource(Escrow, {
  menu: 'sales',
  icon: 'Shield',
  title: 'number',
  read: 'escrows.read',
  fields: {
    ...fields('code', 'number'),
    ...fields('text', 'title'),
    ...fields('long-text', 'terms'),
    status: state(escrowStates.states),
    goodsType: choice(goodsTypes),
    feePayer: choice(upper(feePayers)),
    ...fields('money', 'amount', 'feeAmount', 'buyerPaysAmount', 'sellerReceivesAmount'),
    ...fields('number', 'scheduleVersion', 'termsVersion', 'buyerAgreedVersion', 'sellerAgreedVersion'),
    ...fields('number', 'deliveryHours', 'inspectionHours'),
    creatorId: reference('User'),
    buyerId: reference('User'),
    sellerId: reference('User'),
    cancelAskedBy: reference('User'),
    transactionId: reference('Transaction'),
    ...fields('word', 'reviewReason'),
    ...fields('instant', 'joinBy', 'payBy', 'frozenAt', 'paymentReturnedAt', 'heldAt', 'settledAt'),
    ...fields('instant', 'statusSince', 'createdAt', 'updatedAt'),
  },
  hidden: ['invitation', 'invitationDigest', 'timerFrom', 'remindAt'],
  derived: { fields: fields('instant', 'dueAt'), load: nextDeadlines },
  list: ['number', 'title', 'status', 'amount', 'dueAt'],
  filters: {
    number: 'prefix',
    status: 'state',
    goodsType: 'state',
    feePayer: 'state',
    buyerId: 'exact',
    sellerId: 'exact',
    transactionId: 'exact',
    amount: 'exact',
    createdAt: 'instants',
    heldAt: 'instants',
    settledAt: 'instants',
    statusSince: 'instants',
    disputed: {
      clauses: {
        ever: 'EXISTS (SELECT 1 FROM disputes WHERE disputes.escrow_id = row.id)',
        never: 'NOT EXISTS (SELECT 1 FROM disputes WHERE disputes.escrow_id = row.id)',
      },
    },
    reviewReason: {
      clauses: { review: 'review_reason IS NOT NULL', clear: 'review_reason IS NULL' },
    },
  },
  sorts: ['id', 'amount'],
  searchBy: 'number',
  tabs: 'status',
  subject: 'escrow',
  story: { component: Components.EscrowStory, load: escrowStory },
  money: (row) => ({ transactionId: String(row['transactionId']) }),
});

/** The parts of paid deals: what is held of each, what became of it, and what runs out next. */
export const escrowPartResource = resource(EscrowPart, {
  menu: 'sales',
  icon: 'Layers',
  title: 'title',
  read: 'escrows.read',
  fields: {
    escrowId: reference('Escrow'),
    ...fields('number', 'position', 'deliveryHours', 'inspectionHours'),
    ...fields('text', 'title'),
    status: state(partStates.states),
    ...fields('money', 'amount', 'feeAmount', 'heldAmount', 'sellerReceivesAmount'),
    ...fields('money', 'refundedAmount', 'releasedAmount', 'earnedFeeAmount'),
    ...fields('instant', 'deliverBy', 'inspectBy', 'extendedAt', 'deliveredAt', 'settledAt'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: ['timerFrom', 'remindAt'],
  derived: { fields: fields('instant', 'dueAt'), load: partDeadlines },
  list: ['title', 'escrowId', 'status', 'heldAmount', 'dueAt'],
  filters: {
    escrowId: 'exact',
    status: 'state',
    deliverBy: 'instants',
    inspectBy: 'instants',
    settledAt: 'instants',
  },
  sorts: ['id', 'heldAmount'],
  tabs: 'status',
  money: (row) => ({ accountCode: `escrow_held:${String(row['escrowId'])}` }),
});
