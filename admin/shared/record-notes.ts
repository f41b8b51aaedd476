import { query } from '../../src/platform/database.js';
import { pendingApprovalsOf, type PendingApproval } from '../../src/staff/index.js';
import { may, type Viewer } from '../viewer.js';
import type { Policy } from './policy.js';
import type { Row } from './present.js';

/** Which journals touched a record: those of a sale, those over one account, or those over all accounts of a person. */
export type MoneyTrail = { transactionId: string } | { accountCode: string } | { ownerId: string };

const mostJournals = 30;

const touching = {
  transactionId: 'SELECT id FROM ledger_journals WHERE transaction_id = ?',
  accountCode: `SELECT DISTINCT e.journal_id AS id FROM ledger_entries e
                JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code = ?`,
  ownerId: `SELECT DISTINCT e.journal_id AS id FROM ledger_entries e
            JOIN ledger_accounts a ON a.id = e.account_id WHERE a.owner_id = ?`,
} as const;

/** The newest journals that touched a record, with all their entries. */
async function journalsAlong(trail: MoneyTrail): Promise<Row[]> {
  const [kind, value] = Object.entries(trail)[0] as [keyof typeof touching, string];
  const rows = await query<Row>(
    `SELECT j.id AS journal_id, j.kind, j.reference, j.effective_at, a.code AS account, e.amount
     FROM (SELECT id FROM (${touching[kind]}) found ORDER BY id DESC LIMIT ${mostJournals}) newest
     JOIN ledger_journals j ON j.id = newest.id
     JOIN ledger_entries e ON e.journal_id = j.id JOIN ledger_accounts a ON a.id = e.account_id
     ORDER BY j.id DESC, e.id`,
    [value],
  );
  return rows.map((row) => ({ ...row, effective_at: (row['effective_at'] as Date).toISOString() }));
}

export interface RecordNotes {
  /** Journals that touched the record; left out for those who may not read the books. */
  money?: Row[];
  /** What waits for a second person's word about it. */
  pending?: (PendingApproval & { href: string | null })[];
}

const pageOf = (id: string, viewer: Viewer): string | null =>
  may(viewer, 'approvals.read') ? `/admin/resources/Approval/records/${id}/show` : null;

/** What stands on the page of a record besides the row and its story. */
export async function notesOn(policy: Policy, row: Row, viewer: Viewer): Promise<RecordNotes> {
  const trail = policy.money && may(viewer, 'ledger.read') ? policy.money(row) : null;
  const [money, pending] = await Promise.all([
    trail ? journalsAlong(trail) : undefined,
    policy.subject ? pendingApprovalsOf(policy.subject, String(row['id'])) : undefined,
  ]);
  return {
    ...(money ? { money } : {}),
    ...(pending ? { pending: pending.map((each) => ({ ...each, href: pageOf(each.id, viewer) })) } : {}),
  };
}
