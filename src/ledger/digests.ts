/** What is sealed: the books, and the deeds of staff beside them. */
export type SealSubject = 'journal' | 'activity';

const orEmpty = (column: string): string => `COALESCE(${column}, '')`;

/** A free text with its length before it, so that no two different rows read the same. */
const measured = (column: string): string =>
  `CONCAT_WS('|', IF(${column} IS NULL, 'null', LENGTH(${column})), CAST(${orEmpty(column)} AS BINARY))`;

/**
 * SHA-256 over all that a journal `j` and its entries `e`, grouped by journal, say. The same expression seals and
 * audits, in the database, so that nothing has to be read to be proved; both MariaDB and MySQL understand it. Bytes are
 * joined, not letters: turning each column into the alphabet of the longest takes most of the time.
 */
export const journalDigest = `UNHEX(SHA2(CONCAT_WS('|', j.id, j.kind, j.reference, ${orEmpty('j.transaction_id')},
  ${orEmpty('j.reverses_id')}, j.actor_kind, ${orEmpty('j.actor_id')}, ${orEmpty('j.request_id')}, j.effective_at,
  j.created_at, ${orEmpty(`GROUP_CONCAT(e.account_id, ':', e.amount ORDER BY e.id)`)}, CAST(j.description AS BINARY)), 256))`;

/** The same over an activity log `a`. */
export const activityDigest = `UNHEX(SHA2(CONCAT_WS('|', a.id, a.actor_kind, ${orEmpty('a.actor_id')},
  a.action, a.subject_type, a.subject_id, ${orEmpty('a.ip')}, ${orEmpty('a.request_id')}, a.created_at,
  ${['a.actor_name', 'a.reason', 'a.before_values', 'a.after_values'].map(measured).join(', ')}), 256))`;

/** What a seal `s` hashes after the seal before it; its days are in it, so that no day can be given other journals. */
export const sealedText = `s.digest, s.book_date, ${orEmpty('s.late_for')}`;
