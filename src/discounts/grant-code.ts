import { createHmac } from 'node:crypto';
import { derivedKey } from '../platform/cipher.js';
import { codeFrom } from '../vouchers/index.js';

/** 17 of 31 signs are 84 bits. */
const length = 17;

/**
 * The code of a granted voucher. It is not kept anywhere: it follows from the grant and a key of the shop, and is good
 * for that account alone, which stays what it is when its person turns out to be another.
 */
export function grantCode(ruleId: string, userId: string, periodKey: string): string {
  const key = derivedKey('discounts/grant-code');
  return codeFrom(createHmac('sha256', key).update(`${ruleId}|${userId}|${periodKey}`).digest(), length);
}
