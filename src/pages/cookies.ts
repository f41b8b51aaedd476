import { parse } from 'cookie';
import type { CookieOptions } from 'express';
import { derivedKey, hmac, sameDigest } from '../platform/cipher.js';
import { config } from '../platform/config.js';

const secure = config.PUBLIC_URL.startsWith('https:');

/** Browsers that follow a link from a mail stay logged in, so cookies are Lax; state changes check the Origin. */
export const cookieOptions: CookieOptions = { httpOnly: true, secure, sameSite: 'lax', path: '/' };

/** A name that no other host or plain-text connection can set, where there is TLS. */
export const cookieName = (name: string): string => (secure ? `__Host-${name}` : name);

export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header ? parse(header)[name] : undefined;

/** The purpose is part of what is sealed, so that one cookie cannot stand in for another. */
const sealOf = (purpose: string, content: string) =>
  hmac('sha256', derivedKey('page-cookie'), `${purpose}:${content}`);

/** A value that the browser keeps and cannot change. */
export function seal(purpose: string, value: unknown): string {
  const content = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${content}.${sealOf(purpose, content)}`;
}

/** The sealed value, or undefined when it is missing or was tampered with. */
export function unseal(purpose: string, sealed: string | undefined): unknown {
  const [content, digest] = (sealed ?? '').split('.');
  if (!content || !sameDigest(sealOf(purpose, content), digest)) return undefined;
  return JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as unknown;
}
