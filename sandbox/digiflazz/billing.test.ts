import assert from 'node:assert/strict';
import type { Sandbox } from '../index.js';
import { buy, control, openSandbox, stats } from '../testing/callers.js';
import { openShop, type Shop } from '../testing/shop.js';

interface Detail {
  nilai_tagihan: string;
  denda: string;
  biaya_lain: string;
}

describe('bills at the Digiflazz stand-in', () => {
  let sandbox: Sandbox;
  let shop: Shop;
  let now: number;

  beforeEach(async () => {
    // 23:00 in Jakarta: one hour before the date changes there, seven before it does in UTC.
    now = Date.UTC(2026, 0, 1, 16);
    shop = await openShop();
    sandbox = await openSandbox({ shopUrl: shop.url, now: () => now, openingDeposit: 5_000_000 });
  });
  afterEach(async () => {
    await sandbox.close();
    await shop.close();
  });

  const water = { buyer_sku_code: 'pdam', customer_no: '1013226', ref_id: 'INV-PDAM-0007' };
  const bill = async (commands: string, changes: Record<string, unknown> = {}) =>
    (await buy(sandbox, { ...water, commands, ...changes })).body.data;

  it('add up: the customer pays sheets and fees, the deposit is charged less the commission', async () => {
    const data = await bill('inq-pasca');
    const { detail, lembar_tagihan } = data.desc as { detail: Detail[]; lembar_tagihan: number };
    const sheets = detail.reduce(
      (sum, row) => sum + Number(row.nilai_tagihan) + Number(row.denda) + Number(row.biaya_lain),
      0,
    );
    assert.equal(lembar_tagihan, 2);
    assert.equal(data.admin, 5_000);
    assert.equal(data.selling_price, sheets + 5_000);
    assert.equal(data.price, Number(data.selling_price) - 2 * 800);
    assert.equal(data.periode, '202511,202512');
    assert.equal(data.sn, undefined);
  });

  it('cost nothing to ask for and the quoted price to pay, once', async () => {
    const { price } = await bill('inq-pasca');
    assert.equal((await stats(sandbox)).digiflazz.deposit, 5_000_000);
    const paid = await bill('pay-pasca');
    assert.deepEqual(
      [paid.status, paid.price, paid.buyer_last_saldo],
      ['Sukses', price, 5_000_000 - Number(price)],
    );
    assert.match(String(paid.sn), /^\d{16}$/);
    assert.equal((await bill('pay-pasca')).sn, paid.sn);
    assert.equal((await bill('status-pasca')).sn, paid.sn);
    assert.equal((await stats(sandbox)).digiflazz.purchases, 1);
  });

  it('are announced by the hook of postpaid goods', async () => {
    await bill('inq-pasca', { customer_no: '2013226' });
    assert.equal((await bill('pay-pasca', { customer_no: '2013226' })).status, 'Pending');
    const { headers, raw } = await shop.next();
    assert.equal(headers['user-agent'], 'Digiflazz-Pasca-Hookshot');
    assert.match(raw, /"status":"Sukses"/);
  });

  it('can be paid on the Jakarta date of the inquiry only', async () => {
    await bill('inq-pasca');
    now += 60 * 60_000;
    assert.equal((await bill('pay-pasca')).rc, '60');
    assert.equal((await stats(sandbox)).digiflazz.purchases, 0);
  });

  it('cannot be paid without an inquiry or with other data', async () => {
    assert.equal((await bill('pay-pasca')).rc, '50');
    await bill('inq-pasca');
    assert.equal((await bill('pay-pasca', { customer_no: '1013230' })).rc, '49');
  });

  it('need a deposit that covers them', async () => {
    await bill('inq-pasca');
    await control(sandbox, '/digiflazz/deposit', { amount: 10 });
    assert.equal((await bill('pay-pasca')).rc, '44');
  });

  it('are not known any more after 90 days, which proves nothing', async () => {
    await bill('inq-pasca');
    await bill('pay-pasca');
    now += 90 * 24 * 60 * 60_000;
    assert.equal((await bill('status-pasca')).rc, '50');
  });

  it('of e-money must be multiples of 1,000', async () => {
    const eMoney = { buyer_sku_code: 'emoney', customer_no: '082100000001' };
    assert.equal((await bill('inq-pasca', { ...eMoney, amount: 10_500 })).rc, '87');
    const data = await bill('inq-pasca', { ...eMoney, amount: 10_000 });
    assert.equal(data.selling_price, 12_500);
  });

  const numbers: [
    sku: string,
    ok: string,
    unknown: string,
    fails: string,
    later: string,
    laterFails: string,
  ][] = [
    ['pln', '530000000001', '530000000003', '530000000006', '630000000001', '630000000006'],
    ['pdam', '1013226', '1013227', '1013230', '2013226', '2013230'],
    ['internet', '6391601001', '6391601002', '6391601005', '7391601001', '7391601005'],
    ['pgas', '0110014601', '0110014603', '0110014605', '1110014601', '1110014605'],
    ['bpjs', '8801234560001', '8801234560002', '8801234560005', '9801234560001', '9801234560005'],
    ['multifinance', '6391601201', '6391601202', '6391601205', '7391601201', '7391601205'],
    [
      'cimahi',
      '329801092375999991',
      '329801092375999992',
      '329801092375999995',
      '429801092375999991',
      '429801092375999995',
    ],
    ['tv', '127246500101', '127246500102', '127246500105', '227246500101', '227246500105'],
    ['pdl', '3298010921', '3298010922', '3298010923', '4298010921', '4298010923'],
    [
      'bpjstk',
      '8102051011270001',
      '8102051011270002',
      '8102051011270003',
      '9102051011270001',
      '9102051011270003',
    ],
    ['bpjstkpu', '400000100001', '400000100002', '400000100003', '500000100001', '500000100003'],
    ['plnnontaglist', '3225030005921', '3225030005922', '3225030005923', '4225030005921', '4225030005923'],
    ['emoney', '082100000001', '082100000002', '082100000003', '082110000001', '082110000003'],
    ['hp', '081234554320', '081234554321', '081234554324', '081244554320', '081244554324'],
    [
      'samsat',
      ...([
        '9658548523568701',
        '9658548523568702',
        '9658548523568705',
        '0658548523568701',
        '0658548523568705',
      ] as const),
    ],
  ];
  for (const [sku, ok, unknown, fails, later, laterFails] of numbers) {
    it(`of ${sku} behave as documented for its test numbers`, async () => {
      const suffix = sku === 'samsat' ? ',0212502110170100' : '';
      const story = async (number: string) => {
        const about = { buyer_sku_code: sku, customer_no: number + suffix, ref_id: `${sku}-${number}` };
        const inquiry = await bill('inq-pasca', { ...about, amount: 10_000 });
        if (inquiry.status !== 'Sukses') return [inquiry.status];
        const { status } = await bill('pay-pasca', about);
        const webhook = JSON.parse((await shop.next()).raw) as { data: { status: string } };
        return [inquiry.status, status, webhook.data.status];
      };
      assert.deepEqual(await story(ok), ['Sukses', 'Sukses', 'Sukses']);
      assert.deepEqual(await story(unknown), ['Gagal']);
      assert.deepEqual(await story(fails), ['Sukses', 'Gagal', 'Gagal']);
      assert.deepEqual(await story(later), ['Sukses', 'Pending', 'Sukses']);
      assert.deepEqual(await story(laterFails), ['Sukses', 'Pending', 'Gagal']);
    });
  }

  it('have as many sheets as the test numbers promise', async () => {
    const sheetsOf = async (buyer_sku_code: string, customer_no: string) => {
      const { desc } = await bill('inq-pasca', { buyer_sku_code, customer_no, ref_id: customer_no });
      return (desc as { lembar_tagihan: number }).lembar_tagihan;
    };
    assert.equal(await sheetsOf('pln', '530000000001'), 1);
    assert.equal(await sheetsOf('pln', '530000000002'), 2);
    assert.equal(await sheetsOf('pgas', '0110014602'), 2);
    assert.equal(await sheetsOf('internet', '6391601001'), 2);
  });
});
