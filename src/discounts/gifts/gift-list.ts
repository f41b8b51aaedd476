import { idPattern } from '../../platform/ids.js';
import { normaliseEmail, normalisePhone } from '../../users/index.js';
import { listTooLong, unreadableList } from '../discount.errors.js';

/** Whom a line of a list names, in the one spelling under which they are looked up. */
export interface Named {
  by: 'id' | 'email' | 'phone';
  key: string;
}

/** The most that one list holds; more is a segment with a rule of its own. */
export const mostRecipients = 10_000;

/** What stands over a column of customers. */
const headings = new Set([
  'email',
  'e-mail',
  'surel',
  'phone',
  'telepon',
  'nomor hp',
  'id',
  'pelanggan',
  'customer',
]);

/** Reads an id, an e-mail address or a phone number; null for anything else. */
export function readNamed(text: string): Named | null {
  if (idPattern.test(text)) return { by: 'id', key: text };
  const email = normaliseEmail(text);
  if (email) return { by: 'email', key: email };
  const phone = normalisePhone(text);
  return phone ? { by: 'phone', key: phone } : null;
}

/** The first column of a line, without quotes; spreadsheets of this country separate by semicolons. */
const firstColumn = (line: string): string =>
  (line.split(/[,;\t]/)[0] ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();

/**
 * Reads a list of customers, one on each line, with or without a heading; nobody stands on it twice.
 * @throws DomainError 422 `discount_list_unreadable` with the first line at fault, `discount_list_too_long`.
 */
export function readList(text: string): Named[] {
  const found = new Map<string, Named>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const word = firstColumn(line);
    if (word === '' || (index === 0 && headings.has(word.toLowerCase()))) continue;
    const named = readNamed(word);
    if (!named) throw unreadableList(index + 1);
    found.set(named.key, named);
    if (found.size > mostRecipients) throw listTooLong(mostRecipients);
  }
  if (found.size === 0) throw unreadableList(1);
  return [...found.values()];
}
