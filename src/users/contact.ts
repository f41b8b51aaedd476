import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { z } from 'zod';

const longestEmail = 254;
const longestPhone = 40;

const plainEmail = z.string().trim().toLowerCase().max(longestEmail).pipe(z.email());

/** The one spelling under which an address is stored and looked up; null when it is none. */
export function normaliseEmail(raw: string): string | null {
  return plainEmail.safeParse(raw).data ?? null;
}

/** Indonesian mobile number in E.164, however it was typed: `0812…`, `62812…`, `+62 812-…`, `0062…`; else null. */
export function normalisePhone(raw: string): string | null {
  if (raw.length > longestPhone) return null;
  const international = raw.trim().replace(/^00/, '+');
  const number = parsePhoneNumberFromString(international, { defaultCountry: 'ID', extract: false });
  if (!number || number.ext || number.country !== 'ID' || !number.isValid()) return null;
  return number.number;
}

/** `+62812…` as suppliers and people write it: `0812…`. */
export const nationalPhone = (e164: string): string => e164.replace(/^\+62/, '0');

export const emailSchema = plainEmail;

export const phoneSchema = z
  .string()
  .max(longestPhone)
  .transform((raw, context) => {
    const phone = normalisePhone(raw);
    if (phone !== null) return phone;
    context.addIssue({ code: 'custom', message: 'phone' });
    return z.NEVER;
  });
