import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another: no I, L, O, 0 and 1. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** 14 of 31 signs are 69 bits: whoever may try ten a minute finds none of a million in the age of the earth. */
export const batchCodeLength = 14;

const longestCode = 40;
const typeable = /^[\x21-\x7e]+$/;

/**
 * The one spelling under which a code is kept and looked up: without blanks around it, in capitals, ASCII only. Null for
 * what can be no code; a letter from another alphabet that looks the same is not the same.
 */
export function normaliseCode(typed: string): string | null {
  const code = typed.trim();
  return typeable.test(code) && code.length <= longestCode ? code.toUpperCase() : null;
}

/** A code that cannot be guessed. */
export const newCode = (): string =>
  Array.from({ length: batchCodeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');

/** The first `length` signs that stand for some bytes, for codes that are derived instead of drawn. */
export function codeFrom(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  const base = BigInt(codeAlphabet.length);
  let code = '';
  while (code.length < length) {
    code += codeAlphabet[Number(rest % base)];
    rest /= base;
  }
  return code;
}
