import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ledgerChecks, runAudit } from '../src/ledger/index.js';
import { system } from '../src/platform/actor.js';
import { inTransaction } from '../src/platform/unit-of-work.js';
import { LedgerBooks, nothingMade } from './model/ledger-books.js';
import { LedgerModel, type Step } from './model/ledger-model.js';

/** `npm run test:model` tells all of two hundred stories; a usual run has less time. */
const stories = Number(process.env['FUZZ_RUNS'] ?? 20);
const stepsOfStory = 300;
const wallets = 4;
const mostTogether = 40;
/** So many stories are told at once, on wallets of their own, to keep the server busy. */
const lanes = 4;

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('receive', 'pay', 'send', 'reserve') },
    { weight: 4, arbitrary: fc.constantFrom('capture', 'release', 'expire', 'reverse') },
  ),
  wallet: fc.nat(wallets - 1),
  other: fc.nat(wallets - 2),
  pick: fc.nat(9_999),
  amount: fc.integer({ min: 1, max: 1_000 }),
  isOdd: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
});

/** A story in the portions that become one unit of work each. */
const story = fc
  .tuple(
    fc.array(step, { minLength: stepsOfStory, maxLength: stepsOfStory }),
    fc.infiniteStream(fc.integer({ min: 1, max: mostTogether })),
  )
  .map(([steps, sizes]) => {
    const portions: Step[][] = [];
    for (let from = 0; from < steps.length;) {
      const size = sizes.next().value as number;
      portions.push(steps.slice(from, from + size));
      from += size;
    }
    return portions;
  });

/** Tells a story to the books and to the model; each step must end alike, and so must the whole. */
async function assertAlike(portions: Step[][]): Promise<void> {
  const [books, model] = [new LedgerBooks(wallets), new LedgerModel(wallets)];
  let made = nothingMade();
  for (const portion of portions) {
    const told = await inTransaction(system('test'), async (uow) => {
      const making = structuredClone(made);
      const outcomes: string[] = [];
      for (const each of portion) outcomes.push(await books.apply(uow, making, each));
      return { making, outcomes };
    });
    made = told.making;
    assert.deepEqual(
      told.outcomes,
      portion.map((each) => model.apply(each)),
    );
  }
  assert.deepEqual(await books.pots(), model.pots);
  assert.deepEqual(
    await books.holds(made),
    model.holds.map(({ status, captured }) => ({ status, captured })),
  );
}

describe('the ledger beside a model of plain numbers', () => {
  it('does what the model does: every refusal, balance, hold and line of history', async function () {
    this.timeout(60_000 + stories * 10_000);
    const together = fc.array(story, { minLength: lanes, maxLength: lanes });
    const property = fc.asyncProperty(
      together,
      async (told) => void (await Promise.all(told.map(assertAlike))),
    );
    await fc.assert(property, { numRuns: Math.ceil(stories / lanes), endOnFailure: true });
    const { checks } = await runAudit(ledgerChecks);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });
});
