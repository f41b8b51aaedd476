import assert from 'node:assert/strict';
import { BusyDay, type Wanted } from './busy-day.js';
import { DealFacts } from './deal-facts.js';
import {
  assertEndsAsTold,
  assertEverythingSettledOnce,
  assertNoDealLostOrDoubled,
  openDeals,
  summaryOf,
} from './deal-reckoning.js';
import { meet, walkDeal, type DealBook } from './deal-walk.js';
import { DealWatch } from './deal-watch.js';
import { dyingProcesses, Fire } from './disasters.js';
import { assertBooksAddUp } from './outcome.js';
import { Chance } from './random.js';
import { assertBooksMatchTheWorld } from './reckoning.js';
import { assertWalletsAsReckoned } from './wallet-reckoning.js';
import { RoomTalk } from './room-talk.js';
import { figure, say, Stage } from './stage.js';

/** At least so much happens; the long version of `npm run test:faults` has larger figures. */
const wanted: Wanted = {
  operations: figure('DEALS_UNDER_FIRE', 20),
  kills: figure('DEAL_KILLS', 3),
  customers: figure('DEAL_CUSTOMERS', 6),
  minutes: figure('DEAL_MINUTES', 3),
};

const hourMs = 3_600_000;

/** Each disaster takes so much business time, so that the shortest deals run out in the middle of it. */
const passesMs = 20 * 60_000;

/** Longer than anything that two people may agree on lasts. */
const leapMs = 240 * hourMs;

const settings = {
  ESCROW_JOIN_HOURS: '6',
  ESCROW_PAY_HOURS: '6',
  DISPUTE_APPEAL_HOURS: '1',
  AUDIT_EVERY_MS: '3000',
};

const roomsThatTalk = 2;

describe('deals under fire', function () {
  this.timeout(wanted.minutes * 60_000 + 240_000);
  this.bail(true);
  const book: DealBook = { facts: new DealFacts(), deals: [] };
  const talks: RoomTalk[] = [];
  let stage: Stage;
  let watch: DealWatch;
  let day: BusyDay;

  before(async () => {
    stage = await Stage.open({
      chance: new Chance(),
      customers: wanted.customers,
      settings,
      fire: (site, chance) => new Fire(site, chance, dyingProcesses, passesMs),
    });
    watch = new DealWatch(stage.scene.store, book.facts);
  });

  after(async function () {
    await stage?.close(this.test?.parent);
  });

  it('go on while web and worker processes are killed and jobs come twice', async () => {
    const { scene, fire } = stage;
    for (const who of scene.customers.slice(0, roomsThatTalk))
      talks.push(RoomTalk.inRoomOf(scene.store, await meet(scene, book, who)));
    const business = { done: () => book.deals.length, next: () => walkDeal(book) };
    day = new BusyDay(scene, fire, wanted, business, say);
    watch.start();
    let isOver = false;
    const talking = talks.map((talk) => talk.live(() => isOver));
    await day.live().finally(() => (isOver = true));
    await Promise.all(talking);
    say(`${book.deals.length} deals, ${book.facts.size} steps acknowledged; ${fire.summary()}`);
    say(scene.told.summary());
  });

  it('come to their end once they are left alone, each when its time is over', async () => {
    await stage.calmDown();
    await stage.untilSettled(openDeals, leapMs);
    await stage.untilAtRest();
    await watch.stop();
    say(await summaryOf(stage.scene));
  });

  it('lose no step that was acknowledged, and hold what their open parts say, at every look', () => {
    say(`${watch.looks} looks at the deals`);
    assert.deepEqual(watch.complaints, []);
    assert.ok(watch.looks >= 5);
  });

  it('are all there, once, and settled once', async () => {
    await assertNoDealLostOrDoubled(stage.scene, book);
    await assertEverythingSettledOnce(stage.scene);
  });

  it('have given everybody what they were told, to the rupiah', async () => {
    await assertWalletsAsReckoned(stage.scene, await assertEndsAsTold(book));
    await assertBooksMatchTheWorld(stage.scene);
  });

  it('keep every acknowledged message once, in its place', async () => {
    for (const talk of talks) {
      say(talk.summary());
      assert.ok((await talk.assertWhole()) > 0);
    }
  });

  it('had sound books at every look, and have them now', async () => {
    stage.assertSoundAtEveryLook();
    await assertBooksAddUp(stage.site.store);
  });

  it('had time for all of it', () => assert.ok(day.hadEnough));
});
