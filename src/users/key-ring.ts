import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { config } from '../platform/config.js';
import { kidOf, pairStamp, readPrivateKey, readRetiredKeys, writeKeys } from './key-files.js';

interface KeyRing {
  kid: string;
  signingKey: KeyObject;
  /** By key id: the current public key and those of earlier pairs. */
  publicKeys: Map<string, KeyObject>;
  stamp: string | null;
}

let loaded: Promise<KeyRing> | undefined;

async function load(): Promise<KeyRing> {
  const dir = config.KEYS_DIR;
  if (!config.isProduction) await writeKeys(dir);
  const stamp = await pairStamp(dir);
  const signingKey = await readPrivateKey(dir);
  if (!signingKey) throw new Error('There is no usable signing key in KEYS_DIR. Run `npm run keys`.');
  const current = createPublicKey(signingKey);
  const all = [current, ...(await readRetiredKeys(dir))];
  const named = await Promise.all(all.map(async (key) => [await kidOf(key), key] as const));
  return { kid: await kidOf(current), signingKey, publicKeys: new Map(named), stamp };
}

function reload(): Promise<KeyRing> {
  const loading = load();
  loaded = loading;
  loading.catch(() => {
    if (loaded === loading) loaded = undefined;
  });
  return loading;
}

/** The keys as they are on disk now; a rotation is noticed without a restart. */
async function currentRing(): Promise<KeyRing> {
  const ring = await (loaded ?? reload());
  return ring.stamp === (await pairStamp(config.KEYS_DIR)) ? ring : reload();
}

/** Proves at start that tokens can be signed. @throws when production has no usable keys. */
export const openKeys = async (): Promise<void> => void (await currentRing());

export async function signingKey(): Promise<{ kid: string; key: KeyObject }> {
  const ring = await currentRing();
  return { kid: ring.kid, key: ring.signingKey };
}

/** Looks a key up in our own list only; an unknown id may be one that another process has just rotated in. */
export async function verificationKey(kid: string | undefined): Promise<KeyObject | null> {
  if (!kid) return null;
  const known = (await (loaded ?? reload())).publicKeys.get(kid);
  return known ?? (await currentRing()).publicKeys.get(kid) ?? null;
}

/** The public keys in the form of RFC 7517, for everybody who wants to check our tokens. */
export async function publishedKeys(): Promise<{ keys: JWK[] }> {
  const { publicKeys } = await currentRing();
  const keys = [...publicKeys].map(([kid, key]): JWK => ({
    ...(key.export({ format: 'jwk' }) as JWK),
    kid,
    alg: 'RS256',
    use: 'sig',
  }));
  return { keys };
}
