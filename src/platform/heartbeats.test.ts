import assert from 'node:assert/strict';
import supertest from 'supertest';
import { testApp } from '../../test/app.js';
import { redisReady, withoutRedis } from '../../test/redis.js';
import { query } from './database.js';
import { beat, heartbeats, leave, newSelf, processKinds, type Heartbeat, type Self } from './heartbeats.js';
import { redis } from './redis.js';
import { classOfError, forgetRedisErrors, noteRedisError, recentRedisErrors } from './redis-errors.js';

const told = async (self: Self): Promise<Heartbeat> => {
  const found = (await heartbeats()).find(({ id }) => id === self.id);
  assert.ok(found);
  return found;
};

const aged = (self: Self, seconds: number) =>
  query('UPDATE heartbeats SET seen_at = seen_at - INTERVAL ? SECOND WHERE id = ?', [seconds, self.id]);

const health = async () =>
  (await supertest(testApp()).get('/api/v1/health')).body as {
    data: { status: string; processes: Record<string, string> };
  };

describe('heartbeats', () => {
  const [web, worker, scheduler] = processKinds.map((kind) => newSelf([kind])) as [Self, Self, Self];

  before(redisReady);
  beforeEach(async () => {
    forgetRedisErrors();
    for (const self of [web, worker, scheduler]) await beat(self);
  });
  after(async () => {
    forgetRedisErrors();
    await query('DELETE FROM heartbeats');
  });

  it('S1.30 say of web, worker and scheduler that each lives and reaches Redis', async () => {
    const { isAlive, isRedisUp, redisErrors, redisError, pid } = await told(worker);
    assert.deepEqual([isAlive, isRedisUp, redisErrors, redisError, pid], [true, true, 0, null, process.pid]);
    assert.deepEqual(await health(), {
      data: {
        status: 'ok',
        database: 'up',
        redis: 'up',
        processes: { web: 'ok', worker: 'ok', scheduler: 'ok' },
      },
    });
  });

  it('S1.30 show a process whose Redis is away, while that can be read without Redis', async () => {
    await withoutRedis(async () => {
      await beat(worker);
      assert.equal((await told(worker)).isRedisUp, false);
      const { data } = await health();
      assert.deepEqual(data.processes, { web: 'ok', worker: 'degraded', scheduler: 'ok' });
    });
    await beat(worker);
    assert.equal((await told(worker)).isRedisUp, true);
  });

  it('S1.30 count the errors of the last minutes by their class, and never keep what they said', async () => {
    const secret = 'WRONGPASS for user shop at redis://:rahasia@10.0.0.7';
    noteRedisError(Object.assign(new Error(secret), { code: 'ECONNREFUSED' }));
    noteRedisError(Object.assign(new Error(secret), { name: 'ReplyError' }));
    await beat(scheduler);
    const { redisErrors, redisError } = await told(scheduler);
    assert.deepEqual([redisErrors, redisError], [2, 'WRONGPASS']);
    const [row] = await query('SELECT * FROM heartbeats WHERE id = ?', [scheduler.id]);
    assert.doesNotMatch(JSON.stringify(row), /rahasia|10\.0\.0\.7/);
    const { data } = await health();
    assert.deepEqual([data.status, data.processes['scheduler']], ['degraded', 'degraded']);
  });

  it('S1.30 notice a connection that Redis has cut', async () => {
    const { count } = recentRedisErrors();
    await redis()
      .call('NO-SUCH-COMMAND')
      .catch(() => undefined);
    assert.equal(recentRedisErrors().count, count, 'a refusal of one command is no trouble with Redis');
    redis().emit('error', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    assert.deepEqual(recentRedisErrors(), { count: count + 1, newest: 'ECONNRESET' });
  });

  it('tell strangers no more than whether all is well', async () => {
    const text = JSON.stringify(await health());
    assert.ok(![web.id, String(process.pid)].some((inside) => text.includes(inside)));
  });

  it('call a process silent that missed three of them, and its kind degraded unless another one lives', async () => {
    await aged(worker, 40);
    assert.equal((await told(worker)).isAlive, false);
    assert.equal((await health()).data.processes['worker'], 'degraded');
    const both = newSelf(['web', 'worker']);
    await beat(both);
    assert.equal((await health()).data.processes['worker'], 'ok');
    await leave(both);
  });

  it('are one row for each process, which goes when it ends, and some time after it died', async () => {
    await beat(web);
    assert.equal((await heartbeats()).filter(({ id }) => id === web.id).length, 1);
    await leave(web);
    await aged(scheduler, 660);
    await beat(worker);
    const left = (await heartbeats()).map(({ id }) => id);
    assert.deepEqual([left.includes(web.id), left.includes(scheduler.id)], [false, false]);
  });
});

describe('the class of an error', () => {
  const cases: [string, unknown, string][] = [
    ['of a lost connection', Object.assign(new Error('x'), { code: 'ETIMEDOUT' }), 'ETIMEDOUT'],
    ['of a command that nobody answered', new Error('Command timed out'), 'TIMEOUT'],
    [
      'of a refusal by Redis',
      Object.assign(new Error('LOADING Redis is loading'), { name: 'ReplyError' }),
      'LOADING',
    ],
    ['of anything else', new Error('/home/shop/.redis'), 'OTHER'],
    ['of what is no error', 'text', 'OTHER'],
  ];
  for (const [what, error, word] of cases)
    it(`${what} is ${word}`, () => assert.equal(classOfError(error), word));
});
