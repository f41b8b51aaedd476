import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';

const privateFile = 'private.pem';
const publicFile = 'public.pem';
const retiredFile = /^retired-[\w-]+\.pem$/;
const leastBits = 2048;

/** Tokens live for minutes; a day also covers verifiers that keep the published keys for long. */
const overlapMs = 86_400_000;

export const kidOf = async (key: KeyObject): Promise<string> =>
  calculateJwkThumbprint(key.export({ format: 'jwk' }));

const strong = (key: KeyObject): boolean =>
  key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= leastBits;

/** A key file's key; null when the file is missing, not PEM, not RSA, or too short a key. */
async function readKey(file: string, parse: (pem: string) => KeyObject): Promise<KeyObject | null> {
  try {
    const key = parse(await readFile(file, 'utf8'));
    return strong(key) ? key : null;
  } catch {
    return null;
  }
}

export const readPrivateKey = (dir: string): Promise<KeyObject | null> =>
  readKey(path.join(dir, privateFile), (pem) => createPrivateKey(pem));

const readPublicKey = (file: string): Promise<KeyObject | null> =>
  readKey(file, (pem) => createPublicKey(pem));

const retiredFiles = async (dir: string): Promise<string[]> =>
  (await readdir(dir)).filter((name) => retiredFile.test(name)).map((name) => path.join(dir, name));

/** Public keys of earlier pairs, whose last tokens may still be about. */
export async function readRetiredKeys(dir: string): Promise<KeyObject[]> {
  const keys = await Promise.all((await retiredFiles(dir)).map(readPublicKey));
  return keys.filter((key) => key !== null);
}

/** Changes when the pair does, so that a running process notices a rotation. */
export async function pairStamp(dir: string): Promise<string | null> {
  const file = await stat(path.join(dir, privateFile)).catch(() => null);
  return file && `${file.ino}:${file.mtimeMs}`;
}

/** Puts a whole file in place at once, readable by its owner only. */
async function place(file: string, content: string | Buffer): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, file);
}

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' });

async function writePair(dir: string): Promise<string[]> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: leastBits });
  await place(path.join(dir, privateFile), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await place(path.join(dir, publicFile), spki(publicKey));
  return [privateFile, publicFile];
}

/** A good private key says what its public key is; a file that says otherwise is replaced. */
async function repairPublicKey(dir: string, privateKey: KeyObject): Promise<string[]> {
  const right = createPublicKey(privateKey);
  const found = await readPublicKey(path.join(dir, publicFile));
  await chmod(path.join(dir, privateFile), 0o600);
  if (found?.equals(right)) return [];
  await place(path.join(dir, publicFile), spki(right));
  return [publicFile];
}

async function retire(dir: string, privateKey: KeyObject): Promise<void> {
  const publicKey = createPublicKey(privateKey);
  await place(path.join(dir, `retired-${await kidOf(publicKey)}.pem`), spki(publicKey));
}

async function removeSpentKeys(dir: string): Promise<void> {
  for (const file of await retiredFiles(dir)) {
    const age = Date.now() - (await stat(file)).mtimeMs;
    if (age > overlapMs || !(await readPublicKey(file))) await rm(file, { force: true });
  }
}

/**
 * Writes the pair that signs access tokens if it is missing, replaces what is broken, or with `rotate` makes
 * a new pair and keeps the old public key until its tokens have ended. Answers the files it wrote.
 */
export async function writeKeys(dir: string, { rotate = false } = {}): Promise<string[]> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await removeSpentKeys(dir);
  const current = await readPrivateKey(dir);
  if (current && !rotate) return repairPublicKey(dir, current);
  if (current) await retire(dir, current);
  return writePair(dir);
}
