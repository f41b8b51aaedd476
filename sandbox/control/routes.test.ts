import assert from 'node:assert/strict';
import type { Sandbox } from '../index.js';
import type { Call } from '../log.js';
import {
  bearer,
  buy,
  call,
  control,
  createPayment,
  openSandbox,
  stats,
  tripayGet,
} from '../testing/callers.js';

describe('the control API', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const log = async (query = '') => (await call<{ data: Call[] }>(`${sandbox.url}/log${query}`)).body.data;

  it('refuses unknown modes, unknown fields and broken JSON, and changes nothing', async () => {
    assert.equal((await control(sandbox, '/digiflazz', { mode: 'odd' })).status, 422);
    assert.equal((await control(sandbox, '/tripay', { mode: 'hang', refid: 'x' })).status, 422);
    assert.equal((await control(sandbox, '/digiflazz/deposit', { amount: -1 })).status, 422);
    const headers = { 'Content-Type': 'application/json' };
    const broken = await call(`${sandbox.url}/control/tripay`, { method: 'POST', headers, body: '{' });
    assert.equal(broken.status, 400);
    assert.equal((await buy(sandbox)).body.data.status, 'Pending');
  });

  it('answers 404 for payments, purchases and verbs it does not know', async () => {
    assert.equal((await control(sandbox, '/tripay/T0/pay')).status, 404);
    assert.equal((await control(sandbox, '/digiflazz/TRX-0/webhook', { status: 'success' })).status, 404);
    const { reference } = (await createPayment(sandbox)).body.data;
    const unknownVerb = await fetch(`${sandbox.url}/control/tripay/${reference}/forget`, { method: 'POST' });
    assert.equal(unknownVerb.status, 404);
  });

  it("finds a payment by the merchant's reference as well, and needs no body", async () => {
    await createPayment(sandbox, { merchant_ref: 'TRX-7' });
    const { body } = await call<{ data: { status: string } }>(`${sandbox.url}/control/tripay/TRX-7/pay`, {
      method: 'POST',
    });
    assert.equal(body.data.status, 'PAID');
  });

  it('keeps other web pages from pressing its buttons', async () => {
    const foreign = { Origin: 'https://jahat.example' };
    const refused = await call(`${sandbox.url}/control/reset`, { method: 'POST', headers: foreign });
    assert.equal(refused.status, 403);
    const own = await call(`${sandbox.url}/control/reset`, {
      method: 'POST',
      headers: { Origin: sandbox.url },
    });
    assert.equal(own.status, 200);
  });

  it('shows every call as it came, with its answer, oldest first', async () => {
    await createPayment(sandbox);
    await buy(sandbox);
    const [first, second] = await log();
    assert.equal(first?.provider, 'tripay');
    assert.equal(first?.headers.authorization, bearer.Authorization);
    assert.equal((first?.body as { merchant_ref: string }).merchant_ref, 'INV/2026/07/0042');
    assert.equal(first?.answer?.status, 200);
    assert.equal((first?.answer?.body as { success: boolean }).success, true);
    assert.deepEqual([second?.method, second?.path], ['POST', '/digiflazz/transaction']);
    assert.match((second?.body as { sign: string }).sign, /^[0-9a-f]{32}$/);
  });

  it('shows bodies that cannot be read and calls that were never answered', async () => {
    const init = {
      method: 'POST',
      headers: { ...bearer, 'Content-Type': 'application/json' },
      body: '{"a":',
    };
    await call(`${sandbox.url}/tripay/transaction/create`, init);
    await control(sandbox, '/digiflazz', { mode: 'lost' });
    await assert.rejects(buy(sandbox));
    const [broken, lost] = await log();
    assert.equal(broken?.body, '{"a":');
    assert.equal(broken?.answer?.status, 400);
    assert.deepEqual([lost?.answer, lost?.cut], [null, true]);
  });

  it('filters the log by provider and by time', async () => {
    await createPayment(sandbox);
    await buy(sandbox);
    assert.deepEqual(
      (await log('?provider=digiflazz')).map(({ provider }) => provider),
      ['digiflazz'],
    );
    const [, last] = await log();
    assert.equal((await log('?since=2999-01-01T00:00:00Z')).length, 0);
    assert.equal((await log(`?since=${Date.parse(last?.received_at ?? '') + 1}`)).length, 0);
    assert.equal((await log('?since=0')).length, 2);
    assert.equal((await call(`${sandbox.url}/log?since=kemarin`)).status, 422);
  });

  it('forgets everything at a reset', async () => {
    await createPayment(sandbox);
    await buy(sandbox);
    await control(sandbox, '/digiflazz', { mode: 'fail' });
    await control(sandbox, '/digiflazz/deposit', { amount: 1 });
    await control(sandbox, '/reset');
    const { tripay, digiflazz } = await stats(sandbox);
    assert.deepEqual([tripay.creates, digiflazz.purchases, digiflazz.deposit], [0, 0, 50_000_000]);
    assert.deepEqual(await log(), []);
    assert.equal((await buy(sandbox)).body.data.status, 'Pending');
    assert.equal((await tripayGet(sandbox, '/transaction/detail?reference=T0')).status, 404);
  });
});
