import { z } from 'zod';
import { actorId, system, type Actor } from '../platform/actor.js';
import { raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from '../staff/index.js';
import type { AuditReport } from './audit.js';
import { LedgerAudit } from './ledger.entity.js';
import { auditUnderWay } from './ledger.errors.js';

const doorbell = { name: 'audit-books', queue: 'maintenance' } as const;

const whoAsked = z.object({ staff_id: z.string().optional() }).loose();

async function countEntries(): Promise<number> {
  const [row] = await query<{ entries: string }>('SELECT COUNT(*) AS entries FROM ledger_entries');
  return Number(row?.entries);
}

/** Keeps what was found, and tells a person when something does not hold. */
async function keepReport(
  uow: UnitOfWork,
  report: AuditReport,
  more: Pick<LedgerAudit, 'entries' | 'startedAt' | 'actorKind' | 'actorId'>,
): Promise<void> {
  const failed = report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  await uow.insert(LedgerAudit, {
    id: newId(),
    ok: report.ok,
    checks: report.checks.length,
    failed: failed.length,
    report,
    finishedAt: clock.now(),
    ...more,
  });
  if (report.ok) return;
  const details = { failed: failed.length, first: failed[0] ?? '' };
  await raiseAlert(uow, { kind: 'books_differ', subject: 'ledger', severity: 'critical', details });
}

/** The job that proves the books, every night and whenever staff ask; it reads only, and repairs nothing. */
export const auditBooksJob = (audit: () => Promise<AuditReport>): Job =>
  defineJob({
    ...doorbell,
    attempts: 3,
    schema: whoAsked,
    async handle({ staff_id: staffId }, attempt) {
      const startedAt = clock.now();
      const [entries, report] = [await countEntries(), await audit()];
      const actor: Actor = system(doorbell.name);
      const asked = staffId
        ? { actorKind: 'staff', actorId: staffId }
        : { actorKind: actor.kind, actorId: actorId(actor) };
      await attempt.inTransaction(actor, (uow) => keepReport(uow, report, { entries, startedAt, ...asked }));
    },
  });

/**
 * Asks for an audit now.
 * @throws DomainError `audit_under_way` (409) while one that was asked for has not ended.
 */
export async function askForAudit(uow: UnitOfWork): Promise<void> {
  const [waiting] = await uow.sql('SELECT id FROM outbox WHERE unique_key = ?', [doorbell.name]);
  if (waiting) throw auditUnderWay();
  await recordActivity(uow, { action: 'books.audit_asked', subjectType: 'ledger', subjectId: 'ledger' });
  const asked = uow.actor.kind === 'staff' ? { staff_id: uow.actor.id } : {};
  uow.enqueue(doorbell, asked, { uniqueKey: doorbell.name });
}
