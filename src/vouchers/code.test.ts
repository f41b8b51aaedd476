import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchCodeLength, codeAlphabet, codeFrom, newCode, normaliseCode } from './code.js';

describe('voucher codes', () => {
  it('S2.213 have one spelling: without blanks around, in capitals, ASCII only', () => {
    assert.equal(normaliseCode('  hemat-10 '), 'HEMAT-10');
    for (const typed of ['', '   ', 'HEMAT 10', 'НЕМАТ', 'HEMAT\u200b', 'ﬁ', 'x'.repeat(41)])
      assert.equal(normaliseCode(typed), null, JSON.stringify(typed));
  });

  it('are spelt the same however often they are normalised', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = normaliseCode(typed);
        if (code !== null) assert.equal(normaliseCode(code), code);
      }),
    );
  });

  it('hold at least 64 bits without letters that look like others', () => {
    assert.ok(batchCodeLength * Math.log2(codeAlphabet.length) >= 64);
    assert.equal(new Set(codeAlphabet).size, codeAlphabet.length);
    assert.doesNotMatch(codeAlphabet, /[01ILO]/);
    const codes = Array.from({ length: 1_000 }, newCode);
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.equal(normaliseCode(code), code);
  });

  it('that are derived follow from their bytes alone', () => {
    const bytes = Buffer.alloc(32, 7);
    assert.equal(codeFrom(bytes, 17), codeFrom(Buffer.from(bytes), 17));
    assert.equal(codeFrom(bytes, 17).length, 17);
    assert.notEqual(codeFrom(bytes, 17), codeFrom(Buffer.alloc(32, 8), 17));
  });
});
