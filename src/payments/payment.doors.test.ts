import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { anonymous } from '../../test/app.js';
import { useSandbox } from '../../test/sandbox.js';
import { until } from '../../test/until.js';
import { DomainError } from '../platform/errors.js';
import { cache } from '../platform/cache.js';
import { clock } from '../platform/clock.js';
import { customerFee } from './channel-fee.js';
import { forgetChannels, listChannels, quoteChannel, type Channel } from './channels.js';
import type { ListedChannel } from './gateway.js';
import { configuredTripay, useGateway } from './gateways/index.js';

const free = { flat: 0, bps: 0 };
const listed = (values: Partial<ListedChannel>): ListedChannel => ({
  method: 'QRIS',
  name: 'QRIS',
  group: 'QRIS',
  customerFee: free,
  merchantFee: free,
  minimumFee: null,
  maximumFee: null,
  minimumAmount: null,
  maximumAmount: null,
  active: true,
  ...values,
});

describe('customerFee', () => {
  it('adds the fixed part and the share, rounded up', () => {
    assert.equal(customerFee(listed({ customerFee: { flat: 750, bps: 70 } }), 192_080), 2_095);
    assert.equal(customerFee(listed({ customerFee: { flat: 4_250, bps: 0 } }), 25_000), 4_250);
  });

  it('is nothing where the shop bears the fee', () => {
    assert.equal(customerFee(listed({ merchantFee: { flat: 0, bps: 300 }, minimumFee: 1_000 }), 20_000), 0);
  });

  it('keeps to the least and the most that the gateway charges', () => {
    const share = { flat: 0, bps: 300 };
    assert.equal(customerFee(listed({ customerFee: share, minimumFee: 1_000 }), 10_000), 1_000);
    assert.equal(customerFee(listed({ customerFee: share, maximumFee: 5_000 }), 1_000_000), 5_000);
  });
});

const code = (expected: string) => (error: unknown) =>
  error instanceof DomainError && error.code === expected;

const forgetLists = () => forgetChannels('tripay');

/** A list that the gateway gave two hours ago. */
async function keepOldList(): Promise<void> {
  await forgetLists();
  const kept = {
    list: [listed({ customerFee: { flat: 777, bps: 0 } })],
    fetched_at: clock.wall().getTime() - 2 * 3_600_000,
  };
  await cache.remember(['payment-channels', 'tripay'], 3_600, () => Promise.resolve(kept));
}

const qrisFee = async () => (await listChannels(10_000)).find(({ method }) => method === 'QRIS')?.fee_amount;

describe('GET /payments/channels', () => {
  const sandbox = useSandbox();
  beforeEach(forgetLists);
  afterEach(() => sandbox.control('reset'));
  after(forgetLists);

  it('S4.38 lists ways to pay with the fee for the amount asked', async () => {
    const response = await anonymous.get('/payments/channels?amount=192080');
    assert.equal(response.status, 200);
    const channels = response.body.data as Channel[];
    const of = (method: string) => channels.find((channel) => channel.method === method);
    assert.deepEqual(of('QRIS'), {
      gateway: 'tripay',
      method: 'QRIS',
      name: 'QRIS',
      group: 'QRIS',
      fee_amount: 2_095,
      min_amount: 1_000,
      max_amount: 10_000_000,
      active: true,
    });
    assert.equal(of('BRIVA')?.fee_amount, 4_250);
    assert.equal(of('OVO')?.fee_amount, 0);
    assert.equal(of('MUAMALATVA')?.active, false);
  });

  it('refuses amounts that are missing, zero, negative, broken or absurd', async () => {
    for (const query of [
      '',
      '?amount=',
      '?amount=0',
      '?amount=-1',
      '?amount=1.5',
      '?amount=abc',
      '?amount=9999999999999',
    ]) {
      const response = await anonymous.get(`/payments/channels${query}`);
      assert.equal(response.status, 422, query);
      assert.equal(response.body.code, 'invalid_input');
    }
  });

  it('asks the gateway once and answers the rest from the cache', async () => {
    const calls = async () => {
      const log = await sandbox.read<{ path: string }[]>('/log?provider=tripay');
      return log.filter(({ path }) => path.includes('channel')).length;
    };
    const before = await calls();
    await Promise.all(Array.from({ length: 5 }, () => anonymous.get('/payments/channels?amount=10000')));
    assert.equal((await calls()) - before, 1);
  });

  it('answers from the last good list while the gateway is down', async () => {
    await keepOldList();
    await sandbox.control('tripay', { mode: 'down' });
    for (let asked = 0; asked < 3; asked += 1) assert.equal(await qrisFee(), 777);
  });

  it('lets nobody wait for a newer list: an old one is answered at once and replaced behind it', async () => {
    await keepOldList();
    const signal = new EventEmitter();
    const answer = once(signal, 'answer') as Promise<ListedChannel[]>;
    useGateway(Object.assign(configuredTripay(), { channels: () => answer }));
    assert.equal(await qrisFee(), 777);
    signal.emit('answer', listed({ customerFee: { flat: 888, bps: 0 } }));
    await until('the newer list', async () => (await qrisFee()) === 888);
    useGateway(configuredTripay());
  });

  it('answers 503 when the gateway is down and no list is known', async () => {
    await sandbox.control('tripay', { mode: 'down' });
    const response = await anonymous.get('/payments/channels?amount=10000');
    assert.equal(response.status, 503);
    assert.ok(Number(response.headers['retry-after']) > 0);
  });

  it('quotes no channel that is unknown, switched off, or not made for the amount', async () => {
    await assert.rejects(quoteChannel('tripay', 'NOSUCH', 20_000), code('channel_unavailable'));
    await assert.rejects(quoteChannel('nobody', 'BRIVA', 20_000), code('channel_unavailable'));
    await assert.rejects(quoteChannel('tripay', 'MUAMALATVA', 20_000), code('channel_unavailable'));
    await assert.rejects(quoteChannel('tripay', 'BRIVA', 9_999), code('amount_outside_channel'));
    await assert.rejects(quoteChannel('tripay', 'BRIVA', 10_000_001), code('amount_outside_channel'));
    assert.equal((await quoteChannel('tripay', 'BRIVA', 10_000)).fee_amount, 4_250);
  });
});
