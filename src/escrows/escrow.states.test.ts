import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sum } from '../platform/money.js';
import {
  escrowStates,
  isSettled,
  partStates,
  statusOfDeal,
  stepTowards,
  type PartStatus,
} from './escrow.states.js';
import { moneyOfParts } from './terms.js';

const deals = fc.array(fc.constantFrom(...partStates.states), { minLength: 1, maxLength: 10 });

describe('where a deal stands', () => {
  it('is over when its last part is, and disputed while one of them is', () => {
    fc.assert(
      fc.property(deals, (parts) => {
        const status = statusOfDeal(parts);
        assert.equal(escrowStates.isFinal(status), parts.every(isSettled));
        assert.equal(status === 'DISPUTED', parts.includes('DISPUTED'));
      }),
    );
  });

  it('is a step away from where it stood, whichever of its parts moves', () => {
    fc.assert(
      fc.property(deals, fc.nat(), (parts, at) => {
        const place = at % parts.length;
        const from = parts[place] as PartStatus;
        for (const to of Object.values(partStates.moves[from])) {
          const step = stepTowards(statusOfDeal(parts), statusOfDeal(parts.with(place, to)));
          assert.ok(step === null || escrowStates.can(statusOfDeal(parts), step));
        }
      }),
    );
  });
});

describe('the money of parts', () => {
  it('is the money of the deal, to the rupiah, whoever bears the fee', () => {
    const amounts = fc.array(fc.integer({ min: 1_000, max: 2_000_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        (parts, b, s) => {
          const amount = sum(parts);
          const deal = { amount, feeAmount: b + s, buyerPaysAmount: amount + b };
          const money = moneyOfParts(deal, parts);
          assert.equal(sum(money.map(({ heldAmount }) => heldAmount)), deal.buyerPaysAmount);
          assert.equal(sum(money.map(({ feeAmount }) => feeAmount)), deal.feeAmount);
          for (const part of money) assert.equal(part.heldAmount, part.sellerReceivesAmount + part.feeAmount);
        },
      ),
    );
  });
});
