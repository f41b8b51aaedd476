import { noRows, type AuditCheck } from '../ledger/index.js';
import { alertKey, closeAlert, raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

const patienceMs = 5 * 60_000;

const kinds = ['jobs_dead', 'jobs_late'] as const;
type Kind = (typeof kinds)[number];

/**
 * Jobs that are dead, or due for five minutes and not done, by the name of the job. A job under way whose worker
 * keeps renewing its lease is neither.
 */
const unfinished = `
  SELECT job, IF(status = 'DEAD', 'jobs_dead', 'jobs_late') AS kind, COUNT(*) AS jobs, MIN(available_at) AS since
  FROM outbox
  WHERE status = 'DEAD' OR (status = 'PENDING' AND available_at < ?)
     OR (status = 'SENT' AND sent_at < ? AND (leased_until IS NULL OR leased_until < ?))
  GROUP BY job, kind`;

function limits(): Date[] {
  const wall = clock.wall();
  const limit = new Date(wall.getTime() - patienceMs);
  return [limit, limit, wall];
}

interface UnfinishedJobs {
  job: string;
  kind: Kind;
  jobs: string;
  since: Date;
}

const keyOf = ({ kind, subject }: { kind: Kind; subject: string }): string => alertKey(kind, subject);

const openAlerts = (uow: UnitOfWork) =>
  uow.sql<{ kind: Kind; subject: string }>(
    'SELECT kind, subject FROM alerts WHERE open_key IS NOT NULL AND kind IN (?)',
    [kinds],
  );

/** Opens one alert per job name that is stuck or dead, and closes those that are over; counts nothing up in between. */
export async function watchUnfinishedJobs(uow: UnitOfWork): Promise<void> {
  const found = await uow.sql<UnfinishedJobs>(unfinished, limits());
  const open = await openAlerts(uow);
  const known = new Set(open.map(keyOf));
  for (const { kind, job, jobs, since } of found) {
    if (known.has(keyOf({ kind, subject: job }))) continue;
    const details = { jobs: Number(jobs), since: new Date(since).toISOString() };
    await raiseAlert(uow, { kind, subject: job, severity: 'critical', details });
  }
  const wanted = new Set(found.map(({ kind, job }) => keyOf({ kind, subject: job })));
  for (const alert of open.filter((each) => !wanted.has(keyOf(each))))
    await closeAlert(uow, alert.kind, alert.subject);
}

/** Stuck work is no violation once a person has been told of it. */
export const outboxChecks: AuditCheck[] = [
  noRows(
    'unfinished_jobs_have_an_alert',
    `SELECT u.job AS example FROM (${unfinished}) u
     LEFT JOIN alerts a ON a.kind = u.kind AND a.subject = u.job AND a.open_key IS NOT NULL WHERE a.id IS NULL`,
    limits,
  ),
];
