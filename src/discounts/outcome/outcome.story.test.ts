import assert from 'node:assert/strict';
import { setClock } from '../../../test/clock.js';
import { aDefinition, aLiveRule, type RunningRule } from '../../../test/factories/discounts.js';
import { aBuyer, aPurchase } from '../../../test/factories/past.js';
import { moveClock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import type { Facts } from '../conditions/condition.js';
import { outcomeOf, type Outcome } from './outcome.js';

const granted = '2032-05-01T06:00:00+07:00';

async function aGrantOf(
  { ruleId }: RunningRule,
  { userId, personId }: Facts,
  { status, amount, usedAmount = 0, sale = null, kind = 'voucher', period = 'E', at = granted }: Granted,
): Promise<void> {
  const created = new Date(at);
  await query(
    `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, kind, amount, used_amount, status,
       transaction_id, created_at, updated_at) VALUES (?)`,
    [
      [
        ...[ruleId, period, personId, userId, 1, kind],
        ...[amount, usedAmount, status, sale, created, created],
      ],
    ],
  );
}

interface Granted {
  status: string;
  amount: number;
  usedAmount?: number;
  sale?: string | null;
  kind?: 'voucher' | 'wallet_credit';
  period?: string;
  at?: string;
}

const measured = ({ compared }: Outcome, measure: string) => {
  const found = compared.find((each) => each.measure === measure);
  assert.ok(found);
  return found;
};

describe('what came of a discount', () => {
  before(() => setClock('2032-05-31T12:00:00+07:00'));
  after(() => moveClock(0));

  const aRule = (holdOut = 2_000) =>
    aLiveRule(
      aDefinition({
        who: { code: 'city', args: { cities: ['Tempat lain'] } },
        effect: { code: 'voucher', args: { kind: 'FIXED', amount: 10_000 } },
        hold_out_bps: holdOut,
        valid_days: 10,
      }),
    );

  it('counts what was granted, used and earned, and the sales that used it', async () => {
    const rule = await aRule();
    const [user, idle, out] = [await aBuyer(), await aBuyer(), await aBuyer()];
    const sale = await aPurchase(user, '2032-05-03T10:00:00+07:00', 100_000, {
      cost: 70_000,
      discount: 10_000,
    });
    await aGrantOf(rule, user, { status: 'USED', amount: 10_000, usedAmount: 10_000, sale });
    await aGrantOf(rule, idle, { status: 'GRANTED', amount: 10_000 });
    await aGrantOf(rule, out, { status: 'HELD_OUT', amount: 0 });
    const { happened, forecast } = await outcomeOf(rule.versionId);
    assert.deepEqual(happened, {
      days: 1,
      granted: 2,
      heldOut: 1,
      used: 1,
      costAmount: 10_000,
      orders: 1,
      orderAmount: 90_000,
      marginAmount: 20_000,
    });
    assert.equal(forecast, null);
  });

  it('compares everybody who was granted with everybody held out, for equally long', async () => {
    const rule = await aRule();
    for (let number = 0; number < 60; number += 1) {
      const [one, other] = [await aBuyer(), await aBuyer()];
      await aGrantOf(rule, one, { status: 'GRANTED', amount: 10_000 });
      await aGrantOf(rule, other, { status: 'HELD_OUT', amount: 0 });
      // Half of the granted and a third of the others buy, for the same.
      if (number % 2 === 0) await aPurchase(one, '2032-05-02T10:00:00+07:00', 120_000);
      if (number % 3 === 0) await aPurchase(other, '2032-05-02T10:00:00+07:00', 120_000);
      // Neither the day before nor the eleventh day counts.
      await aPurchase(one, '2032-04-30T10:00:00+07:00', 999_000);
      await aPurchase(one, '2032-05-11T06:00:00+07:00', 999_000);
    }
    const spend = measured(await outcomeOf(rule.versionId), 'spend');
    assert.deepEqual(spend.granted, { people: 60, mean: 60_000 });
    assert.deepEqual(spend.heldOut, { people: 60, mean: 40_000 });
    assert.equal(spend.difference.mean, 20_000);
    const { range } = spend.difference;
    assert.ok(range);
    // Variances 3 661 016 949 and 3 254 237 288: an error of 10 735, and 117.6 degrees of freedom.
    assert.ok(Math.abs(range.low - (20_000 - 1.9803 * 10_735)) < 20, String(range.low));
    assert.ok(Math.abs(range.high - (20_000 + 1.9803 * 10_735)) < 20, String(range.high));
  });

  it('counts a sale once, however many grants were good when it was placed, and takes off every credit', async () => {
    const rule = await aRule();
    const [buyer, out] = [await aBuyer(), await aBuyer()];
    for (const [period, at] of [
      ['T1', granted],
      ['T2', '2032-05-04T06:00:00+07:00'],
    ] as const) {
      await aGrantOf(rule, buyer, { status: 'DELIVERED', amount: 5_000, kind: 'wallet_credit', period, at });
      await aGrantOf(rule, out, { status: 'HELD_OUT', amount: 5_000, kind: 'wallet_credit', period, at });
    }
    for (const each of [buyer, out]) {
      await aPurchase(each, '2032-05-06T10:00:00+07:00', 100_000, { cost: 60_000 });
      // Good for the second alone; and one that was placed too early, however late it came.
      await aPurchase(each, '2032-05-12T10:00:00+07:00', 50_000, { cost: 30_000 });
      await aPurchase(each, '2032-05-02T10:00:00+07:00', 999_000, { placed: '2032-05-01T05:00:00+07:00' });
    }
    const outcome = await outcomeOf(rule.versionId);
    const { costAmount, orders, orderAmount, marginAmount } = outcome.happened;
    assert.deepEqual([costAmount, orders, orderAmount, marginAmount], [10_000, 0, 0, -10_000]);
    const means = ({ granted: given, heldOut }: Outcome['compared'][number]) => [given.mean, heldOut.mean];
    assert.deepEqual(means(measured(outcome, 'orders')), [2, 2]);
    assert.deepEqual(means(measured(outcome, 'spend')), [150_000, 150_000]);
    assert.deepEqual(means(measured(outcome, 'margin')), [50_000, 60_000]);
    assert.deepEqual(measured(outcome, 'spend').granted.people, 1);
  });

  it('claims no effect without a group that was held out', async () => {
    const rule = await aRule(0);
    await aGrantOf(rule, await aBuyer(), { status: 'GRANTED', amount: 10_000 });
    assert.deepEqual((await outcomeOf(rule.versionId)).compared, []);
  });
});
