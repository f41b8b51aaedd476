import { hmac, sameDigest } from '../../platform/cipher.js';

interface ClosedPaymentClaim {
  merchantCode: string;
  merchantRef: string;
  /** Signed as plain digits; decimals or separators make another signature. */
  amount: number;
}

/** Goes into the create request: HMAC-SHA256 over merchant code, merchant reference and amount without separators. */
export const closedPaymentSignature = (
  privateKey: string,
  { merchantCode, merchantRef, amount }: ClosedPaymentClaim,
): string => hmac('sha256', privateKey, `${merchantCode}${merchantRef}${String(amount)}`);

interface OpenPaymentClaim {
  merchantCode: string;
  method: string;
  merchantRef: string;
}

/** Goes into the request for a standing code: here the method stands before the reference, and there is no amount. */
export const openPaymentSignature = (
  privateKey: string,
  { merchantCode, method, merchantRef }: OpenPaymentClaim,
): string => hmac('sha256', privateKey, `${merchantCode}${method}${merchantRef}`);

/**
 * Whether a callback was signed with one of the keys, over exactly these bytes: the gateway escapes slashes, so text
 * that was parsed and written again has another signature. An empty key verifies nothing.
 */
export const isSignedCallback = (
  keys: (string | undefined)[],
  body: Buffer,
  signature: string | undefined,
): boolean =>
  keys
    .filter((key): key is string => key !== undefined && key.trim() !== '')
    .map((key) => sameDigest(hmac('sha256', key, body), signature))
    .includes(true);
