import { createHmac } from 'node:crypto';
import { sameText } from '../secrets.js';

/** HMAC-SHA256 in lowercase hex, the form of all Tripay signatures. */
export function hmacSha256(privateKey: string, text: string): string {
  return createHmac('sha256', privateKey).update(text).digest('hex');
}

export interface ClosedPaymentClaim {
  merchantCode: string;
  merchantRef: string;
  /** Digits as they are to be signed, without decimals or separators. */
  amount: number | string;
}

export function closedPaymentSignature(privateKey: string, claim: ClosedPaymentClaim): string {
  return hmacSha256(privateKey, `${claim.merchantCode}${claim.merchantRef}${claim.amount}`);
}

export function isClosedPaymentSignature(
  given: string,
  privateKey: string,
  claim: ClosedPaymentClaim,
): boolean {
  return sameText(given, closedPaymentSignature(privateKey, claim));
}

export interface OpenPaymentClaim {
  merchantCode: string;
  method: string;
  merchantRef: string;
}

/** The method stands before the reference, and there is no amount. */
export function openPaymentSignature(
  privateKey: string,
  { merchantCode, method, merchantRef }: OpenPaymentClaim,
): string {
  return hmacSha256(privateKey, `${merchantCode}${method}${merchantRef}`);
}
