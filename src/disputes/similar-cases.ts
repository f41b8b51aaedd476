import { query } from '../platform/database.js';
import type { Dispute } from './dispute.entity.js';
import type { DecisionGround, Outcome } from './dispute.words.js';

/** A settled case to compare with. */
export interface SettledCase {
  id: string;
  number: string;
  title: string;
  amount: number;
  outcome: Outcome;
  ground: DecisionGround;
  reason: string;
  /** What the buyer got of the price, in per cent. */
  buyerPercent: number;
  closedAt: Date;
}

export interface SimilarCases {
  nearest: SettledCase[];
  /** How often each outcome was, over all that were looked at. */
  outcomes: { outcome: Outcome; cases: number }[];
}

const mostCompared = 200;
const mostShown = 5;

interface Row extends Omit<SettledCase, 'amount' | 'buyerPercent'> {
  amount: string;
  heldAmount: string;
  refundAmount: string;
}

const percent = (part: number, whole: number): number => Math.round((part * 100) / whole);

/**
 * Settled cases like this one: the same complaint about the same kind of goods, for between half and twice the price;
 * the nearest in price first.
 */
export async function similarCases({ id, category, amount, escrowId }: Dispute): Promise<SimilarCases> {
  const rows = await query<Row>(
    `SELECT d.id, d.number, e.title, d.amount, d.held_amount AS heldAmount, x.outcome, x.ground, x.reason,
            x.refund_amount AS refundAmount, d.closed_at AS closedAt
     FROM disputes d JOIN escrows e ON e.id = d.escrow_id
     JOIN dispute_decisions x ON x.dispute_id = d.id
       AND x.round = (SELECT MAX(y.round) FROM dispute_decisions y WHERE y.dispute_id = d.id)
     WHERE d.category = ? AND d.status = 'CLOSED' AND d.amount BETWEEN ? AND ? AND d.id <> ?
       AND e.goods_type = (SELECT o.goods_type FROM escrows o WHERE o.id = ?)
     ORDER BY ABS(CAST(d.amount AS SIGNED) - ?), d.id DESC LIMIT ${mostCompared}`,
    [category, Math.ceil(amount / 2), amount * 2, id, escrowId, amount],
  );
  const counts = new Map<Outcome, number>();
  for (const { outcome } of rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return {
    nearest: rows.slice(0, mostShown).map(({ heldAmount, refundAmount, ...row }) => ({
      ...row,
      amount: Number(row.amount),
      buyerPercent: percent(Number(refundAmount), Number(heldAmount)),
    })),
    outcomes: [...counts].map(([outcome, cases]) => ({ outcome, cases })),
  };
}
