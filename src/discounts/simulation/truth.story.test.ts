import assert from 'node:assert/strict';
import { setClock } from '../../../test/clock.js';
import { Chance } from '../../../test/faults/random.js';
import { aDefinition, aLiveRule, type RunningRule } from '../../../test/factories/discounts.js';
import { aBuyer, forgetPurchases } from '../../../test/factories/past.js';
import { aDigitalProduct } from '../../../test/factories/products.js';
import { aStaff } from '../../../test/factories/staff.js';
import { anAttempt, drainJobs } from '../../../test/jobs.js';
import { seed } from '../../../test/seed.js';
import { system } from '../../platform/actor.js';
import { clock, moveClock } from '../../platform/clock.js';
import { config } from '../../platform/config.js';
import { query } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { rupiah, sum } from '../../platform/money.js';
import { inTransaction } from '../../platform/unit-of-work.js';
import { priceCart } from '../../vouchers/index.js';
import { automaticOffers } from '../automatic-offers.js';
import type { Facts } from '../conditions/condition.js';
import type { Definition, Who } from '../definition.js';
import { worthOfGrant } from '../eligibility.js';
import type { ClaimedOffer } from '../grant-offer.js';
import { forgetLiveRules } from '../live-rules.js';
import { claimedOffer, usableGrantsOf } from '../granted-offers.js';
import { recordPurchase, undoPurchase } from '../facts/record-purchase.js';
import { daysLater } from '../past/days.js';
import { runAt } from '../run-at.js';
import { runDay } from '../runs/check-birthday-and-loyalty.js';
import { reserveGrants } from '../take-grants.js';
import { daysOf } from './judged-days.js';
import { findSimulation } from './simulation.read-model.js';
import type { SimulationResult } from './simulation.result.js';
import { startSimulation } from './start-simulation.js';

const year = { from: '2028-02-01', to: '2029-01-31' };
const customers = 30;

interface Happening {
  what: 'place' | 'deliver' | 'undo';
  at: string;
  placedAt: string;
  buyer: Facts;
  saleId: string;
  amount: number;
  costAmount: number;
}

interface Outcome {
  personId: string;
  periodKey: string;
  date: string;
  isHeldOut: boolean;
  amount: number;
  usedAmount: number;
  saleId: string | null;
}

const chance = new Chance(seed);
let productId: string;
let story: Happening[];

/** Never near a midnight or the hour of the daily task, so that a slow machine tells the same story. */
const moment = (day: number): string => {
  const hour = String(chance.oneOf([0, 5, 7, 12, 18, 23])).padStart(2, '0');
  return `${daysLater('2027-10-01', day)}T${hour}:${10 + chance.below(40)}:${10 + chance.below(20)}+07:00`;
};

/** Half of the sales are delivered at once, the others after days; some are given back. */
function aSaleOf(buyer: Facts): Happening[] {
  const [saleId, day] = [newId(), chance.below(488)];
  const [amount, placedAt] = [10_000 * (1 + chance.below(30)), moment(day)];
  const sale = { buyer, saleId, amount, costAmount: amount - 1_000 * chance.below(9), placedAt };
  const wait = chance.below(2) * (1 + chance.below(9));
  const happenings: Happening[] = [
    { ...sale, what: 'place', at: placedAt },
    { ...sale, what: 'deliver', at: wait === 0 ? placedAt : moment(day + wait) },
  ];
  if (chance.below(8) > 0) return happenings;
  return [...happenings, { ...sale, what: 'undo', at: moment(day + wait + 1 + chance.below(30)) }];
}

const salesOf = (buyer: Facts): Happening[] =>
  Array.from({ length: chance.below(14) }, () => aSaleOf(buyer)).flat();

