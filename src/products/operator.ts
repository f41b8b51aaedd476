import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import { nationalPhone, normalisePhone } from '../users/index.js';

interface OperatorPrefix {
  prefix: string;
  brand: string;
}

const cacheKey = ['products', 'operator-prefixes'];

/** Longest first, because the six digits of a brand lie inside the four of another. */
const prefixes = (): Promise<OperatorPrefix[]> =>
  cache.remember(cacheKey, 3_600, () =>
    query<OperatorPrefix>('SELECT prefix, brand FROM operator_prefixes ORDER BY CHAR_LENGTH(prefix) DESC'),
  );

export const forgetOperatorPrefixes = (): Promise<void> => cache.forget(...cacheKey);

/** `08…` for a whole number in any spelling, and for one that is still being typed. */
function asDialled(phone: string): string {
  const e164 = normalisePhone(phone);
  if (e164) return nationalPhone(e164);
  const digits = phone.replace(/\D/g, '').replace(/^00/, '');
  return digits.replace(/^(?:62)?0*8/, '08');
}

/** The brand that the first digits point to; a strong hint, the supplier has the last word. Null when none fits. */
export async function detectOperator(phone: string): Promise<string | null> {
  const dialled = asDialled(phone);
  const fitting = (await prefixes()).find(({ prefix }) => dialled.startsWith(prefix));
  return fitting?.brand ?? null;
}
