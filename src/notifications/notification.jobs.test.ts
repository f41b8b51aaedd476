import assert from 'node:assert/strict';
import supertest from 'supertest';
import { as, testApp } from '../../test/app.js';
import { callbackBody, signatureOf } from '../../test/factories/payments.js';
import { aGoodsSale, aSale } from '../../test/factories/transactions.js';
import { staffWith } from '../../test/factories/fulfilments.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { moveShipment, shipmentsOf } from '../fulfilments/index.js';
import { paymentOf } from '../payments/index.js';
import type { TransactionResource } from '../transactions/index.js';
import type { User } from '../users/index.js';

interface News {
  kind: string;
  title: string;
  body: string;
}

async function newsOf(user: User): Promise<News[]> {
  const response = await as(user).get('/notifications?after=0');
  return (response.body as { data: News[] }).data;
}

/** The gateway's word about the payment of a sale, and all that follows from it. */
async function gatewaySays(sale: TransactionResource, fields: Record<string, string | number | null>) {
  const payment = await paymentOf(sale.id);
  assert.ok(payment);
  const body = callbackBody(payment, fields);
  await supertest(testApp())
    .post('/api/v1/callbacks/tripay')
    .set({ 'Content-Type': 'application/json', 'X-Callback-Signature': signatureOf(body) })
    .send(body)
    .expect(200);
  await drainJobs();
}

describe('announcements', () => {
  const providers = useSandbox();
  const mailsTo = async ({ email }: User) =>
    (await providers.read<object[]>(`/mail?to=${encodeURIComponent(email ?? '')}`)).length;

  it('tell a buyer whose payment the gateway refused that the sale is cancelled', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    await gatewaySays(sale, { status: 'FAILED', paid_at: null });
    const news = await newsOf(user);
    assert.deepEqual(
      news.map(({ kind, title }) => [kind, title]),
      [['transaction_cancelled', `Pesanan ${sale.number} dibatalkan`]],
    );
    assert.equal(await mailsTo(user), 1);
  });

  it('tell a buyer of late money in the wallet, but not what the buyer has done', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    await as(user).post(`/transactions/${sale.id}/cancel`, { reason: 'Salah nomor' });
    await drainJobs();
    assert.deepEqual(await newsOf(user), []);
    await gatewaySays(sale, {});
    const [parked, ...others] = await newsOf(user);
    assert.deepEqual([parked?.kind, others], ['payment_parked', []]);
    assert.match(parked?.body ?? '', /Rp.12\.000/);
    assert.equal(await mailsTo(user), 1);
  });

  it('tell of a second payment that was parked as well, each once', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    await as(user).post(`/transactions/${sale.id}/cancel`, {});
    await gatewaySays(sale, {});
    await gatewaySays(sale, { note: 'again' });
    await gatewaySays(sale, { reference: 'DEV-T12345SECOND' });
    const kinds = (await newsOf(user)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['payment_parked', 'payment_parked']);
  });

  it('tell of the courier, and of the shop who collects the goods there', async () => {
    const user = await aCustomer();
    for (const courier of ['jne', 'ambil']) {
      const sale = await aGoodsSale(user, 1, undefined, courier);
      await gatewaySays(sale, {});
      const [shipment] = await shipmentsOf([sale.id]);
      assert.ok(shipment);
      for (const event of ['pack', 'ship'] as const)
        await inTransaction(staffWith('support'), (uow) =>
          moveShipment(uow, { shipmentId: shipment.id, event, trackingNumber: 'A-0012' }),
        );
      await drainJobs();
    }
    const news = (await newsOf(user)).filter(({ kind }) => kind.startsWith('shipment'));
    assert.deepEqual(
      news.map(({ kind, body }) => [kind, /kurir/.test(body)]),
      [
        ['shipment_shipped', true],
        ['shipment_ready', false],
      ],
    );
  });

  it('tell a guest nothing of money that lies in no wallet', async () => {
    const sale = await aSale(null);
    await gatewaySays(sale, { status: 'EXPIRED', paid_at: null });
    await gatewaySays(sale, {});
    const stored = await providers.read<{ subject: string }[]>('/mail');
    assert.ok(stored.every(({ subject }) => !subject.includes(sale.number)));
  });
});
