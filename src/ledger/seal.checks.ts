import { noRows, type AuditCheck } from './audit.js';
import { activityDigest, sealedText, type SealSubject } from './digests.js';
import { journalChanged, sealedBefore, sealedJournals, sealsProbe } from './probes.js';

const nothing = `REPEAT(CHAR(0), 32)`;

/** Names a seal so that the first broken one comes first. */
const name = `CONCAT('seal ', LPAD(s.position, 10, '0'), ': ', s.subject, ' ', s.subject_id)`;

const unsealed = (subject: SealSubject, table: string): string =>
  `SELECT CONCAT('${subject} ', t.id) AS example FROM ${table} t
   LEFT JOIN ledger_seals s ON s.subject = '${subject}' AND s.subject_id = t.id
   WHERE t.id < ? AND s.position IS NULL`;

/** The chain of seals, link by link, and every row that it seals as it was then. */
export const sealChecks: AuditCheck[] = [
  noRows(
    'chain_is_unbroken',
    `SELECT ${name} AS example FROM ledger_seals s
     LEFT JOIN ledger_seals p ON p.position = s.position - 1
     WHERE NOT (s.hash <=> UNHEX(SHA2(CONCAT(IF(s.position = 1, ${nothing}, p.hash), ${sealedText}), 256)))
     UNION ALL
     SELECT 'the head of the chain' FROM ledger_chain c LEFT JOIN ledger_seals s ON s.position = c.position
     WHERE NOT (c.hash <=> IF(c.position = 0, ${nothing}, s.hash))
       OR c.position <> (SELECT COALESCE(MAX(position), 0) FROM ledger_seals)`,
  ),
  noRows(
    'sealed_journals_are_unchanged',
    `SELECT ${name} AS example FROM (
       ${sealedJournals(`s.position, s.subject, s.subject_id, ${journalChanged} AS changed`)}) s WHERE s.changed`,
    () => [],
    sealsProbe,
  ),
  noRows(
    'sealed_activities_are_unchanged',
    `SELECT ${name} AS example FROM ledger_seals s
     LEFT JOIN activity_logs a ON a.id = s.subject_id
     WHERE s.subject = 'activity' AND NOT (s.digest <=> ${activityDigest})`,
  ),
  noRows(
    'everything_is_sealed_in_time',
    `${unsealed('journal', 'ledger_journals')} UNION ALL ${unsealed('activity', 'activity_logs')}`,
    () => [sealedBefore(), sealedBefore()],
    sealsProbe,
  ),
];
