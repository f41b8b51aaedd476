import assert from 'node:assert/strict';
import { aBuyer, aPurchase, type Bought } from '../../../test/factories/past.js';
import { aDefinition, aLiveRule } from '../../../test/factories/discounts.js';
import { aStaff } from '../../../test/factories/staff.js';
import { setClock } from '../../../test/clock.js';
import { drainJobs } from '../../../test/jobs.js';
import type { Staff } from '../../platform/actor.js';
import { moveClock } from '../../platform/clock.js';
import { database, query } from '../../platform/database.js';
import { inTransaction } from '../../platform/unit-of-work.js';
import { isHeldOut } from '../eligibility.js';
import type { Definition } from '../definition.js';
import { DiscountVersion } from '../discount-rule.entity.js';
import { saveDraft } from '../draft-rule.js';
import { outcomeOf } from '../outcome/outcome.js';
import type { DiscountSimulation } from './simulation.entity.js';
import { findSimulation, simulatedGrants } from './simulation.read-model.js';
import type { SimulationResult } from './simulation.result.js';
import { startSimulation } from './start-simulation.js';

const window = { from: '2031-01-01', to: '2031-03-31' };
let made = 0;
let staff: Staff;

async function aDraft(definition: Definition): Promise<DiscountVersion> {
  made += 1;
  const name = `Aturan uji simulasi ${made}`;
  return inTransaction(staff, (uow) => saveDraft(uow, { name, definition, reason: 'Uji simulasi' }));
}

const start = (version: DiscountVersion, days = window) =>
  inTransaction(staff, (uow) => startSimulation(uow, { versionId: version.id, ...days }));

interface Tried {
  simulation: DiscountSimulation;
  result: SimulationResult;
  version: DiscountVersion;
}

const tried = async (definition: Definition): Promise<Tried> => triedOn(await aDraft(definition));

async function triedOn(version: DiscountVersion): Promise<Tried> {
  const { id } = await start(version);
  await drainJobs();
  const simulation = await findSimulation(id);
  assert.ok(simulation.result, simulation.failure ?? 'no result');
  return { simulation, result: simulation.result, version };
}

/** A price that the first version of a rule really gave. */
async function takeAtSale(ruleId: string, buyer: Bought, sale: string, amount: number): Promise<void> {
  const at = new Date();
  await query(
    `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, kind, amount, used_amount, status,
       transaction_id, created_at, updated_at) VALUES (?)`,
    [[ruleId, `S${sale}`, buyer.personId, buyer.userId, 1, 'price', amount, amount, 'USED', sale, at, at]],
  );
}

const credit = (amount: number) => ({ code: 'wallet_credit', args: { amount } });
const loyal = (amount: number) => ({ code: 'lifetime_spend', args: { amount } });
/** Cities of their own keep the people of one story out of the next. */
const of = (city: string, ...more: Definition['who'][]): Definition['who'] => ({
  all: [{ code: 'city', args: { cities: [city] } }, ...more],
});

