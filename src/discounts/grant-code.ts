import { createHmac } from 'node:crypto';
import { derivedKey } from '../platform/cipher.js';
import { codeFrom } from '../vouchers/index.js';

/** 17 of 31 signs are 84 bits. */
const length = 17;

/**
 * The code of a granted voucher. It is not kept anywhere: it follows from the grant and a key of the shop, and is good
 * for that person alone.
 */
export function grantCode(ruleId: string, personId: string, periodKey: string): string {
  const key = derivedKey('discounts/grant-code');
  return codeFrom(createHmac('sha256', key).update(`${ruleId}|${personId}|${periodKey}`).digest(), length);
}
