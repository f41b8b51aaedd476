import assert from 'node:assert/strict';
import { decrypt, derivedKey, encrypt, hmac, newToken, sameDigest, sha256 } from './cipher.js';

describe('cipher', () => {
  it('gives back what it sealed, and only under the same purpose', () => {
    const sealed = encrypt('serial-number', '1234-5678');
    assert.equal(decrypt('serial-number', sealed), '1234-5678');
    assert.throws(() => decrypt('another', sealed));
  });

  it('notices a changed byte', () => {
    const sealed = encrypt('x', 'secret');
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    assert.throws(() => decrypt('x', sealed));
  });

  it('seals the same text differently each time', () => {
    assert.notDeepEqual(encrypt('x', 'same'), encrypt('x', 'same'));
  });

  it('derives one key for each purpose', () => {
    assert.notDeepEqual(derivedKey('a'), derivedKey('b'));
    assert.deepEqual(derivedKey('a'), derivedKey('a'));
  });

  it('compares digests without throwing at malformed ones', () => {
    const digest = hmac('sha256', 'key', 'content');
    assert.equal(sameDigest(digest, digest.toUpperCase()), true);
    for (const wrong of [
      undefined,
      '',
      'zz',
      digest.slice(1),
      'z'.repeat(64),
      digest.replace(/./, 'f0'[Number(digest[0] === 'f')] ?? 'f'),
    ]) {
      assert.equal(sameDigest(digest, wrong), false);
    }
  });

  it('hands out tokens whose hash is what is stored', () => {
    const { token, hash } = newToken();
    assert.equal(sha256(token), hash);
    assert.ok(token.length >= 43);
  });
});