async function aYear(): Promise<Happening[]> {
  const buyers: Facts[] = [];
  for (let number = 0; number < customers; number += 1) {
    const [birthMonth, birthDay] = chance.oneOf<[number, number] | [null, null]>([
      [2, 29],
      [12, 31],
      [1, 1],
      [1 + chance.below(12), 1 + chance.below(28)],
      [null, null],
    ]);
    const registeredOn = chance.oneOf(['2027-01-01', '2027-09-30']);
    buyers.push(await aBuyer({ birthMonth, birthDay, registeredOn }));
  }
  return buyers.flatMap(salesOf).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

const cartOf = ({ amount, costAmount }: Happening) => [
  {
    ...{ productId, categoryId: newId(), quantity: 1 },
    ...{ unitAmount: amount, totalAmount: amount, costAmount },
  },
];

/** What the customer may have on a sale of now, in the order in which it would be tried. */
async function offersFor({ userId }: Facts): Promise<ClaimedOffer[]> {
  const granted = await usableGrantsOf(userId, clock.now());
  const waiting = granted.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  return [
    ...(await automaticOffers(userId, clock.now())),
    ...waiting.flatMap((line) => claimedOffer(line) ?? []),
  ];
}

/** The first offer that takes something off is used, as a customer would. */
async function useOffer(happening: Happening): Promise<void> {
  for (const { offer, claim } of await offersFor(happening.buyer)) {
    const { discounts } = priceCart(cartOf(happening), [offer], config.DISCOUNT_FLOOR_BPS);
    if (discounts.length === 0) continue;
    const sale = { id: happening.saleId, isPaid: true };
    await inTransaction(system('test'), (uow) => reserveGrants(uow, sale, [claim], discounts));
    return;
  }
}

/** Delivered at the full price: what people buy is not changed by the rule. */
const deliver = ({ buyer: { userId }, saleId: transactionId, amount, costAmount, placedAt }: Happening) =>
  inTransaction(system('test'), async (uow) => {
    recordPurchase(uow, {
      ...{
        transactionId,
        userId,
        placedAt: new Date(placedAt),
        type: 'PPOB',
        customerType: 'retail',
        costAmount: rupiah(costAmount),
      },
      ...{ goodsAmount: rupiah(amount), discountAmount: rupiah(0) },
      lines: {
        text: 'SELECT 0 AS position, ? AS product_id, ? AS amount, ? AS cost_amount',
        params: [productId, amount, costAmount],
      },
    });
  });

const undo = ({ buyer: { userId }, saleId: transactionId }: Happening) =>
  inTransaction(system('test'), async (uow) => undoPurchase(uow, { transactionId, userId }));

const isInYear = ({ at }: Happening): boolean => Date.parse(at) >= Date.parse(`${year.from}T00:00:00+07:00`);

async function happen(happening: Happening, isLive: boolean): Promise<void> {
  setClock(happening.at);
  if (happening.what === 'deliver') await deliver(happening);
  if (happening.what === 'undo') await undo(happening);
  if (happening.what === 'place' && isLive && isInYear(happening)) await useOffer(happening);
}

/** The year as it was, without any rule. */
async function live(): Promise<void> {
  for (const happening of story) await happen(happening, false);
}

/** At this moment, whatever the table of its states says of a draft. */
async function goesLive({ ruleId, versionId }: RunningRule): Promise<void> {
  await query(
    `UPDATE discount_versions SET status = 'LIVE', in_force_of = ?, live_from = ?, live_at = ? WHERE id = ?`,
    [ruleId, clock.now(), clock.now(), versionId],
  );
  await forgetLiveRules();
}

const end = ({ versionId }: RunningRule) =>
  query(`UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL WHERE id = ?`, [versionId]);

/** The same year once more, with the daily task at its hour of every day, and a rule that is live. */
async function liveWith(rule: RunningRule): Promise<void> {
  const left = [...story];
  const until = async (end: Date) => {
    while (left[0] && Date.parse(left[0].at) < end.getTime()) await happen(left.shift() as Happening, true);
  };
  setClock(`${year.from}T00:00:00+07:00`);
  await goesLive(rule);
  for (const date of daysOf(year)) {
    const at = runAt(date);
    await until(at);
    setClock(at.toISOString());
    await runDay(anAttempt(), date);
  }
  await until(new Date(`${daysLater(year.to, 1)}T00:00:00+07:00`));
}

const granted = async ({ ruleId }: RunningRule): Promise<Outcome[]> =>
  (
    await query<Outcome>(
      `SELECT person_id AS personId, period_key AS periodKey,
         CAST(DATE(created_at + INTERVAL 7 HOUR) AS CHAR) AS date, status = 'HELD_OUT' AS isHeldOut, amount,
         used_amount AS usedAmount, transaction_id AS saleId
       FROM discount_grants WHERE rule_id = ?`,
      [ruleId],
    )
  ).map(toOutcome);

const simulated = async (simulationId: string): Promise<Outcome[]> =>
  (
    await query<Outcome>(
      `SELECT person_id AS personId, period_key AS periodKey, CAST(wib_date AS CHAR) AS date,
         outcome = 'HELD_OUT' AS isHeldOut, amount, used_amount AS usedAmount, transaction_id AS saleId
       FROM discount_simulation_grants WHERE simulation_id = ? AND outcome <> 'OUT_OF_BUDGET'`,
      [simulationId],
    )
  ).map(toOutcome);

const toOutcome = ({ isHeldOut, amount, usedAmount, ...row }: Outcome): Outcome => ({
  ...row,
  isHeldOut: Number(isHeldOut) === 1,
  amount: Number(amount),
  usedAmount: Number(usedAmount),
});

const inOrder = (outcomes: Outcome[]): Outcome[] =>
  outcomes.sort((one, other) =>
    `${one.personId}.${one.periodKey}`.localeCompare(`${other.personId}.${other.periodKey}`),
  );

async function simulate({ versionId }: RunningRule): Promise<{ id: string; result: SimulationResult }> {
  setClock(`${daysLater(year.to, 2)}T12:00:00+07:00`);
  const staff = await aStaff('owner');
  const { id } = await inTransaction(staff, (uow) => startSimulation(uow, { versionId, ...year }));
  await drainJobs();
  const { result } = await findSimulation(id);
  assert.ok(result);
  return { id, result };
}

/** Simulates over the year as it was, then lives it with the rule, and holds one against the other. */
async function provesTrue(definition: Definition): Promise<Outcome[]> {
  await live();
  const rule = await aLiveRule(definition, 'DRAFT');
  const { id, result } = await simulate(rule);
  await forgetPurchases();
  await liveWith(rule);
  await end(rule);
  const [foreseen, happened] = [inOrder(await simulated(id)), inOrder(await granted(rule))];
  assert.deepEqual(foreseen, happened);
  const isCredit = worthOfGrant(definition, definition.tiers ? 1 : null).kind === 'wallet_credit';
  assert.equal(result.costAmount, sum(happened.map((each) => (isCredit ? each.amount : each.usedAmount))));
  return happened;
}

const all = (...parts: Who[]): Who => ({ all: parts });
const credit = (amount: number) => ({ code: 'wallet_credit', args: { amount } });

describe('a simulation and the same year with the rule', function () {
  this.timeout(300_000);

  before(async () => {
    setClock('2027-09-30T12:00:00+07:00');
    ({ id: productId } = await aDigitalProduct());
    await drainJobs();
    story = await aYear();
  });
  afterEach(forgetPurchases);
  after(() => moveClock(0));

  it('grant the same levels of loyalty, and end the budget with the same person', async () => {
    const steps = [300_000, 800_000, 1_500_000].map((threshold, level) => ({
      threshold,
      effect: credit(10_000 * (level + 1)),
    }));
    const happened = await provesTrue(
      aDefinition({
        who: all(),
        effect: undefined,
        tiers: { measure: 'lifetime_spend', steps },
        limits: { per: 'ever', budget_amount: 385_000 },
      }),
    );
    assert.ok(happened.length > 10, String(happened.length));
  });

  it('greet the same birthdays, hold the same people out, and lose the same vouchers to time', async () => {
    const happened = await provesTrue(
      aDefinition({
        who: { code: 'birthday_within', args: { days_before: 3, days_after: 3 } },
        effect: { code: 'voucher', args: { kind: 'FIXED', amount: 15_000, minimum_spend_amount: 20_000 } },
        limits: { per: 'year' },
        hold_out_bps: 2_500,
      }),
    );
    assert.ok(happened.some(({ isHeldOut }) => isHeldOut));
    assert.ok(happened.some(({ usedAmount }) => usedAmount > 0));
  });

  it('win the same customers back, month after month', async () => {
    const happened = await provesTrue(
      aDefinition({
        who: all(
          { code: 'last_order_before_days', args: { days: 40 } },
          { not: { code: 'average_basket', args: { amount: 200_000 } } },
        ),
        effect: { code: 'voucher', args: { kind: 'PERCENT', percent_bps: 1_000, cap_amount: 12_000 } },
        limits: { per: 'month', budget_amount: 900_000 },
        valid_days: 20,
      }),
    );
    assert.ok(happened.some(({ usedAmount }) => usedAmount > 0));
  });

  it('lower the same prices at the same sales', async () => {
    const happened = await provesTrue(
      aDefinition({
        who: all(
          { code: 'order_count', args: { least: 2 } },
          { code: 'spend_within_days', args: { amount: 200_000, days: 60 } },
        ),
        when: 'sale',
        effect: { code: 'price', args: { kind: 'PERCENT', percent_bps: 300 } },
        limits: { per: 'month' },
      }),
    );
    assert.ok(happened.length > 5, String(happened.length));
  });
});
