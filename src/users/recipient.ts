import { query } from '../platform/database.js';
import { normaliseEmail, normalisePhone } from './contact.js';

/** Somebody who may be sent money. */
export interface Recipient {
  id: string;
  name: string;
}

/** The active customer behind an e-mail address or a phone number, however it was typed; null for anybody else. */
export async function recipientBy(contact: string): Promise<Recipient | null> {
  const email = normaliseEmail(contact);
  const value = email ?? normalisePhone(contact);
  if (value === null) return null;
  const [row] = await query<Recipient>(
    `SELECT id, name FROM users WHERE ${email ? 'email' : 'phone'} = ? AND status = 'ACTIVE' AND NOT is_guest`,
    [value],
  );
  return row ?? null;
}
