import { parse } from 'cookie';
import { derivedKey, hmac, sameDigest } from '../platform/cipher.js';

export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header ? parse(header)[name] : undefined;

const sealOf = (content: string) => hmac('sha256', derivedKey('page-cookie'), content);

/** A value that the browser keeps and cannot change. */
export function seal(value: unknown): string {
  const content = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${content}.${sealOf(content)}`;
}

/** The sealed value, or undefined when it is missing or was tampered with. */
export function unseal(sealed: string | undefined): unknown {
  const [content, digest] = (sealed ?? '').split('.');
  if (!content || !sameDigest(sealOf(content), digest)) return undefined;
  return JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as unknown;
}
