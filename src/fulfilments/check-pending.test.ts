import assert from 'node:assert/strict';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { fulfilmentIn, pass, restoreClock } from '../../test/factories/fulfilments.js';
import { ringDueOrders } from './check-pending.js';
import { checkGapMs, longestGapMs, pauseGapMs } from './fulfilment.rules.js';

const ring = () => inTransaction(system('test'), ringDueOrders);
const bellsOf = (id: string) => query('SELECT id FROM outbox WHERE payload LIKE ?', [`%${id}%`]);

describe('ringDueOrders', () => {
  afterEach(restoreClock);

  it('rings each due order once, however many schedulers look', async () => {
    const open = [await fulfilmentIn('SENT'), await fulfilmentIn('PENDING'), await fulfilmentIn('UNKNOWN')];
    pass(60_000);
    await Promise.all([ring(), ring(), ring()]);
    await ring();
    for (const { id } of open) assert.equal((await bellsOf(id)).length, 1);
  });

  it('rings nothing before its turn and nothing that has ended', async () => {
    const early = await fulfilmentIn('PENDING');
    const waiting = await fulfilmentIn('QUEUED');
    const ended = await fulfilmentIn('FAILED');
    await ring();
    assert.equal((await bellsOf(early.id)).length, 0);
    pass(60_000);
    await ring();
    assert.equal((await bellsOf(early.id)).length, 1);
    for (const { id } of [waiting, ended]) assert.equal((await bellsOf(id)).length, 0);
    pass(60_000);
    await ring();
    assert.equal((await bellsOf(waiting.id)).length, 1);
  });

  it('takes a turn further ahead than the longest gap for one that has come', async () => {
    const ahead = (ms: number) => ({ nextCheckAt: new Date(clock.now().getTime() + ms) });
    const last = await fulfilmentIn('PENDING', ahead(longestGapMs));
    const stranded = await fulfilmentIn('PENDING', ahead(longestGapMs + 60_000));
    await ring();
    assert.deepEqual([(await bellsOf(last.id)).length, (await bellsOf(stranded.id)).length], [0, 1]);
  });
});

describe('the gaps between questions', () => {
  const minutes = (gap: (calls: number) => number) =>
    [1, 2, 3, 5, 9, 10, 500].map((calls) => gap(calls) / 60_000);

  it("grow from the supplier's minute to six hours", () => {
    assert.deepEqual(minutes(checkGapMs), [1, 2, 4, 16, 256, 360, 360]);
  });

  it('grow to a quarter of an hour for an order that waits for us', () => {
    assert.deepEqual(minutes(pauseGapMs), [1, 2, 4, 15, 15, 15, 15]);
  });
});
