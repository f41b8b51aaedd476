import assert from 'node:assert/strict';
import { hashPassword, verifyPassword } from './password.js';

describe('hashPassword', () => {
  it('S3.81 makes an argon2id hash of the recommended cost, different each time', async () => {
    const [one, other] = await Promise.all([hashPassword('rahasia-1'), hashPassword('rahasia-1')]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.notEqual(one, other);
  });

  it('takes more than two at once, in turn', async () => {
    const hashes = await Promise.all(Array.from({ length: 6 }, () => hashPassword('rahasia-1')));
    assert.equal(new Set(hashes).size, 6);
  });
});

describe('verifyPassword', () => {
  it('knows the right one from the wrong one', async () => {
    const hash = await hashPassword('rahasia-1');
    assert.equal(await verifyPassword(hash, 'rahasia-1'), true);
    assert.equal(await verifyPassword(hash, 'rahasia-2'), false);
    assert.equal(await verifyPassword(hash, ''), false);
  });

  it('takes the same characters typed differently for the same password', async () => {
    assert.equal(await verifyPassword(await hashPassword('caf\u00e9-rahasia'), 'cafe\u0301-rahasia'), true);
  });

  it('never lets anybody in without a hash', async () => {
    assert.equal(await verifyPassword(null, 'apa saja'), false);
  });
});
