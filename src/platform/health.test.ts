import assert from 'node:assert/strict';
import supertest from 'supertest';
import { testApp } from '../../test/app.js';
import { redisReady, withoutRedis } from '../../test/redis.js';

const get = (address: string) => supertest(testApp()).get(address);

describe('the health of the shop', () => {
  before(redisReady);

  it('S2.241 S2.287 is good while database and Redis answer', async () => {
    const { database, redis } = (await get('/api/v1/health')).body.data;
    assert.deepEqual({ database, redis }, { database: 'up', redis: 'up' });
    assert.deepEqual((await get('/readyz')).body, { ready: true, database: 'up', redis: 'up' });
  });

  it('S1.29 S2.167 S2.172 shows that Redis is away, which stops no sale', async () => {
    await withoutRedis(async () => {
      const response = await get('/api/v1/health');
      assert.equal(response.status, 200);
      const { status, database, redis } = response.body.data;
      assert.deepEqual({ status, database, redis }, { status: 'degraded', database: 'up', redis: 'down' });
      assert.equal((await get('/readyz')).status, 200);
      assert.equal((await get('/api/v1/products')).status, 200);
    });
  });
});

describe('GET /metrics', () => {
  it('S2.288 tells how often, how long and from where, without addresses of people', async () => {
    await get('/api/v1/transactions/01ARZ3NDEKTSV4RRFFQ69G5FAV');
    const { status, text } = await get('/metrics');
    assert.equal(status, 200);
    for (const name of ['http_request_seconds', 'cache_reads_total', 'process_cpu_seconds_total'])
      assert.match(text, new RegExp(`^# TYPE ${name} `, 'm'), name);
    assert.match(text, /route="[^"]*\/transactions\/:id"/);
    assert.doesNotMatch(text, /01ARZ3NDEKTSV4RRFFQ69G5FAV/);
  });
});
