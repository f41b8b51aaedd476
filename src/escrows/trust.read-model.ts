import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';

/** What somebody's own past with deals says of them, with the counts that each figure is made of. */
export interface Trust {
  userId: string;
  memberSince: Date;
  /** Deals on either side that ended with all the money at the seller. */
  dealsDone: number;
  /** Deals on either side whose money was held, ended or not: what the disputes are counted of. */
  dealsPaid: number;
  /** Of these, how many were ever disputed, whoever was right. */
  dealsDisputed: number;
  /** Parts that a dispute gave to the other side, all or some. */
  disputesLost: number;
  /** Parts that they had to deliver as a seller: delivered ones, and those whose time ran out undelivered. */
  partsDue: number;
  partsOnTime: number;
  /** `partsOnTime` of `partsDue` in basis points; null while nothing was due. */
  onTimeBps: number | null;
}

type Counts = Record<
  'deals_done' | 'deals_paid' | 'deals_disputed' | 'disputes_lost' | 'parts_due' | 'parts_on_time',
  string | number
> & { id: string; member_since: Date };

/** A count over the deals of either side, each found by its own index. */
const onBothSides = (condition: string): string =>
  ['buyer_id', 'seller_id']
    .map((side) => `(SELECT COUNT(*) FROM escrows e WHERE e.${side} = u.id AND ${condition})`)
    .join(' + ');

const wasDisputed = `EXISTS (SELECT 1 FROM escrow_logs l WHERE l.escrow_id = e.id AND l.event = 'dispute')`;

/** Parts whose dispute ended in one of these states. */
const lostAs = (side: string, ends: string): string =>
  `(SELECT COUNT(*) FROM escrows e JOIN escrow_parts p ON p.escrow_id = e.id
    JOIN escrow_part_logs l ON l.part_id = p.id AND l.from_status = 'DISPUTED' AND l.to_status IN (${ends})
    WHERE e.${side} = u.id)`;

const asSeller = (what: string): string =>
  `(SELECT COUNT(*) FROM escrows e JOIN escrow_parts p ON p.escrow_id = e.id WHERE e.seller_id = u.id AND ${what})`;

/** Nothing is overdue while a deal is frozen, nor after both sides have ended it in time. */
const wasDue = `(p.delivered_at IS NOT NULL
  OR (e.frozen_at IS NULL AND p.deliver_by < COALESCE(p.settled_at, ?)))`;

const counts = `
  SELECT u.id, u.created_at AS member_since,
         ${onBothSides(`e.status = 'RELEASED'`)} AS deals_done,
         ${onBothSides('e.held_at IS NOT NULL')} AS deals_paid,
         ${onBothSides(wasDisputed)} AS deals_disputed,
         ${lostAs('seller_id', `'REFUNDED', 'SPLIT'`)} + ${lostAs('buyer_id', `'RELEASED', 'SPLIT'`)} AS disputes_lost,
         ${asSeller(wasDue)} AS parts_due,
         ${asSeller('p.delivered_at <= p.deliver_by')} AS parts_on_time
  FROM users u WHERE u.id IN (?)`;

function trustIn(row: Counts): Trust {
  const [partsDue, partsOnTime] = [Number(row.parts_due), Number(row.parts_on_time)];
  return {
    userId: row.id,
    memberSince: row.member_since,
    dealsDone: Number(row.deals_done),
    dealsPaid: Number(row.deals_paid),
    dealsDisputed: Number(row.deals_disputed),
    disputesLost: Number(row.disputes_lost),
    partsDue,
    partsOnTime,
    onTimeBps: partsDue === 0 ? null : Math.floor((partsOnTime * 10_000) / partsDue),
  };
}

/** The trust view of several people in one statement, by their ids. */
export async function trustOfUsers(userIds: string[]): Promise<Map<string, Trust>> {
  if (userIds.length === 0) return new Map();
  const rows = await query<Counts>(counts, [clock.now(), userIds]);
  return new Map(rows.map((row) => [row.id, trustIn(row)]));
}

/** What a person's deals so far say of them. @throws DomainError 404. */
export async function trustOf(userId: string): Promise<Trust> {
  const trust = (await trustOfUsers([userId])).get(userId);
  if (!trust) throw notFound('user');
  return trust;
}
