import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import type { DisputeStatus } from './dispute.states.js';
import type { DisputeCategory, Side } from './dispute.words.js';

/** How pressing a case is: it waits for a side and not for us, has time, is due within a day, or is late. */
export type Urgency = 'waits' | 'calm' | 'soon' | 'late';

const soonMs = 24 * 3_600_000;

/** Late is late, whoever is waited for; a case that waits for a side is no judge's work before. */
export function urgencyOf(slaAt: Date, isWaiting: boolean, now: Date): Urgency {
  const leftMs = slaAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'late';
  if (isWaiting) return 'waits';
  return leftMs <= soonMs ? 'soon' : 'calm';
}

/** One case as the queue shows it. */
export interface QueuedCase {
  id: string;
  number: string;
  title: string;
  category: DisputeCategory;
  status: DisputeStatus;
  openerSide: Side;
  heldAmount: number;
  buyerName: string;
  sellerName: string;
  assigneeId: string | null;
  assigneeName: string | null;
  openedAt: Date;
  slaAt: Date;
  answerBy: Date | null;
  urgency: Urgency;
}

interface QueueRow extends Omit<QueuedCase, 'heldAmount' | 'urgency'> {
  heldAmount: string;
}

/** As many as a person scrolls through; the rest waits in the list of all cases. */
const mostShown = 200;

const columns = `
  d.id, d.number, d.category, d.status, d.opener_side AS openerSide, d.held_amount AS heldAmount,
  d.assignee_id AS assigneeId, d.created_at AS openedAt, d.sla_at AS slaAt, d.answer_by AS answerBy, e.title,
  b.name AS buyerName, s.name AS sellerName, a.name AS assigneeName`;

/** Cases that nobody has decided yet, the most urgent first, with those that wait for a side at the end. */
export async function queueOfCases(): Promise<QueuedCase[]> {
  const rows = await query<QueueRow>(
    `SELECT ${columns} FROM disputes d JOIN escrows e ON e.id = d.escrow_id
     JOIN users b ON b.id = d.buyer_id JOIN users s ON s.id = d.seller_id
     LEFT JOIN staff_accounts a ON a.id = d.assignee_id
     WHERE d.status IN ('OPEN', 'AWAITING_EVIDENCE', 'UNDER_REVIEW', 'ESCALATED', 'APPEALED')
     ORDER BY d.status IN ('OPEN', 'AWAITING_EVIDENCE') AND d.sla_at > ?, d.sla_at, d.id LIMIT ${mostShown}`,
    [clock.now()],
  );
  return rows.map((row) => ({
    ...row,
    heldAmount: Number(row.heldAmount),
    urgency: urgencyOf(row.slaAt, row.answerBy !== null, clock.now()),
  }));
}

/** How many cases rest until nobody may appeal, and how many were closed in the last thirty days. */
export async function restOfCases(): Promise<{ decided: number; closed: number }> {
  const month = new Date(clock.now().getTime() - 30 * 24 * 3_600_000);
  const [row] = await query<{ decided: string; closed: string }>(
    `SELECT (SELECT COUNT(*) FROM disputes WHERE status = 'DECIDED') AS decided,
            (SELECT COUNT(*) FROM disputes WHERE status = 'CLOSED' AND closed_at >= ?) AS closed`,
    [month],
  );
  return { decided: Number(row?.decided ?? 0), closed: Number(row?.closed ?? 0) };
}
