import assert from 'node:assert/strict';
import { redisReady, withoutRedis } from '../../test/redis.js';
import { cache } from './cache.js';
import { newId } from './ids.js';
import { metrics } from './metrics.js';
import { redis, redisKey } from './redis.js';

const readsFrom = async (place: string): Promise<number> => {
  const line = (await metrics.metrics())
    .split('\n')
    .find((each) => each.includes(`cache_reads_total{from="${place}"}`));
  return Number(line?.split(' ').at(-1) ?? 0);
};

const { now } = Date;
let moment = 0;

/** Lets the machine's clock, which stands still meanwhile, stand a second later while some work is done. */
async function aSecondLater(work: () => Promise<void>): Promise<void> {
  moment += 1_001;
  await work();
}

describe('cache', () => {
  before(redisReady);
  beforeEach(() => {
    moment = now();
    Date.now = () => moment;
  });
  afterEach(() => {
    Date.now = now;
  });

  let loads = 0;
  const load = () => Promise.resolve({ answer: (loads += 1) });

  beforeEach(() => {
    loads = 0;
  });

  it('S2.164 S2.168 S4.7 keeps an answer in Redis under the key of the store, and loads it once', async () => {
    const name = newId();
    const before = await readsFrom('redis');
    assert.deepEqual(await cache.remember(['test', name], 60, load), { answer: 1 });
    await aSecondLater(async () => {
      assert.deepEqual(await cache.remember(['test', name], 60, load), { answer: 1 });
    });
    const key = redisKey('cache', 'test', name);
    assert.equal(await redis().get(key), '{"answer":1}');
    assert.ok((await redis().ttl(key)) > 0, 'and not for ever');
    assert.equal(await readsFrom('redis'), before + 1);
  });

  it('asks Redis once a second at most, so what another process changed shows within that time', async () => {
    const name = newId();
    await cache.remember(['test', name], 60, load);
    await redis().set(redisKey('cache', 'test', name), '{"answer":7}');
    assert.deepEqual(await cache.remember(['test', name], 60, load), { answer: 1 });
    await aSecondLater(async () => {
      assert.deepEqual(await cache.remember(['test', name], 60, load), { answer: 7 });
    });
  });

  it('lets nobody change what others get as well', async () => {
    const kept = await cache.remember(['test', newId()], 60, () => Promise.resolve({ list: [1] }));
    assert.throws(() => kept.list.push(2), TypeError);
  });

  it('S2.169 forgets one answer and keeps the others', async () => {
    const [stale, fresh] = [newId(), newId()];
    await cache.remember(['test', stale], 60, load);
    await cache.remember(['test', fresh], 60, load);
    await cache.forget('test', stale);
    assert.deepEqual(await cache.remember(['test', stale], 60, load), { answer: 3 });
    assert.deepEqual(await cache.remember(['test', fresh], 60, load), { answer: 2 });
  });

  it('S2.165 S2.166 S2.280 answers from memory while Redis is away, and from Redis when it is back', async () => {
    const name = newId();
    await cache.remember(['test', name], 60, load);
    await withoutRedis(async () => {
      const before = await readsFrom('memory');
      assert.deepEqual(await cache.remember(['test', name], 60, load), { answer: 1 });
      assert.equal(await readsFrom('memory'), before + 1);
      await cache.forget('test', name);
      assert.deepEqual(await cache.remember(['test', name], 60, load), { answer: 2 });
    });
    assert.deepEqual(await cache.remember(['test', newId()], 60, load), { answer: 3 });
  });
});
