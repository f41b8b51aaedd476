import assert from 'node:assert/strict';
import { bursts, onOneBalance, onOneHold, underOneKey } from './bursts.js';
import { BusyDay, type Wanted } from './busy-day.js';
import type { Customer } from './customer.js';
import { nextOperation } from './operations.js';
import { assertBooksAddUp } from './outcome.js';
import { Chance } from './random.js';
import {
  assertBooksMatchTheWorld,
  assertDeedsStand,
  assertNothingBoughtTwice,
  assertNothingLostOrDoubled,
  assertRefundsStand,
} from './reckoning.js';
import { figure, say, Stage } from './stage.js';
import { assertWalletsAsReckoned } from './wallet-reckoning.js';

/** At least so much happens; the long version of `npm run test:faults` has larger figures. */
const wanted: Wanted = {
  operations: figure('FIRE_OPERATIONS', 200),
  kills: figure('FIRE_KILLS', 8),
  customers: figure('FIRE_CUSTOMERS', 10),
  minutes: figure('FIRE_MINUTES', 3),
};

describe('a shop under fire', function () {
  this.timeout(wanted.minutes * 60_000 + 240_000);
  this.bail(true);
  let stage: Stage;
  let day: BusyDay;

  before(async () => {
    stage = await Stage.open({ chance: new Chance(), customers: wanted.customers });
  });

  after(async function () {
    await stage?.close(this.test?.parent);
  });

  it('lets thirty equal requests on one balance, one key and one hold count as they should', async () => {
    const { scene } = stage;
    const [first, second, third] = scene.customers;
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
    const { scene, fire } = stage;
    const { told } = scene;
    const business = {
      done: () => told.operations,
      next: nextOperation,
      burst: ({ chance }: Customer) => chance.oneOf(bursts),
    };
    day = new BusyDay(scene, fire, wanted, business, say);
    await day.live();
    say(told.summary());
    say(fire.summary());
  });

  it('comes to rest once it is left alone', async () => {
    await stage.calmDown();
    await stage.untilSettled();
    await stage.untilAtRest();
  });

  it('has carried out what it acknowledged, and nothing else', async () => {
    await assertNothingLostOrDoubled(stage.scene);
    await assertDeedsStand(stage.scene);
    await assertRefundsStand(stage.scene);
  });

  it('has neither made nor lost a rupiah', async () => {
    await assertWalletsAsReckoned(stage.scene);
    await assertBooksMatchTheWorld(stage.scene);
  });

  it('has bought nothing twice', () => assertNothingBoughtTwice(stage.scene));

  it('had sound books at every look, and has them now', async () => {
    stage.assertSoundAtEveryLook();
    await assertBooksAddUp(stage.site.store);
  });

  it('had time for all of it', () => assert.ok(day.hadEnough));
});
