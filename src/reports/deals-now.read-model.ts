import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { jakartaMidnight } from '../platform/jakarta.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import { daysBefore } from './days.js';

const openStatuses = ['PROPOSED', 'AWAITING_PAYMENT', 'HELD', 'DELIVERED', 'DISPUTED'] as const;
export type OpenStatus = (typeof openStatuses)[number];

/** Since when a deal has stood where it stands, in Jakarta days before today; the last has no end. */
export const ageBands = [
  { from: 0, to: 0 },
  { from: 1, to: 2 },
  { from: 3, to: 6 },
  { from: 7, to: null },
] as const;

export interface AgeingRow {
  status: OpenStatus;
  /** How many, by `ageBands`. */
  counts: number[];
}

/** All the money that we hold for deals: what the accounts `escrow_held` come to. */
export async function heldNow(): Promise<{ parts: number; amount: Rupiah }> {
  const [row] = await query<{ parts: string; amount: string }>(
    `SELECT COUNT(*) AS parts, COALESCE(SUM(held_amount), 0) AS amount FROM escrow_parts
     WHERE status IN ('HELD', 'DELIVERED', 'DISPUTED')`,
  );
  return { parts: Number(row?.parts), amount: rupiah(row?.amount ?? 0) };
}

/** Deals that are not over, by where they stand and for how long. */
export async function ageing(): Promise<AgeingRow[]> {
  const now = clock.now();
  const [day1, day3, day7] = [0, 2, 6].map((days) => jakartaMidnight(daysBefore(days, now)));
  const rows = await query<{ status: OpenStatus; age: string; deals: string }>(
    `SELECT status, CASE WHEN status_since >= ? THEN 0 WHEN status_since >= ? THEN 1
                         WHEN status_since >= ? THEN 2 ELSE 3 END AS age, COUNT(*) AS deals
     FROM escrows WHERE status IN (?) GROUP BY status, age`,
    [day1, day3, day7, [...openStatuses]],
  );
  return openStatuses.map((status) => ({
    status,
    counts: ageBands.map((_, index) =>
      Number(rows.find((row) => row.status === status && Number(row.age) === index)?.deals ?? 0),
    ),
  }));
}

export interface DealQuality {
  /** Paid in the period. */
  heldCount: number;
  /** Of these, how many were ever disputed. */
  disputedCount: number;
  /** In basis points; null while none was paid. */
  disputeRateBps: number | null;
  /** Deals that ended in the period after their money was held. */
  settledCount: number;
  /** Half of them took no longer, from payment to the end; null while none ended. */
  medianSeconds: number | null;
}

async function disputedOf(since: Date): Promise<{ held: number; disputed: number }> {
  const [row] = await query<{ held: string; disputed: string }>(
    `SELECT COUNT(*) AS held, COUNT(d.escrow_id) AS disputed FROM escrows e
     LEFT JOIN (SELECT DISTINCT escrow_id FROM disputes) d ON d.escrow_id = e.id
     WHERE e.held_at >= ?`,
    [since],
  );
  return { held: Number(row?.held), disputed: Number(row?.disputed) };
}

/** The middle one, or the mean of the two in the middle. MariaDB has a word for it, MySQL has not. */
async function medianOf(since: Date): Promise<{ settled: number; seconds: number | null }> {
  const [row] = await query<{ settled: string | null; seconds: string | null }>(
    `SELECT MAX(many) AS settled, AVG(seconds) AS seconds
     FROM (SELECT TIMESTAMPDIFF(SECOND, held_at, settled_at) AS seconds, COUNT(*) OVER () AS many,
                  ROW_NUMBER() OVER (ORDER BY TIMESTAMPDIFF(SECOND, held_at, settled_at)) AS place
           FROM escrows WHERE settled_at >= ? AND held_at IS NOT NULL) ends
     WHERE place IN (FLOOR((many + 1) / 2), CEIL((many + 1) / 2))`,
    [since],
  );
  const seconds = row?.seconds ?? null;
  return {
    settled: Number(row?.settled ?? 0),
    seconds: seconds === null ? null : Math.round(Number(seconds)),
  };
}

/** How well deals of the last days go; the days are Jakarta days, today among them. */
export async function dealQuality(days: number): Promise<DealQuality> {
  const since = jakartaMidnight(daysBefore(days - 1, clock.now()));
  const [{ held, disputed }, { settled, seconds }] = await Promise.all([disputedOf(since), medianOf(since)]);
  return {
    heldCount: held,
    disputedCount: disputed,
    disputeRateBps: held === 0 ? null : Math.floor((disputed * 10_000) / held),
    settledCount: settled,
    medianSeconds: seconds,
  };
}

export type DealProblem = 'disputed' | 'review' | 'overdue';

/** A deal that somebody should look at, and the gravest reason for it. */
export interface ProblemDeal {
  id: string;
  number: string;
  title: string;
  status: string;
  amount: Rupiah;
  since: Date;
  problem: DealProblem;
}

const problems = `
  SELECT id FROM escrows WHERE status = 'DISPUTED'
  UNION SELECT id FROM escrows WHERE review_reason IS NOT NULL AND status IN (?)
  UNION SELECT escrow_id FROM escrow_parts WHERE status = 'HELD' AND deliver_by < ?`;

/** Deals in dispute, under review or late with the delivery, longest-standing first. */
export async function problemDeals(limit: number): Promise<ProblemDeal[]> {
  const rows = await query<Omit<ProblemDeal, 'amount'> & { amount: string }>(
    `SELECT e.id, e.number, e.title, e.status, e.amount, e.status_since AS since,
            CASE WHEN e.status = 'DISPUTED' THEN 'disputed'
                 WHEN e.review_reason IS NOT NULL THEN 'review' ELSE 'overdue' END AS problem
     FROM (${problems}) found JOIN escrows e ON e.id = found.id
     WHERE e.frozen_at IS NULL OR e.status = 'DISPUTED'
     ORDER BY e.status_since, e.id LIMIT ?`,
    [[...openStatuses], clock.now(), limit],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}
