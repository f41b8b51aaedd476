import assert from 'node:assert/strict';
import type { Sandbox } from '../index.js';
import {
  bearer,
  call,
  control,
  createBody,
  createPayment,
  openSandbox,
  post,
  secrets,
  stats,
  tripayGet,
  type PaymentAnswer,
} from '../testing/callers.js';
import { openShop, understood, type Shop } from '../testing/shop.js';
import { crc16 } from './qris.js';
import { hmacSha256 } from './signatures.js';

interface List {
  data: Record<string, unknown>[];
  pagination: Record<string, unknown>;
}

describe('the Tripay stand-in', () => {
  let sandbox: Sandbox;
  let shop: Shop;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1, 3);
    shop = await openShop();
    sandbox = await openSandbox({ shopUrl: shop.url, now: () => now });
  });
  afterEach(async () => {
    await sandbox.close();
    await shop.close();
  });

  const order = (reference: string, verb: string, body: unknown = {}) =>
    control<{ data: { status: string; callbacks: { status: number }[] } }>(
      sandbox,
      `/tripay/${reference}/${verb}`,
      body,
    );

  const opened = async (changes: Record<string, unknown> = {}) =>
    (await createPayment(sandbox, changes)).body.data;

  describe('door', () => {
    it('refuses a missing or wrong key with 401 and the error envelope', async () => {
      const url = `${sandbox.url}/tripay/merchant/payment-channel`;
      const refused = { status: 401, body: { success: false, message: 'Invalid API Key' } };
      assert.deepEqual(await call(url), refused);
      assert.deepEqual(await call(url, { headers: { Authorization: 'Bearer other' } }), refused);
      assert.deepEqual(await call(url, { headers: { Authorization: secrets.tripay.apiKey } }), refused);
    });

    it('answers broken JSON and unknown paths in the error envelope', async () => {
      const headers = { ...bearer, 'Content-Type': 'application/json' };
      const broken = await call(`${sandbox.url}/tripay/transaction/create`, {
        method: 'POST',
        headers,
        body: '{',
      });
      assert.equal(broken.status, 400);
      assert.equal(broken.body.success, false);
      assert.equal((await tripayGet(sandbox, '/nowhere')).status, 404);
    });

    it('lists channels with one that is not active', async () => {
      const { body } = await tripayGet<List & { message: string }>(sandbox, '/merchant/payment-channel');
      assert.equal(body.message, 'Success');
      assert.deepEqual(
        body.data.filter((row) => row.active === false).map((row) => row.code),
        ['MUAMALATVA'],
      );
    });

    it('lists a single channel when its code is given, and calculates its fee', async () => {
      const listed = await tripayGet<List>(sandbox, '/merchant/payment-channel?code=BRIVA');
      assert.deepEqual(
        listed.body.data.map((row) => row.code),
        ['BRIVA'],
      );
      const fee = await tripayGet<List>(sandbox, '/merchant/fee-calculator?code=QRIS&amount=100000');
      assert.deepEqual(fee.body.data[0]?.total_fee, { merchant: 0, customer: 1_450 });
      assert.equal((await tripayGet(sandbox, '/merchant/fee-calculator?code=NOPE&amount=1')).status, 400);
    });

    it('explains how to pay, with or without HTML', async () => {
      const path = '/payment/instruction?code=BRIVA&pay_code=0123&amount=25000';
      assert.match(JSON.stringify((await tripayGet(sandbox, `${path}&allow_html=1`)).body), /<b>0123<\/b>/);
      const plain = JSON.stringify((await tripayGet(sandbox, `${path}&allow_html=0`)).body);
      assert.match(plain, /0123/);
      assert.doesNotMatch(plain, /</);
    });
  });

  describe('create', () => {
    it('answers a virtual account as documented, with the customer fee on top', async () => {
      const { status, body } = await createPayment(sandbox);
      assert.equal(status, 200);
      const { data } = body;
      assert.deepEqual({ success: body.success, message: body.message }, { success: true, message: '' });
      assert.match(data.reference, /^DEV-T12345260101/);
      assert.equal(data.merchant_ref, 'INV/2026/07/0042');
      assert.equal(data.payment_method, 'BRIVA');
      assert.equal(data.payment_name, 'BRI Virtual Account');
      assert.deepEqual(
        [data.amount, data.fee_customer, data.fee_merchant, data.total_fee],
        [29_250, 4_250, 0, 4_250],
      );
      assert.equal(data.amount_received, 25_000);
      assert.match(String(data.pay_code), /^13282\d{11}$/);
      assert.equal(typeof data.pay_code, 'string');
      assert.equal(data.status, 'UNPAID');
      assert.equal(data.expired_time, now / 1000 + 86_400);
      assert.equal(data.checkout_url, `${sandbox.url}/tripay/checkout/${data.reference}`);
      assert.deepEqual([data.pay_url, data.qr_string, data.qr_url], [null, null, null]);
    });

    it('answers QRIS with a valid payload and an image, and no code', async () => {
      const data = await opened({ method: 'QRIS', amount: 120_000 });
      const payload = String(data.qr_string);
      assert.equal(data.amount, 121_590);
      assert.equal(payload.slice(-4), crc16(payload.slice(0, -4)));
      assert.match(payload, /5406121590/);
      assert.equal(data.pay_code, null);
      const image = await fetch(String(data.qr_url));
      assert.equal(image.headers.get('content-type'), 'image/png');
    });

    it('sends an e-wallet buyer to a page and takes the fee from the merchant', async () => {
      const data = await opened({ method: 'DANA', amount: 100_000 });
      assert.equal(data.pay_url, data.checkout_url);
      assert.deepEqual([data.amount, data.fee_merchant, data.amount_received], [100_000, 3_000, 97_000]);
    });

    it('takes PHP-style form bodies as well', async () => {
      const { order_items: _items, ...fields } = createBody({ callback_url: `${shop.url}/cb` });
      const form = new URLSearchParams();
      for (const [key, value] of Object.entries(fields)) form.set(key, String(value));
      for (const [key, value] of Object.entries({ name: 'Token', price: '25000', quantity: '1' })) {
        form.set(`order_items[0][${key}]`, value);
      }
      const url = `${sandbox.url}/tripay/transaction/create`;
      const { body } = await call<PaymentAnswer>(url, { method: 'POST', headers: bearer, body: form });
      assert.equal(body.data?.amount, 29_250, body.message);
    });

    const refusals: [string, Record<string, unknown>, RegExp][] = [
      ['a wrong signature', { signature: '0'.repeat(64) }, /^Invalid signature$/],
      [
        'a signature over decimals',
        { signature: hmacSha256(secrets.tripay.privateKey, 'T12345INV/2026/07/004225000.00') },
        /^Invalid signature$/,
      ],
      ['decimals in the amount', { amount: 25_000.5 }, /amount/],
      ['an unknown channel', { method: 'NOPEVA' }, /Channel/],
      ['an inactive channel', { method: 'MUAMALATVA' }, /Channel/],
      ['an amount below the minimum', { amount: 9_999 }, /10000/],
      ['an amount above the maximum', { amount: 10_000_001 }, /10000000/],
      ['items that do not add up', { order_items: [{ name: 'a', price: 1, quantity: 1 }] }, /order_items/],
      ['no items', { order_items: [] }, /order_items/],
      ['an invalid e-mail address', { customer_email: 'sari' }, /customer_email/],
      ['an expiry in milliseconds', { expired_time: Date.UTC(2026, 0, 2) }, /expired_time/],
      ['an expiry in the past', { expired_time: 1_000 }, /expired_time/],
      ['OVO without a phone number', { method: 'OVO', customer_phone: null }, /customer_phone/],
      ['a callback address that is no web address', { callback_url: 'file:///etc/passwd' }, /callback_url/],
    ];
    for (const [what, changes, message] of refusals) {
      it(`refuses ${what}`, async () => {
        const { status, body } = await createPayment(sandbox, changes);
        assert.equal(status, 400);
        assert.equal(body.success, false);
        assert.match(body.message, message);
        assert.equal((await stats(sandbox)).tripay.creates, 0);
      });
    }

    it('allows a merchant reference twice and counts it', async () => {
      const [first, second] = [await opened(), await opened()];
      assert.notEqual(first.reference, second.reference);
      assert.deepEqual((await stats(sandbox)).tripay.duplicate_merchant_refs, ['INV/2026/07/0042']);
    });
  });

  describe('questions', () => {
    it('give the time of payment as text in the detail and as a number in the list', async () => {
      const { reference } = await opened();
      assert.equal(
        (await tripayGet<PaymentAnswer>(sandbox, `/transaction/detail?reference=${reference}`)).body.data
          .paid_at,
        null,
      );
      await order(reference, 'pay');
      const detail = await tripayGet<PaymentAnswer>(sandbox, `/transaction/detail?reference=${reference}`);
      assert.deepEqual([detail.body.data.status, detail.body.data.paid_at], ['PAID', String(now / 1000)]);
      const { body } = await tripayGet<List>(sandbox, '/merchant/transactions?merchant_ref=INV/2026/07/0042');
      assert.equal(body.data[0]?.paid_at, now / 1000);
      assert.equal(typeof body.data[0]?.pay_code, 'number');
      assert.equal(body.pagination.total_records, 1);
    });

    it('tell the status in a sentence', async () => {
      const { reference } = await opened();
      const { body } = await tripayGet(sandbox, `/transaction/check-status?reference=${reference}`);
      assert.deepEqual(body, { success: true, message: 'Status transaksi saat ini UNPAID' });
    });

    it('answer 404 for an unknown reference', async () => {
      assert.equal((await tripayGet(sandbox, '/transaction/detail?reference=T0')).status, 404);
    });

    it('page through the list', async () => {
      for (const merchant_ref of ['A', 'B', 'C']) await opened({ merchant_ref });
      const page = await tripayGet<List>(sandbox, '/merchant/transactions?per_page=2&page=2&sort=asc');
      assert.deepEqual(
        page.body.data.map((row) => row.merchant_ref),
        ['C'],
      );
      assert.deepEqual(page.body.pagination, {
        sort: 'asc',
        offset: { from: 3, to: 3 },
        current_page: 2,
        previous_page: 1,
        next_page: null,
        last_page: 2,
        per_page: 2,
        total_records: 3,
      });
    });
  });

  describe('callbacks', () => {
    it('go to the address of the payment, with event and signature over the raw bytes', async () => {
      const { reference } = await opened({ callback_url: `${shop.url}/elsewhere` });
      const { body } = await order(reference, 'pay');
      assert.equal(body.data.status, 'PAID');
      const { path, headers, raw } = await shop.next();
      assert.equal(path, '/elsewhere');
      assert.equal(headers['content-type'], 'application/json');
      assert.equal(headers['x-callback-event'], 'payment_status');
      assert.equal(headers['x-callback-signature'], hmacSha256(secrets.tripay.privateKey, raw));
      assert.ok(raw.includes('"merchant_ref":"INV\\/2026\\/07\\/0042"'), raw);
      const fields = JSON.parse(raw) as Record<string, unknown>;
      assert.deepEqual(
        [fields.total_amount, fields.amount_received, fields.paid_at],
        [29_250, 25_000, now / 1000],
      );
      assert.deepEqual([fields.payment_method, fields.payment_method_code], ['BRI Virtual Account', 'BRIVA']);
    });

    it("go to the shop's own door where the payment names none", async () => {
      await order((await opened()).reference, 'fail');
      const { path, raw } = await shop.next();
      assert.equal(path, '/api/v1/callbacks/tripay');
      assert.match(raw, /"status":"FAILED","paid_at":null/);
    });

    it('are repeated three times at most while the shop does not understand', async () => {
      shop.answer = { status: 200, body: '{"success":false}' };
      await order((await opened()).reference, 'pay');
      const attempts = [await shop.next(), await shop.next(), await shop.next(), await shop.next()];
      assert.equal(new Set(attempts.map(({ raw }) => raw)).size, 1);
      // A payment made afterwards is the next thing the shop hears of: nothing was sent a fifth time.
      shop.answer = understood;
      const { reference } = await opened({ merchant_ref: 'NEXT' });
      await order(reference, 'pay');
      assert.match((await shop.next()).raw, /NEXT/);
      assert.equal(shop.received.length, 5);
    });

    it('stop once the shop understands', async () => {
      shop.answer = { status: 500, body: '' };
      const { reference } = await opened();
      const first = order(reference, 'pay');
      await shop.next();
      shop.answer = understood;
      await first;
      await shop.next();
      await order(reference, 'pay');
      assert.equal(shop.received.length, 3);
    });

    it('report an unreachable shop as status 0', async () => {
      const { reference } = await opened({ callback_url: 'http://127.0.0.1:1/' });
      assert.equal((await order(reference, 'pay')).body.data.callbacks[0]?.status, 0);
    });

    it('tell of an expiry when its time comes', async () => {
      const { reference } = await opened({ expired_time: now / 1000 + 60 });
      now += 60_000;
      assert.match((await shop.next()).raw, new RegExp(`"reference":"${reference}".*"status":"EXPIRED"`));
      const { body } = await tripayGet<PaymentAnswer>(sandbox, `/transaction/detail?reference=${reference}`);
      assert.equal(body.data.status, 'EXPIRED');
    });
  });

  describe('misbehaviour', () => {
    it('sends several copies of one callback', async () => {
      await order((await opened()).reference, 'pay', { copies: 3 });
      assert.equal(new Set(shop.received.map(({ raw }) => raw)).size, 1);
      assert.equal(shop.received.length, 3);
    });

    it('sends a callback late', async () => {
      const { body } = await order((await opened()).reference, 'pay', { delay_ms: 1 });
      assert.deepEqual(body.data, { ...body.data, status: 'PAID', callbacks: [] });
      assert.match((await shop.next()).raw, /"status":"PAID"/);
    });

    it('tells of another amount than was asked, everywhere alike', async () => {
      const { reference } = await opened();
      await order(reference, 'pay', { amount: 1_000 });
      assert.equal((JSON.parse((await shop.next()).raw) as { total_amount: number }).total_amount, 1_000);
      const { body } = await tripayGet<PaymentAnswer>(sandbox, `/transaction/detail?reference=${reference}`);
      assert.equal(body.data.amount, 1_000);
    });

    it('forges a callback that changes nothing', async () => {
      const { reference } = await opened();
      assert.equal((await order(reference, 'pay', { forge: true })).body.data.status, 'UNPAID');
      const { raw, headers } = await shop.next();
      assert.match(raw, /"status":"PAID"/);
      assert.notEqual(headers['x-callback-signature'], hmacSha256(secrets.tripay.privateKey, raw));
    });

    it('sends another status first when told to reorder', async () => {
      await order((await opened()).reference, 'pay', { reorder: true });
      const words = shop.received.map(({ raw }) => (JSON.parse(raw) as { status: string }).status);
      assert.deepEqual(words, ['EXPIRED', 'PAID']);
    });

    it('lets an expired payment be paid late, but never unpays a paid one', async () => {
      const { reference } = await opened();
      await order(reference, 'expire');
      assert.equal((await order(reference, 'pay')).body.data.status, 'PAID');
      assert.equal((await order(reference, 'expire')).body.data.status, 'PAID');
      assert.match(shop.received[2]?.raw ?? '', /"status":"EXPIRED"/);
    });

    it('refunds a paid payment', async () => {
      const { reference } = await opened();
      await order(reference, 'pay');
      assert.equal((await order(reference, 'refund')).body.data.status, 'REFUND');
    });

    it('loses the answer although the payment was made', async () => {
      await control(sandbox, '/tripay', { mode: 'lost' });
      await assert.rejects(createPayment(sandbox));
      assert.equal((await stats(sandbox)).tripay.creates, 1);
    });

    it('keeps the caller waiting and makes nothing', async () => {
      await control(sandbox, '/tripay', { mode: 'hang' });
      const url = `${sandbox.url}/tripay/transaction/create`;
      await assert.rejects(post(url, createBody(), { headers: bearer, signal: AbortSignal.timeout(50) }), {
        name: 'TimeoutError',
      });
      assert.equal((await stats(sandbox)).tripay.creates, 0);
    });

    it('answers 500 and makes nothing', async () => {
      await control(sandbox, '/tripay', { mode: 'error' });
      assert.equal((await createPayment(sandbox)).status, 500);
      assert.equal((await stats(sandbox)).tripay.creates, 0);
    });

    it('makes a payment for another amount', async () => {
      await control(sandbox, '/tripay', { mode: 'wrong_amount' });
      const data = await opened();
      assert.equal(data.amount, 30_250);
      assert.equal(data.amount_received, 26_000);
    });

    it('is down with a page that is no JSON, at every door', async () => {
      await control(sandbox, '/tripay', { mode: 'down' });
      const response = await fetch(`${sandbox.url}/tripay/merchant/payment-channel`, { headers: bearer });
      assert.equal(response.status, 502);
      assert.match(response.headers.get('content-type') ?? '', /html/);
    });

    it('behaves again after the ordered number of calls', async () => {
      await control(sandbox, '/tripay', { mode: 'error', times: 1 });
      assert.equal((await createPayment(sandbox)).status, 500);
      assert.equal((await createPayment(sandbox)).status, 200);
    });

    it('misbehaves towards one payment only when its reference is named', async () => {
      await control(sandbox, '/tripay', { mode: 'error', merchant_ref: 'BAD' });
      assert.equal((await createPayment(sandbox, { merchant_ref: 'BAD' })).status, 500);
      assert.equal((await createPayment(sandbox)).status, 200);
    });
  });
});
