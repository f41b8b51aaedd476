import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../index.js';
import { buy, control, openSandbox, post, secrets, stats, type SupplierAnswer } from '../testing/callers.js';
import { openShop, type Shop } from '../testing/shop.js';
import { requestSign, webhookSignature } from './signatures.js';

const dayMs = 24 * 60 * 60 * 1000;

describe('the Digiflazz stand-in', () => {
  let sandbox: Sandbox;
  let shop: Shop;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1, 3);
    shop = await openShop();
    sandbox = await openSandbox({ shopUrl: shop.url, now: () => now, openingDeposit: 1_000_000 });
  });
  afterEach(async () => {
    await sandbox.close();
    await shop.close();
  });

  const ask = (path: string, body: Record<string, unknown>, subject: string) => {
    const { username } = secrets.digiflazz;
    const signed = { username, sign: requestSign(secrets.digiflazz, subject), ...body };
    return post<{ data: unknown }>(`${sandbox.url}/digiflazz${path}`, signed);
  };
  const behave = (mode: string, more: Record<string, unknown> = {}) =>
    control(sandbox, '/digiflazz', { mode, ...more });
  const nextWebhook = async () => {
    const { headers, raw } = await shop.next();
    return { headers, raw, data: (JSON.parse(raw) as SupplierAnswer).data };
  };
  const bought = async (changes: Record<string, unknown> = {}) => (await buy(sandbox, changes)).body.data;

  describe('door', () => {
    it('refuses a wrong sign, user name or body with 400 and the code under data', async () => {
      const cases = [
        [{ cmd: 'deposit', sign: 'x'.repeat(32) }, '41'],
        [{ cmd: 'deposit', username: 'lain' }, '42'],
        [{ cmd: 'saldo' }, '40'],
      ] as const;
      for (const [body, rc] of cases) {
        const { status, body: answer } = await ask('/cek-saldo', body, 'depo');
        assert.equal(status, 400);
        assert.deepEqual((answer.data as { rc: string }).rc, rc);
      }
    });

    it('signs each call over its own subject', async () => {
      assert.equal((await ask('/cek-saldo', { cmd: 'deposit' }, 'pricelist')).status, 400);
      assert.deepEqual((await ask('/cek-saldo', { cmd: 'deposit' }, 'depo')).body, {
        data: { deposit: 1_000_000 },
      });
    });

    it('answers broken JSON with a payload error', async () => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`${sandbox.url}/digiflazz/transaction`, {
        method: 'POST',
        headers,
        body: '{',
      });
      assert.equal(response.status, 400);
      assert.equal(((await response.json()) as SupplierAnswer).data.rc, '40');
    });

    it('lists prepaid and postpaid products in their own shapes', async () => {
      const prepaid = (await ask('/price-list', { cmd: 'prepaid', code: 'pln20' }, 'pricelist')).body.data;
      assert.deepEqual(prepaid, [
        {
          product_name: 'PLN 20.000',
          category: 'PLN',
          brand: 'PLN',
          type: 'Umum',
          seller_name: 'Seller Contoh',
          price: 20_100,
          buyer_sku_code: 'pln20',
          buyer_product_status: true,
          seller_product_status: true,
          desc: '-',
          unlimited_stock: true,
          stock: 0,
          multi: true,
          start_cut_off: '00:00',
          end_cut_off: '00:00',
        },
      ]);
      const [bill] = (await ask('/price-list', { cmd: 'pasca', brand: 'PDAM' }, 'pricelist')).body
        .data as object[];
      assert.deepEqual(bill, {
        product_name: 'PDAM Kota Contoh',
        category: 'Pascabayar',
        brand: 'PDAM',
        seller_name: 'Seller Contoh',
        admin: 2_500,
        commission: 800,
        buyer_sku_code: 'pdam',
        buyer_product_status: true,
        seller_product_status: true,
        desc: '-',
      });
    });

    it('answers an object instead of a list when the list is asked for too often', async () => {
      await behave('default', { limits: 'enforced' });
      assert.ok(Array.isArray((await ask('/price-list', { cmd: 'prepaid' }, 'pricelist')).body.data));
      const second = await ask('/price-list', { cmd: 'prepaid' }, 'pricelist');
      assert.equal(second.status, 200);
      assert.equal((second.body.data as { rc: string }).rc, '83');
      now += 5 * 60_000;
      assert.ok(Array.isArray((await ask('/price-list', { cmd: 'prepaid' }, 'pricelist')).body.data));
    });

    it('opens deposit tickets for known banks only', async () => {
      const ticket = { amount: 1_000_000, owner_name: 'Toko Contoh' };
      const { data } = (await ask('/deposit', { ...ticket, Bank: 'BCA' }, 'deposit')).body as SupplierAnswer;
      assert.deepEqual([data.rc, data.bank, data.payment_method], ['00', 'BCA', 'Bank Transfer']);
      assert.ok(Number(data.amount) > 1_000_000 && Number(data.amount) < 1_001_000);
      const refused = (await ask('/deposit', { ...ticket, bank: 'LAIN' }, 'deposit')).body as SupplierAnswer;
      assert.equal(refused.data.rc, '64');
    });

    it('names the owner of a meter', async () => {
      const { data } = (await ask('/inquiry-pln', { customer_no: '1234554321' }, '1234554321'))
        .body as SupplierAnswer;
      assert.deepEqual([data.status, data.rc, data.meter_no], ['Sukses', '00', '1234554321']);
      assert.match(String(data.segment_power), /^[RB]1M? \/\d{9}$/);
      const wrong = (await ask('/inquiry-pln', { customer_no: '12' }, '12')).body as SupplierAnswer;
      assert.equal(wrong.data.rc, '54');
    });
  });

  describe('a purchase', () => {
    it('is pending first and succeeds by webhook with a serial number', async () => {
      const data = await bought();
      assert.deepEqual(data, {
        ref_id: 'TRX-1',
        customer_no: '081900000001',
        buyer_sku_code: 'xld10',
        message: 'Transaksi Pending',
        status: 'Pending',
        rc: '03',
        buyer_last_saldo: 989_500,
        sn: '',
        price: 10_500,
        tele: '@kontakseller',
        wa: '081200000000',
      });
      const webhook = await nextWebhook();
      assert.deepEqual([webhook.data.status, webhook.data.rc], ['Sukses', '00']);
      assert.match(String(webhook.data.sn), /^\d{16}$/);
      assert.equal(webhook.headers['user-agent'], 'Digiflazz-Hookshot');
      assert.equal(webhook.headers['x-digiflazz-event'], 'update');
      const expected = webhookSignature(secrets.digiflazz.webhookSecret, webhook.raw);
      assert.equal(webhook.headers['x-hub-signature'], expected);
      assert.deepEqual(await bought(), webhook.data);
    });

    it('goes to the documented door of the shop', async () => {
      await bought();
      assert.equal((await shop.next()).path, '/api/v1/callbacks/digiflazz');
    });

    it('of a PLN token carries twenty digits, name, tariff, power and kWh in escaped slashes', async () => {
      await bought({ buyer_sku_code: 'pln20', customer_no: '14000000000' });
      const { data, raw } = await nextWebhook();
      assert.match(String(data.sn), /^(\d{4}-){4}\d{4}\/[A-Z ]+\/(R1M?|B1)\/\d+VA\/13,9KWH$/);
      assert.match(raw, /\\\/R1|\\\/B1/);
    });

    it('of a voucher carries a code, of a game a reference with the name', async () => {
      await bought({ buyer_sku_code: 'gp50' });
      assert.match(String((await nextWebhook()).data.sn), /^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
      await bought({ buyer_sku_code: 'ml86', ref_id: 'TRX-2' });
      assert.match(String((await nextWebhook()).data.sn), /^\d{12}\/[A-Z ]+$/);
    });

    const endings = [
      ['087800001230', 'Sukses', '00', null],
      ['087800001232', 'Gagal', '02', null],
      ['087800001233', 'Pending', '03', 'Sukses'],
      ['087800001234', 'Pending', '03', 'Gagal'],
    ] as const;
    for (const [customer_no, status, rc, later] of endings) {
      it(`for test number ${customer_no} is ${status}${later ? `, then ${later}` : ''}`, async () => {
        const data = await bought({ customer_no, testing: true });
        assert.deepEqual([data.status, data.rc], [status, rc]);
        const webhook = await nextWebhook();
        assert.equal(webhook.data.status, later ?? status);
        assert.equal(webhook.headers['x-digiflazz-event'], later ? 'update' : 'create');
        const kept = (later ?? status) === 'Sukses' ? 989_500 : 1_000_000;
        assert.equal((await stats(sandbox)).digiflazz.deposit, kept);
      });
    }

    const refusals: [string, Record<string, unknown>, string][] = [
      ['an unknown product', { buyer_sku_code: 'tidakada' }, '43'],
      ['a bill bought like a prepaid product', { buyer_sku_code: 'pdam' }, '43'],
      ['a price above the maximum', { max_price: 10_499 }, '69'],
    ];
    for (const [what, changes, rc] of refusals) {
      it(`is refused for ${what}, and nothing is made`, async () => {
        const data = await bought(changes);
        assert.deepEqual([data.status, data.rc, data.ref_id], ['Gagal', rc, 'TRX-1']);
        assert.equal((await stats(sandbox)).digiflazz.purchases, 0);
      });
    }

    it('in cut-off is made and fails without costing anything', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'catalogue-'));
      const token = { supplier_sku: 'pln20', name: 'Token', brand: 'PLN', cost_amount: 20_100 };
      const products = [{ ...token, cut_off_start: '10:00', cut_off_end: '10:01' }];
      writeFileSync(join(dir, 'pln.json'), JSON.stringify({ name: { id: 'PLN' }, type: 'pln', products }));
      const closed = await openSandbox({ shopUrl: shop.url, now: () => now, catalogueDir: dir });
      try {
        const { data } = (await buy(closed, { buyer_sku_code: 'pln20' })).body;
        assert.deepEqual([data.status, data.rc], ['Gagal', '58']);
        const { purchases, deposit } = (await stats(closed)).digiflazz;
        assert.deepEqual([purchases, deposit], [1, 50_000_000]);
      } finally {
        await closed.close();
        rmSync(dir, { recursive: true });
      }
    });

    it('goes through at exactly the maximum price', async () => {
      assert.equal((await bought({ max_price: 10_500 })).status, 'Pending');
    });

    it('is refused while the deposit is too low, and goes through under the same reference later', async () => {
      await control(sandbox, '/digiflazz/deposit', { amount: 10_499 });
      assert.equal((await bought()).rc, '44');
      await control(sandbox, '/digiflazz/deposit', { amount: 10_500 });
      assert.equal((await bought()).rc, '03');
      assert.equal((await stats(sandbox)).digiflazz.deposit, 0);
    });
  });

  describe('a reference', () => {
    it('buys once, however often it is sent', async () => {
      const [first, second] = await Promise.all([bought(), bought()]);
      assert.equal(first.ref_id, second.ref_id);
      const { digiflazz } = await stats(sandbox);
      assert.deepEqual(digiflazz.purchases_by_ref_id, { 'TRX-1': 1 });
      assert.deepEqual([digiflazz.bought_twice, digiflazz.deposit], [[], 989_500]);
    });

    it('is refused for other goods and leaves the first purchase alone', async () => {
      await bought();
      assert.equal((await bought({ customer_no: '081900000002' })).rc, '49');
      assert.equal((await bought({ buyer_sku_code: 'pln20' })).rc, '49');
      assert.equal((await stats(sandbox)).digiflazz.purchases, 1);
    });

    it('still names its purchase just before 90 days and buys anew after them', async () => {
      await behave('success');
      const { sn } = await bought();
      now += 90 * dayMs - 1;
      assert.equal((await bought()).sn, sn);
      now += 1;
      assert.notEqual((await bought()).sn, sn);
      const { digiflazz } = await stats(sandbox);
      assert.deepEqual([digiflazz.bought_twice, digiflazz.deposit], [['TRX-1'], 979_000]);
    });

    it('asked for twice within a minute is written down', async () => {
      await bought();
      await bought();
      assert.equal((await stats(sandbox)).digiflazz.hasty_calls, 1);
      now += 60_000;
      await bought();
      assert.equal((await stats(sandbox)).digiflazz.hasty_calls, 1);
    });

    it('asked for twice within a minute is refused where limits are enforced, the purchase untouched', async () => {
      await behave('pending', { limits: 'enforced' });
      await bought();
      assert.equal((await bought()).rc, '85');
      now += 60_000;
      assert.equal((await bought()).rc, '03');
    });

    it('is shown beside others that bought the same goods', async () => {
      await bought();
      await bought({ ref_id: 'TRX-2' });
      const { same_goods } = (await stats(sandbox)).digiflazz;
      assert.deepEqual(same_goods, [{ goods: 'xld10 081900000001', ref_ids: ['TRX-1', 'TRX-2'] }]);
    });
  });

  describe('misbehaviour', () => {
    it('succeeds at once', async () => {
      await behave('success');
      const data = await bought();
      assert.deepEqual([data.status, String(data.sn).length], ['Sukses', 16]);
    });

    it('fails at once with a chosen code and keeps no money', async () => {
      await behave('fail', { rc: '55' });
      const data = await bought();
      assert.deepEqual([data.status, data.rc, data.buyer_last_saldo], ['Gagal', '55', 1_000_000]);
    });

    it('fails later when a delay is given', async () => {
      await behave('fail', { settle_after_ms: 1 });
      assert.equal((await bought()).status, 'Pending');
      assert.equal((await nextWebhook()).data.status, 'Gagal');
      assert.equal((await stats(sandbox)).digiflazz.deposit, 1_000_000);
    });

    it('stays pending until told otherwise', async () => {
      await behave('pending');
      await bought();
      await control(sandbox, '/digiflazz/TRX-1/webhook', { status: 'success' });
      assert.equal((await nextWebhook()).data.status, 'Sukses');
      assert.equal(shop.received.length, 1);
    });

    it('loses the answer although the purchase was made', async () => {
      await behave('lost', { times: 1 });
      await assert.rejects(buy(sandbox));
      const { data } = await nextWebhook();
      assert.equal(data.status, 'Sukses');
      assert.deepEqual(await bought(), data);
      assert.equal((await stats(sandbox)).digiflazz.purchases, 1);
    });

    it('keeps the caller waiting and makes nothing', async () => {
      await behave('hang');
      await assert.rejects(buy(sandbox, {}, { signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
      assert.equal((await stats(sandbox)).digiflazz.purchases, 0);
    });

    it('answers 500 with no JSON and makes nothing', async () => {
      await behave('error');
      await assert.rejects(buy(sandbox), SyntaxError);
      assert.equal((await stats(sandbox)).digiflazz.purchases, 0);
    });

    it('misbehaves towards one reference only, until told to be normal again', async () => {
      await behave('fail', { ref_id: 'TRX-BAD' });
      assert.equal((await bought({ ref_id: 'TRX-BAD' })).status, 'Gagal');
      assert.equal((await bought()).status, 'Pending');
      await behave('default', { ref_id: 'TRX-BAD' });
      assert.equal((await bought({ ref_id: 'TRX-BAD2' })).status, 'Pending');
    });

    it('sends copies of a webhook and, told so, a forged one that changes nothing', async () => {
      await behave('pending');
      await bought();
      await control(sandbox, '/digiflazz/TRX-1/webhook', { status: 'Gagal', forge: true });
      const forged = await nextWebhook();
      assert.equal(forged.data.status, 'Gagal');
      const right = webhookSignature(secrets.digiflazz.webhookSecret, forged.raw);
      assert.notEqual(forged.headers['x-hub-signature'], right);
      assert.equal((await bought()).status, 'Pending');
      await control(sandbox, '/digiflazz/TRX-1/webhook', { status: 'Gagal', copies: 2 });
      assert.equal(shop.received.length, 3);
      assert.equal((await stats(sandbox)).digiflazz.deposit, 1_000_000);
    });

    it('takes a success back with the refund code and returns the money', async () => {
      await behave('success');
      await bought();
      await nextWebhook();
      await control(sandbox, '/digiflazz/TRX-1/webhook', { status: 'Gagal' });
      const { data } = await nextWebhook();
      assert.deepEqual([data.status, data.rc, data.buyer_last_saldo], ['Gagal', '74', 1_000_000]);
    });

    it('pings a webhook with a body that has no transaction', async () => {
      await post(`${sandbox.url}/digiflazz/report/hooks/abc12/pings`, {});
      const body = JSON.parse((await shop.next()).raw) as Record<string, unknown>;
      assert.equal(body.hook_id, 'abc12');
      assert.equal(body.data, undefined);
    });
  });
});
