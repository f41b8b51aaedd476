import { createHash } from 'node:crypto';
import { hmac, sameDigest } from '../../platform/cipher.js';
import { config } from '../../platform/config.js';

/**
 * The `sign` of a call: md5 in lowercase hex over user name, key and the subject, which is `depo` for the balance
 * and the `ref_id` for a purchase. The supplier asks for md5; it proves nothing but who we are.
 */
export const requestSign = (username: string, apiKey: string, subject: string): string =>
  createHash('md5').update(`${username}${apiKey}${subject}`).digest('hex');

/** Whether a webhook comes from the supplier: HMAC-SHA1 over the raw bytes, by the present secret or the one before. */
export function isWebhookGenuine(
  raw: Buffer,
  header: string | undefined,
  secrets: (string | undefined)[] = [
    config.DIGIFLAZZ_WEBHOOK_SECRET,
    config.DIGIFLAZZ_WEBHOOK_SECRET_PREVIOUS,
  ],
): boolean {
  const [, digest] = /^sha1=([0-9a-f]{40})$/i.exec(header ?? '') ?? [];
  return secrets.some(
    (secret) => secret !== undefined && sameDigest(hmac('sha1', secret, raw), digest?.toLowerCase()),
  );
}
