import assert from 'node:assert/strict';
import { onOneBalance, onOneHold, underOneKey } from './bursts.js';
import { BusyDay, type Wanted } from './busy-day.js';
import { Customer } from './customer.js';
import { Desk } from './desk.js';
import { Fire } from './disasters.js';
import { topUpBy, type Scene } from './operations.js';
import { assertBooksAddUp, untilJobsDone, untilSalesEnded } from './outcome.js';
import { Chance } from './random.js';
import {
  assertBooksMatchTheWorld,
  assertDeedsStand,
  assertNothingBoughtTwice,
  assertNothingLostOrDoubled,
  assertRefundsStand,
  assertWalletsAsReckoned,
} from './reckoning.js';
import { Site } from './site.js';
import { Told } from './told.js';

const figure = (name: string, usual: number): number => Number(process.env[name] ?? usual);

/** At least so much happens; the long version of `npm run test:faults` has larger figures. */
const wanted: Wanted = {
  operations: figure('FIRE_OPERATIONS', 200),
  kills: figure('FIRE_KILLS', 8),
  customers: figure('FIRE_CUSTOMERS', 10),
  minutes: figure('FIRE_MINUTES', 3),
};

const pocketMoney = 3_000_000;

/** Sales under way: what nobody paid for may wait. */
const underWay = `SELECT COUNT(*) AS count FROM transactions t LEFT JOIN payments p ON p.transaction_id = t.id
  WHERE (t.type = 'PPOB' AND t.status IN ('PAID', 'PROCESSING', 'FAILED'))
     OR (t.type IN ('PPOB', 'TOPUP') AND t.status = 'AWAITING_PAYMENT' AND t.id IN (?))`;

describe('a shop under fire', function () {
  this.timeout(wanted.minutes * 60_000 + 240_000);
  this.bail(true);
  const chance = new Chance();
  const told = new Told();
  const customers: Customer[] = [];
  let site: Site;
  let fire: Fire;
  let day: BusyDay;
  let scene: Scene;
  const say = (line: string) => process.stdout.write(`    ${line}\n`);

  before(async () => {
    say(`FAULT_SEED=${chance.seed}`);
    site = await Site.open();
    fire = new Fire(site, chance);
    const { store } = site;
    for (let number = 1; number <= wanted.customers; number += 1)
      customers.push(await Customer.arrive(store, number, chance.seed));
    scene = { store, told, customers, desk: await Desk.open(store) };
    await Promise.all(customers.map((customer) => topUpBy(scene, customer, pocketMoney)));
    await untilSettled();
  });

  after(async function () {
    const failed = this.test?.parent?.tests.some((test) => test.state !== 'passed') ?? false;
    if (failed && site) say(`The logs are kept in ${site.store.dir}`);
    await site?.close({ keepLogs: failed });
  });

  async function untilSettled(): Promise<void> {
    const paid = [...told.paid.keys(), ''].map((id) => `'${id}'`).join(', ');
    fire.clockMovedBy = await untilSalesEnded(
      site.store,
      240_000,
      fire.clockMovedBy,
      underWay.replace('?', paid),
    );
  }

  it('lets thirty equal requests on one balance, one key and one hold count as they should', async () => {
    const [first, second, third] = customers;
    assert.ok(first && second && third);
    const [sent, , ended] = await Promise.all([
      onOneBalance(scene, first),
      underOneKey(scene, second),
      onOneHold(scene, third),
    ]);
    assert.equal(sent, 10);
    assert.equal(ended, 1);
  });

  it('goes on while everything around it is killed, frozen, emptied and repeated', async () => {
    day = new BusyDay(scene, fire, wanted, say);
    await day.live();
    say(told.summary());
    say(fire.summary());
  });

  it('comes to rest once it is left alone', async () => {
    await site.untilUp();
    await site.store.control('digiflazz', { mode: 'default' });
    await site.store.control('tripay', { mode: 'success' });
    await untilSettled();
    await site.store.scheduler.stop();
    await untilJobsDone(site.store, 120_000);
  });

  it('has carried out what it acknowledged, and nothing else', async () => {
    await assertNothingLostOrDoubled(scene);
    await assertDeedsStand(scene);
    await assertRefundsStand(scene);
  });

  it('has neither made nor lost a rupiah', async () => {
    await assertWalletsAsReckoned(scene);
    await assertBooksMatchTheWorld(scene);
  });

  it('has bought nothing twice', () => assertNothingBoughtTwice(scene));

  it('had sound books at every look, and has them now', async () => {
    const { seen, complaints, looks } = site.auditor;
    const slowest = Math.max(...seen.map(({ ms }) => ms));
    say(
      `${looks.length} looks at the books, ${seen.length} of them while they could be read, none longer than ${slowest} ms`,
    );
    assert.deepEqual(complaints, []);
    assert.ok(seen.length >= 5);
    await assertBooksAddUp(site.store);
  });

  it('had time for all of it', () => assert.ok(day.hadEnough));
});
