import { query } from '../platform/database.js';
import { clock } from '../platform/clock.js';
import type { Act } from './ceilings.js';

/** A request that waits for its decision, as the record that it is about tells of it. */
export interface PendingApproval {
  id: string;
  kind: Act;
  amount: number;
  makerName: string;
  createdAt: Date;
}

/** What waits for a second person's word about one record, oldest first. */
export async function pendingApprovalsOf(subjectType: string, subjectId: string): Promise<PendingApproval[]> {
  const rows = await query<PendingApproval & { amount: string }>(
    `SELECT a.id, a.kind, a.amount, s.name AS makerName, a.created_at AS createdAt
     FROM approvals a JOIN staff_accounts s ON s.id = a.maker_id
     WHERE a.subject_type = ? AND a.subject_id = ? AND a.status = 'PENDING' AND a.expires_at > ? ORDER BY a.id`,
    [subjectType, subjectId, clock.now()],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}
