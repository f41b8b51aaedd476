import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Verdict } from '../who.js';
import { firstFailed, reasonsOf } from './reasons.js';

const leaf = (code: string, holds: boolean): Verdict => ({
  code,
  holds,
  needed: { leastAmount: 10 },
  actual: { spentAmount: holds ? 10 : 4 },
  unlocks: holds ? null : { missingAmount: 6 },
});
const all = (...parts: Verdict[]): Verdict => ({ all: parts, holds: parts.every(({ holds }) => holds) });
const any = (...parts: Verdict[]): Verdict => ({ any: parts, holds: parts.some(({ holds }) => holds) });
const not = (part: Verdict): Verdict => ({ not: part, holds: !part.holds });

const firstOf = (verdict: Verdict) => firstFailed(reasonsOf(verdict))?.code;

const { verdict } = fc.letrec<{ verdict: Verdict }>((tie) => ({
  verdict: fc.oneof(
    { depthSize: 'small' },
    fc.boolean().map((holds) => leaf('leaf', holds)),
    fc.array(tie('verdict'), { minLength: 1, maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('verdict'), { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)),
    tie('verdict').map(not),
  ),
}));

describe('the reasons of a rule', () => {
  it('name the first condition that failed, in the order of the rule', () => {
    assert.equal(firstOf(all(leaf('a', true), leaf('b', false), leaf('c', false))), 'b');
    assert.equal(firstOf(any(leaf('a', false), leaf('b', false))), 'a');
  });

  it('hold nothing against a customer whom another condition of the group lets in', () => {
    const reasons = reasonsOf(all(any(leaf('a', false), leaf('b', true)), leaf('c', false)));
    assert.deepEqual(
      reasons.map(({ code, isDecisive }) => [code, isDecisive]),
      [
        ['a', false],
        ['b', false],
        ['c', true],
      ],
    );
    assert.equal(firstOf(all(any(leaf('a', false), leaf('b', true)), leaf('c', false))), 'c');
  });

  it('say of what a rule forbids that it must not hold, and offer nothing to unlock it', () => {
    const [reason] = reasonsOf(not(leaf('a', true)));
    assert.deepEqual([reason?.holds, reason?.isNegated, reason?.unlocks], [false, true, null]);
    assert.equal(firstOf(not(leaf('a', true))), 'a');
    assert.equal(firstOf(not(leaf('a', false))), undefined);
  });

  it('have a culprit exactly when the rule does not hold', () => {
    fc.assert(
      fc.property(verdict, (given) => {
        assert.equal(firstFailed(reasonsOf(given)) === undefined, given.holds);
      }),
    );
  });
});
