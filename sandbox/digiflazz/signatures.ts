import { createHash, createHmac } from 'node:crypto';
import { sameText } from '../secrets.js';

export interface DigiflazzSecrets {
  username: string;
  apiKey: string;
  webhookSecret: string;
}

/** md5 in lowercase hex over user name, key and the subject: a fixed word, the `ref_id` or the `customer_no`. */
export function requestSign(
  { username, apiKey }: Pick<DigiflazzSecrets, 'username' | 'apiKey'>,
  subject: string,
): string {
  return createHash('md5').update(`${username}${apiKey}${subject}`).digest('hex');
}

export function isRequestSign(given: string, secrets: DigiflazzSecrets, subject: string): boolean {
  return sameText(given, requestSign(secrets, subject));
}

/** The `X-Hub-Signature` of a webhook: HMAC-SHA1 over exactly the bytes that are sent. */
export function webhookSignature(webhookSecret: string, body: string): string {
  return `sha1=${createHmac('sha1', webhookSecret).update(body).digest('hex')}`;
}
