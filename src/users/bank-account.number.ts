import { z } from 'zod';
import { decrypt, derivedKey, encrypt, hmac } from '../platform/cipher.js';

const purpose = 'bank-account-number';

/** Plain digits, however they were grouped. */
export const bankNumberSchema = z
  .string()
  .max(40)
  .transform((raw) => raw.replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{6,20}$/));

/** The columns that keep a number: encrypted, with its last digits, and a keyed hash to find the same one again. */
export function sealedNumber(bankCode: string, number: string) {
  const numberHash = hmac('sha256', derivedKey(`${purpose}-hash`), `${bankCode}:${number}`);
  return {
    numberCipher: encrypt(purpose, number),
    numberHint: number.slice(-4),
    numberHash,
    liveHash: numberHash,
  };
}

export const openNumber = (cipher: Buffer): string => decrypt(purpose, cipher);

/** `•••• 1234`. */
export const maskedNumber = (hint: string): string => `•••• ${hint}`;
