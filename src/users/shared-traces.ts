import type { UnitOfWork } from '../platform/unit-of-work.js';

/** What two accounts have in common that two people rarely have, the gravest first. */
export const traces = ['same_bank_account', 'same_mailbox', 'same_device'] as const;
export type Trace = (typeof traces)[number];

/** The mailbox behind an address: what follows a plus only sorts one person's mail. */
const mailbox = (column: string): string =>
  `CONCAT(SUBSTRING_INDEX(SUBSTRING_INDEX(${column}, '@', 1), '+', 1), '@', SUBSTRING_INDEX(${column}, '@', -1))`;

/** Addresses of one's own machine or network say nothing of who called. */
const isPublic = `ip NOT REGEXP
  '^(::ffff:)?(127\\\\.|10\\\\.|192\\\\.168\\\\.|172\\\\.(1[6-9]|2[0-9]|3[01])\\\\.)|^(::1$|f[cd]|fe80:)'`;

/** An app or a browser, by what it calls itself and where it calls from; kept for as long as its sessions are. */
const devices = `
  SELECT ip, user_agent FROM refresh_tokens WHERE user_id = ? AND ${isPublic} AND user_agent <> ''
  UNION SELECT ip, user_agent FROM page_sessions WHERE user_id = ? AND ${isPublic} AND user_agent <> ''`;

const questions: Record<Trace, string> = {
  same_bank_account: `SELECT 1 FROM bank_accounts a JOIN bank_accounts b ON b.number_hash = a.number_hash
    WHERE a.user_id = ? AND b.user_id = ? LIMIT 1`,
  same_mailbox: `SELECT 1 FROM users a JOIN users b ON ${mailbox('b.email')} = ${mailbox('a.email')}
    WHERE a.id = ? AND b.id = ?`,
  same_device: `SELECT 1 FROM (${devices}) a JOIN (${devices}) b ON b.ip = a.ip AND b.user_agent = a.user_agent LIMIT 1`,
};

/**
 * What speaks for one person behind two accounts. A phone number belongs to one account by itself. None of it is proof:
 * families share devices, so a person looks at it.
 */
export async function sharedTraces(uow: UnitOfWork, one: string, other: string): Promise<Trace[]> {
  const found: Trace[] = [];
  for (const trace of traces) {
    const who = trace === 'same_device' ? [one, one, other, other] : [one, other];
    if ((await uow.sql(questions[trace], who)).length > 0) found.push(trace);
  }
  return found;
}
