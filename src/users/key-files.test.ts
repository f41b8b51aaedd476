import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromRoot } from '../platform/root.js';
import { readRetiredKeys, writeKeys } from './key-files.js';

const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const rsa = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength, privateKeyEncoding, publicKeyEncoding });

describe('writeKeys', () => {
  let dir: string;
  const read = (name: string) => readFile(path.join(dir, name), 'utf8');
  const write = (name: string, content: string) => writeFile(path.join(dir, name), content);

  async function assertPair(): Promise<void> {
    const derived = createPublicKey(createPrivateKey(await read('private.pem')));
    assert.equal(createPublicKey(await read('public.pem')).equals(derived), true);
  }

  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'amanah-keys-test-'));
  });

  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('S3.39 writes private.pem and public.pem, for their owner only', async () => {
    assert.deepEqual(await writeKeys(dir), ['private.pem', 'public.pem']);
    await assertPair();
    for (const name of await readdir(dir))
      assert.equal((await stat(path.join(dir, name))).mode & 0o777, 0o600, name);
  });

  it('leaves good keys alone', async () => {
    await writeKeys(dir);
    const before = await read('private.pem');
    assert.deepEqual(await writeKeys(dir), []);
    assert.equal(await read('private.pem'), before);
  });

  const elliptic = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding, publicKeyEncoding }).privateKey;
  const broken: [string, () => string][] = [
    ['no PEM', () => 'bukan kunci'],
    ['an empty file', () => ''],
    ['no RSA key', elliptic],
    ['too short a key', () => rsa(1024).privateKey],
  ];
  for (const [what, content] of broken) {
    it(`S3.38 replaces a private key that is ${what}`, async () => {
      await writeKeys(dir);
      await write('private.pem', content());
      assert.deepEqual(await writeKeys(dir), ['private.pem', 'public.pem']);
      await assertPair();
    });
  }

  it('S3.38 replaces a public key that does not belong to the private one', async () => {
    await writeKeys(dir);
    const privateKey = await read('private.pem');
    await write('public.pem', rsa(2048).publicKey);
    assert.deepEqual(await writeKeys(dir), ['public.pem']);
    assert.equal(await read('private.pem'), privateKey);
    await assertPair();
  });

  it('rotates to a new pair and keeps the old public key', async () => {
    await writeKeys(dir);
    const old = createPublicKey(await read('public.pem'));
    await writeKeys(dir, { rotate: true });
    await assertPair();
    const [retired, ...more] = await readRetiredKeys(dir);
    assert.equal(retired?.equals(old), true);
    assert.equal(more.length, 0);
  });

  it('drops earlier keys once no token of theirs can be alive, and broken ones at once', async () => {
    await writeKeys(dir);
    await writeKeys(dir, { rotate: true });
    const [name = ''] = (await readdir(dir)).filter((file) => file.startsWith('retired-'));
    const twoDaysAgo = Date.now() / 1_000 - 2 * 86_400;
    await utimes(path.join(dir, name), twoDaysAgo, twoDaysAgo);
    await write('retired-broken.pem', 'bukan kunci');
    await writeKeys(dir);
    assert.deepEqual((await readdir(dir)).sort(), ['private.pem', 'public.pem']);
  });

  it('S3.37 runs as a command that needs no other setting', async function () {
    this.timeout(120_000);
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import=tsx', fromRoot('src/cli/keys.ts'), ...args], {
        cwd: fromRoot(),
        env: { PATH: process.env['PATH'], KEYS_DIR: dir },
      });
    assert.match((await run()).stdout, /Wrote private\.pem and public\.pem/);
    assert.match((await run()).stdout, /in order/);
    const before = await read('private.pem');
    await run('--rotate');
    assert.notEqual(await read('private.pem'), before);
  });
});
