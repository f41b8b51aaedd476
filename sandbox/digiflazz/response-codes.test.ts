import assert from 'node:assert/strict';
import { isMade, knownCodes, messageOf, statusOf } from './response-codes.js';

describe('response codes', () => {
  it('are pending only for 03 and 99, and successful only for 00', () => {
    assert.deepEqual(knownCodes.filter((rc) => statusOf(rc) === 'Pending').sort(), ['03', '99']);
    assert.deepEqual(
      knownCodes.filter((rc) => statusOf(rc) === 'Sukses'),
      ['00'],
    );
  });

  it('say whether a transaction was made', () => {
    const made = knownCodes.filter(isMade).sort().join(' ');
    assert.equal(made, '00 01 02 03 50 51 52 53 54 55 57 58 59 60 70 71 72 73 74 84 85 86 99');
  });

  it('each have words', () => {
    for (const rc of knownCodes) assert.ok(messageOf(rc).length > 3, rc);
  });
});
