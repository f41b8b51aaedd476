import assert from 'node:assert/strict';
import type { Sandbox } from '../index.js';
import { bearer, control, openSandbox, post, secrets, tripayGet } from '../testing/callers.js';
import { openShop, type Shop } from '../testing/shop.js';
import { hmacSha256, openPaymentSignature } from './signatures.js';

const { merchantCode, privateKey } = secrets.tripay;

interface Code {
  success: boolean;
  message: string;
  data: Record<string, unknown> & { uuid: string; pay_code: string | null };
}

describe('open payments at the Tripay stand-in', () => {
  let sandbox: Sandbox;
  let shop: Shop;
  const now = Date.UTC(2026, 0, 1, 3);

  beforeEach(async () => {
    shop = await openShop();
    sandbox = await openSandbox({ shopUrl: shop.url, now: () => now });
  });
  afterEach(async () => {
    await sandbox.close();
    await shop.close();
  });

  const create = (changes: Record<string, unknown> = {}) => {
    const order = { method: 'BCAVAOP', merchant_ref: 'USER-77', customer_name: 'Sari Contoh', ...changes };
    const signature = openPaymentSignature(privateKey, {
      merchantCode,
      method: order.method,
      merchantRef: order.merchant_ref,
    });
    return post<Code>(
      `${sandbox.url}/tripay/open-payment/create`,
      { ...order, signature, ...changes },
      { headers: bearer },
    );
  };

  const pay = (uuid: string, amount: number) =>
    control(sandbox, `/tripay/open-payment/${uuid}/pay`, { amount });

  it('answer with a code, without amount or end, and show the same again', async () => {
    const { status, body } = await create();
    assert.equal(status, 200);
    const { uuid, ...rest } = body.data;
    assert.match(uuid, /^T12345OP[0-9A-F]{10}$/);
    assert.match(String(rest.pay_code), /^39019\d{11}$/);
    assert.deepEqual(
      { ...rest, pay_code: 'any' },
      {
        merchant_ref: 'USER-77',
        customer_name: 'Sari Contoh',
        payment_name: 'BCA Virtual Account',
        payment_method: 'BCAVAOP',
        pay_code: 'any',
        qr_string: null,
        qr_url: null,
      },
    );
    assert.deepEqual((await tripayGet<Code>(sandbox, `/open-payment/${uuid}/detail`)).body.data, body.data);
    const qris = (await create({ method: 'QRISOP' })).body.data;
    assert.match(String(qris.qr_string), /^000201010211/, 'a QR code that is paid more than once');
    assert.ok(!String(qris.qr_string).includes('5405'), 'and without an amount');
  });

  it('are refused with the signature of a closed payment, and for channels of closed ones', async () => {
    const wrong = hmacSha256(privateKey, `${merchantCode}USER-77BCAVAOP`);
    assert.deepEqual((await create({ signature: wrong })).body, {
      success: false,
      message: 'Invalid signature',
    });
    assert.equal((await create({ method: 'BCAVA' })).status, 400);
  });

  it('take any amount any number of times, each told under a reference of its own', async () => {
    const { uuid } = (await create()).body.data;
    await pay(uuid, 15_000);
    await pay(uuid, 700_000);
    const told = shop.received.map(({ raw }) => JSON.parse(raw) as Record<string, unknown>);
    assert.deepEqual(
      told.map((each) => [each.merchant_ref, each.total_amount, each.is_closed_payment, each.fee_merchant]),
      [
        ['USER-77', 15_000, 0, 5_500],
        ['USER-77', 700_000, 0, 5_500],
      ],
    );
    assert.equal(new Set(told.map(({ reference }) => reference)).size, 2);
    const list = await tripayGet<{ data: Record<string, unknown>[]; pagination: Record<string, unknown> }>(
      sandbox,
      `/open-payment/${uuid}/transactions?per_page=1`,
    );
    assert.deepEqual(
      list.body.data.map(({ amount, status, amount_received: received }) => [amount, status, received]),
      [[700_000, 'PAID', 694_500]],
    );
    assert.deepEqual(list.body.pagination['total'], 2);
  });

  it('are listed by the days and hours of Jakarta', async () => {
    const { uuid } = (await create()).body.data;
    await pay(uuid, 15_000);
    const listed = async (search: string) =>
      (await tripayGet<{ data: unknown[] }>(sandbox, `/open-payment/${uuid}/transactions?${search}`)).body
        .data.length;
    assert.equal(await listed('start_date=2026-01-01 10:00:00'), 1);
    assert.equal(await listed('start_date=2026-01-01 10:00:01'), 0);
    assert.equal(await listed('end_date=2026-01-01 09:59:59'), 0);
  });
});
