import { randomInt } from 'node:crypto';
import { jakartaDate } from '../platform/jakarta.js';

/** Without letters and digits that people confuse on the phone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `TRX-20261121-7KQ2M9XA`: the Jakarta day, then eight characters that cannot be guessed from a neighbour's. */
export function newTransactionNumber(moment: Date): string {
  const tail = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `TRX-${jakartaDate(moment).replaceAll('-', '')}-${tail}`;
}
