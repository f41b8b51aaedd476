import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';

const lateMs = 10 * 60_000;

const lateSince = (): Date => new Date(clock.now().getTime() - lateMs);

/**
 * Paid and not finished ten minutes later. Goods are packed by people, so there only the step that the machinery
 * owes counts: a paid order that has not begun.
 */
const late = `t.paid_at < ? AND (t.status = 'PAID' OR (t.status = 'PROCESSING' AND t.type = 'PPOB'))`;

/** What waits, and what waits for a person: every number counts rows that the console can list. */
export interface Attention {
  /** Paid and not finished, however long. */
  pendingTransactions: number;
  lateTransactions: number;
  pendingFulfilments: number;
  /** The supplier's answer is not known; the money must not go back yet. */
  unknownFulfilments: number;
  fulfilmentsInReview: number;
  shipmentsToSend: number;
  /** To be agreed to or to be sent. */
  withdrawalsToSend: number;
  /** Deeds that wait for a second person. */
  approvalsToDecide: number;
  parkedPayments: number;
  openAlerts: number;
}

const counts: Record<keyof Attention, string> = {
  pendingTransactions: `SELECT COUNT(*) FROM transactions WHERE status IN ('PAID', 'PROCESSING')`,
  lateTransactions: `SELECT COUNT(*) FROM transactions t WHERE t.status IN ('PAID', 'PROCESSING') AND ${late}`,
  pendingFulfilments: `SELECT COUNT(*) FROM fulfilments WHERE status = 'PENDING'`,
  unknownFulfilments: `SELECT COUNT(*) FROM fulfilments WHERE status = 'UNKNOWN'`,
  fulfilmentsInReview: 'SELECT COUNT(*) FROM fulfilments WHERE review_reason IS NOT NULL',
  shipmentsToSend: `SELECT COUNT(*) FROM shipments WHERE status IN ('QUEUED', 'PACKED')`,
  withdrawalsToSend: `SELECT COUNT(*) FROM withdrawals WHERE status IN ('REQUESTED', 'APPROVED')`,
  approvalsToDecide: `SELECT COUNT(*) FROM approvals WHERE status = 'PENDING'`,
  parkedPayments: `SELECT COUNT(*) FROM alerts WHERE open_key LIKE 'payment\\_parked:%'`,
  openAlerts: 'SELECT COUNT(*) FROM alerts WHERE open_key IS NOT NULL',
};

/** All counts in one statement; each is bounded by an index to the rows that are open. */
export async function attention(): Promise<Attention> {
  const parts = Object.entries(counts).map(([name, sql]) => `(${sql}) AS ${name}`);
  const [row] = await query<Record<string, string>>(`SELECT ${parts.join(', ')}`, [lateSince()]);
  const numbers = Object.keys(counts).map((name) => [name, Number(row?.[name] ?? 0)]);
  return Object.fromEntries(numbers) as Attention;
}

export type Problem = 'fulfilment_unknown' | 'fulfilment_in_review' | 'late';

/** A sale that somebody should look at, and the gravest reason for it. */
export interface ProblemTransaction {
  id: string;
  number: string;
  type: string;
  status: string;
  totalAmount: Rupiah;
  paidAt: Date | null;
  fulfilmentStatus: string | null;
  problem: Problem;
}

const problemIds = `
  SELECT t.id FROM transactions t WHERE t.status IN ('PAID', 'PROCESSING') AND ${late}
  UNION SELECT transaction_id FROM fulfilments WHERE status = 'UNKNOWN'
  UNION SELECT transaction_id FROM fulfilments WHERE review_reason IS NOT NULL`;

/** Sales with a problem, longest-standing first. */
export async function problemTransactions(limit: number): Promise<ProblemTransaction[]> {
  const rows = await query<Omit<ProblemTransaction, 'totalAmount'> & { totalAmount: string }>(
    `SELECT t.id, t.number, t.type, t.status, t.total_amount AS totalAmount, t.paid_at AS paidAt,
            f.status AS fulfilmentStatus,
            CASE WHEN f.status = 'UNKNOWN' THEN 'fulfilment_unknown'
                 WHEN f.review_reason IS NOT NULL THEN 'fulfilment_in_review' ELSE 'late' END AS problem
     FROM (${problemIds}) found
     JOIN transactions t ON t.id = found.id
     LEFT JOIN fulfilments f ON f.transaction_id = t.id
     ORDER BY t.id LIMIT ?`,
    [lateSince(), limit],
  );
  return rows.map((row) => ({ ...row, totalAmount: Number(row.totalAmount) }));
}