describe('the simulation of a discount rule', () => {
  before(async () => {
    setClock('2031-04-10T12:00:00+07:00');
    staff = await aStaff('owner');
  });
  after(() => moveClock(0));

  it('tells who would have got it and when, and what it would have cost', async () => {
    const early = await aBuyer({ city: 'Satu' });
    const late = await aBuyer({ city: 'Satu' });
    const never = await aBuyer({ city: 'Satu' });
    await aPurchase(early, '2030-12-20T10:00:00+07:00', 600_000);
    await aPurchase(late, '2031-02-10T05:00:00+07:00', 300_000);
    await aPurchase(late, '2031-02-20T10:00:00+07:00', 200_000);
    await aPurchase(never, '2031-02-01T10:00:00+07:00', 499_999);
    const definition = aDefinition({
      who: of('Satu', loyal(500_000)),
      effect: credit(25_000),
      limits: { per: 'ever' },
    });
    const { simulation, result, version } = await tried(definition);
    const grants = await simulatedGrants(simulation.id);
    assert.deepEqual(
      grants.map(({ userId, wibDate }) => [userId, wibDate]),
      [
        [early.userId, '2031-01-01'],
        [late.userId, '2031-02-21'],
      ],
    );
    assert.deepEqual(
      [result.people, result.granted, result.costAmount, result.headsToday],
      [2, 2, 50_000, 2],
    );
    assert.deepEqual(result.days, [
      { date: '2031-01-01', granted: 1, budgetAmount: 25_000, costAmount: 25_000 },
      { date: '2031-02-21', granted: 1, budgetAmount: 25_000, costAmount: 25_000 },
    ]);
    assert.deepEqual(result.samples.map(({ userId }) => userId).sort(), [early.userId, late.userId].sort());
    const after = await database().getRepository(DiscountVersion).findOneByOrFail({ id: version.id });
    assert.deepEqual([after.status, after.simulatedCostAmount], ['SIMULATED', 50_000]);
    const { forecast } = await outcomeOf(version.id);
    // Money in wallets is spent without a sale: nothing is sold by it, and it is a loss.
    assert.deepEqual([forecast?.orders, forecast?.orderAmount, forecast?.marginAmount], [0, 0, -50_000]);
  });

  it('uses a voucher on the next sale that it fits, within its days', async () => {
    const [soon, late, small] = await Promise.all([1, 2, 3].map(() => aBuyer({ city: 'Dua' })));
    assert.ok(soon && late && small);
    for (const buyer of [soon, late, small]) await aPurchase(buyer, '2031-01-10T10:00:00+07:00', 500_000);
    await aPurchase(soon, '2031-01-12T10:00:00+07:00', 100_000, { cost: 80_000 });
    await aPurchase(soon, '2031-01-13T10:00:00+07:00', 100_000);
    // Granted on the 11th for ten days: the 20th is the last.
    await aPurchase(late, '2031-01-21T00:00:00+07:00', 100_000);
    await aPurchase(small, '2031-01-12T10:00:00+07:00', 49_999);
    const { result } = await tried(
      aDefinition({
        who: of('Dua', loyal(500_000)),
        effect: { code: 'voucher', args: { kind: 'FIXED', amount: 15_000, minimum_spend_amount: 50_000 } },
        limits: { per: 'ever' },
        valid_days: 10,
      }),
    );
    assert.deepEqual(
      [result.granted, result.used, result.budgetAmount, result.costAmount],
      [3, 1, 45_000, 15_000],
    );
    assert.deepEqual(result.orders, {
      count: 1,
      amount: 100_000,
      goodsCostAmount: 80_000,
      marginAmount: 20_000,
      marginAfterAmount: 5_000,
    });
  });

  it('counts the sales that the floor would have cut or blocked', async () => {
    const buyer = await aBuyer({ city: 'Tiga' });
    const sales: [number, number][] = [
      [100_000, 50_000],
      [100_000, 95_000],
      [100_000, 100_000],
    ];
    for (const [index, [amount, cost]] of sales.entries())
      await aPurchase(buyer, `2031-02-0${index + 1}T10:00:00+07:00`, amount, { cost });
    const { result } = await tried(
      aDefinition({
        who: of('Tiga'),
        when: 'sale',
        effect: { code: 'price', args: { kind: 'PERCENT', percent_bps: 1_000 } },
        limits: { per: 'sale' },
      }),
    );
    assert.deepEqual([result.granted, result.costAmount], [2, 15_000]);
    assert.deepEqual(result.belowFloor, { orders: 2, amount: 15_000 });
  });

  it('tries the next version of a live rule in the place of the one before, not on top of it', async () => {
    const buyer = await aBuyer({ city: 'Sebelas' });
    const priced = (percent_bps: number): Definition =>
      aDefinition({
        who: of('Sebelas'),
        when: 'sale',
        effect: { code: 'price', args: { kind: 'PERCENT', percent_bps } },
        limits: { per: 'sale' },
      });
    const { ruleId } = await aLiveRule(priced(1_000), 'ENDED');
    // Ten thousand off by the version before, two thousand by something else, and five per cent to earn.
    const sale = await aPurchase(buyer, '2031-02-01T10:00:00+07:00', 100_000, {
      cost: 83_000,
      discount: 12_000,
    });
    await takeAtSale(ruleId, buyer, sale, 10_000);
    const next = await inTransaction(staff, (uow) =>
      saveDraft(uow, { ruleId, definition: priced(2_000), reason: 'Lebih besar' }),
    );
    const { result } = await triedOn(next);
    assert.deepEqual([result.costAmount, result.belowFloor], [15_000, { orders: 1, amount: 4_600 }]);
    assert.deepEqual(
      [result.orders.amount, result.orders.marginAmount, result.orders.marginAfterAmount],
      [98_000, 15_000, 0],
    );
  });

  it('stops where the budget would have ended', async () => {
    const buyers = await Promise.all([3, 1, 2].map(() => aBuyer({ city: 'Empat' })));
    for (const [index, buyer] of buyers.entries())
      await aPurchase(buyer, `2031-02-0${index + 1}T04:00:00+07:00`, 100_000);
    const { simulation, result } = await tried(
      aDefinition({
        who: of('Empat', loyal(100_000)),
        effect: credit(10_000),
        limits: { per: 'ever', budget_amount: 25_000 },
      }),
    );
    assert.deepEqual([result.granted, result.outOfBudget, result.budgetEndsOn], [2, 1, '2031-02-03']);
    const outcomes = (await simulatedGrants(simulation.id)).map(({ outcome }) => outcome);
    assert.deepEqual(outcomes, ['GRANTED', 'GRANTED', 'OUT_OF_BUDGET']);
  });

  it('leaves out those who are held out, and nobody else', async () => {
    const buyers: Bought[] = [];
    for (let count = 0; count < 30; count += 1) buyers.push(await aBuyer({ city: 'Lima' }));
    for (const buyer of buyers) await aPurchase(buyer, '2031-02-01T04:00:00+07:00', 100_000);
    const { simulation, result } = await tried(
      aDefinition({
        who: of('Lima', loyal(100_000)),
        effect: credit(10_000),
        limits: { per: 'ever' },
        hold_out_bps: 3_000,
      }),
    );
    const held = buyers.filter(({ personId }) => isHeldOut(simulation.ruleId, personId, 3_000)).length;
    assert.deepEqual([result.heldOut, result.granted], [held, 30 - held]);
    assert.equal(result.costAmount, (30 - held) * 10_000);
  });

  it('counts the levels of a loyalty rule each once', async () => {
    const buyer = await aBuyer({ city: 'Enam' });
    await aPurchase(buyer, '2031-01-05T10:00:00+07:00', 100_000);
    await aPurchase(buyer, '2031-02-05T10:00:00+07:00', 400_000);
    await aPurchase(buyer, '2031-03-05T10:00:00+07:00', 10_000);
    const { result } = await tried(
      aDefinition({
        who: of('Enam'),
        effect: undefined,
        tiers: {
          measure: 'lifetime_spend',
          steps: [
            { threshold: 100_000, effect: credit(5_000) },
            { threshold: 500_000, effect: credit(20_000) },
          ],
        },
        limits: { per: 'ever' },
      }),
    );
    assert.deepEqual(result.byTier, [
      { tier: 1, granted: 1, amount: 5_000 },
      { tier: 2, granted: 1, amount: 20_000 },
    ]);
  });

  it('is refused for days that are not over, and while one is running', async () => {
    const version = await aDraft(aDefinition({ who: of('Tujuh'), effect: credit(1_000) }));
    await assert.rejects(start(version, { from: '2031-04-01', to: '2031-04-10' }), {
      code: 'simulation_window',
    });
    await assert.rejects(start(version, { from: '2031-03-02', to: '2031-03-01' }), {
      code: 'simulation_window',
    });
    await assert.rejects(start(version, { from: '2030-01-01', to: '2031-03-01' }), {
      code: 'simulation_window',
    });
    await start(version);
    await assert.rejects(start(version), { code: 'simulation_under_way' });
    await drainJobs();
    await assert.doesNotReject(start(version));
    await drainJobs();
  });

  it('keeps the list of people of the newest simulation of a version, and the figures of all', async () => {
    const buyer = await aBuyer({ city: 'Sepuluh' });
    await aPurchase(buyer, '2031-01-05T10:00:00+07:00', 100_000);
    const definition = aDefinition({ who: of('Sepuluh', loyal(100_000)), effect: credit(5_000) });
    const { simulation: first, version } = await tried(definition);
    const second = await start(version);
    await drainJobs();
    assert.deepEqual(await simulatedGrants(first.id), []);
    assert.equal((await simulatedGrants(second.id)).length, 1);
    assert.equal((await findSimulation(first.id)).result?.granted, 1);
  });

  it('does not count as simulated what was written anew meanwhile', async () => {
    const version = await aDraft(aDefinition({ who: of('Delapan'), effect: credit(1_000) }));
    await start(version);
    const definition = aDefinition({ who: of('Delapan'), effect: credit(2_000) });
    await inTransaction(staff, (uow) =>
      saveDraft(uow, { versionId: version.id, revision: 1, definition, reason: 'Lebih besar' }),
    );
    await drainJobs();
    const after = await database().getRepository(DiscountVersion).findOneByOrFail({ id: version.id });
    assert.deepEqual([after.status, after.simulatedCostAmount], ['DRAFT', null]);
  });

  it('is for those who may write rules', async () => {
    const version = await aDraft(aDefinition({ who: of('Sembilan'), effect: credit(1_000) }));
    const viewer = await aStaff('viewer');
    await assert.rejects(
      inTransaction(viewer, (uow) => startSimulation(uow, { versionId: version.id, ...window })),
      { code: 'forbidden' },
    );
  });
});
