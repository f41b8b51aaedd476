import { errors, jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose';
import { sha256 } from '../platform/cipher.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { verificationKey, signingKey } from './key-ring.js';
import type { User } from './user.entity.js';
import { accessTokenExpired, accessTokenInvalid } from './user.errors.js';

export const accessTokenSeconds = 900;

/** Header `typ`: a token made for another purpose is not an access token. */
const type = 'access';
const audience = 'customer';

/** Signs who the customer is and which session this is; rights are never in the token, they are looked up. */
export async function issueAccessToken(
  user: Pick<User, 'id' | 'customerType'>,
  sessionId: string,
): Promise<string> {
  const { kid, key } = await signingKey();
  const now = clock.now();
  return new SignJWT({ customer_type: user.customerType, sid: sessionId })
    .setProtectedHeader({ alg: 'RS256', kid, typ: type })
    .setIssuer(config.PUBLIC_URL)
    .setAudience(audience)
    .setSubject(user.id)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + accessTokenSeconds * 1_000))
    .sign(key);
}

/** A key object, never bytes: as bytes our public key could pass for a shared secret. */
async function keyFor({ kid }: JWTHeaderParameters) {
  const key = await verificationKey(kid);
  if (!key) throw accessTokenInvalid();
  return key;
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return accessTokenExpired();
  return error instanceof errors.JOSEError ? accessTokenInvalid() : error;
}

/** What a token says. Whether the session and the account are still good is looked up each time. */
export interface Claims {
  userId: string;
  sessionId: string;
}

interface Proven extends Claims {
  /** Unix seconds. */
  expires: number;
}

/** By the digest of the token, so that no token lies in memory for long: a signature that was right stays right. */
const proven = new Map<string, Proven>();
const mostProven = 10_000;

function remember(token: string, claims: Proven): Claims {
  if (proven.size >= mostProven) proven.delete(proven.keys().next().value ?? '');
  proven.set(token, claims);
  return claims;
}

async function prove(token: string): Promise<Proven> {
  try {
    const { payload } = await jwtVerify(token, keyFor, {
      algorithms: ['RS256'],
      issuer: config.PUBLIC_URL,
      audience,
      typ: type,
      requiredClaims: ['sub', 'sid', 'exp'],
      currentDate: clock.now(),
    });
    return { userId: String(payload.sub), sessionId: String(payload['sid']), expires: Number(payload.exp) };
  } catch (error) {
    throw refusal(error);
  }
}

/**
 * What a token says, once signature, issuer, audience, type and time are proven.
 * @throws DomainError 401 `access_token_expired` or `access_token_invalid`.
 */
export async function verifyAccessToken(token: string): Promise<Claims> {
  const digest = sha256(token);
  const known = proven.get(digest);
  if (known && clock.now().getTime() < known.expires * 1_000) return known;
  return remember(digest, await prove(token));
}
