import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { config } from './config.js';

const keys = new Map<string, Buffer>();

/** One key per purpose, derived from SECRET_KEY, so that a leak in one place opens no other. */
export function derivedKey(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', config.SECRET_KEY, '', purpose, 32));
  keys.set(purpose, key);
  return key;
}

/** AES-256-GCM under the key of a purpose; nonce, tag and text in one buffer. */
export function encrypt(purpose: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(purpose), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws when the buffer was not made by `encrypt` under the same purpose and secret. */
export function decrypt(purpose: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(purpose), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

export const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

export const hmac = (algorithm: 'sha1' | 'sha256', key: string | Buffer, content: string | Buffer): string =>
  createHmac(algorithm, key).update(content).digest('hex');

/** Constant-time comparison of two hex digests; a malformed one is simply wrong. */
export function sameDigest(expectedHex: string, given: string | undefined): boolean {
  if (!given || given.length !== expectedHex.length || !/^[0-9a-f]+$/i.test(given)) return false;
  return timingSafeEqual(Buffer.from(expectedHex, 'hex'), Buffer.from(given, 'hex'));
}

/** An unguessable URL-safe token and the hash under which it is stored. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}
