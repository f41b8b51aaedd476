import assert from 'node:assert/strict';
import { createTransport } from 'nodemailer';
import type { Sandbox } from '../index.js';
import {
  buy,
  control,
  createPayment,
  openSandbox,
  stats,
  tripayGet,
  type PaymentAnswer,
} from '../testing/callers.js';
import { languages, readTexts } from './language.js';

describe('the page', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const page = async (path: string) => (await fetch(sandbox.url + path)).text();
  const press = (path: string, fields: Record<string, string> = {}) =>
    fetch(sandbox.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const statusOf = async (reference: string) =>
    (await tripayGet<PaymentAnswer>(sandbox, `/transaction/detail?reference=${reference}`)).body.data.status;

  it('is in Indonesian, and in English when asked', async () => {
    assert.match(await page('/'), /<html lang="id">[\s\S]*Pembayaran yang menunggu/);
    assert.match(await page('/?lang=en'), /<html lang="en">[\s\S]*Payments waiting/);
  });

  it('has every text in both languages', () => {
    const [indonesian, english] = languages.map((language) => Object.keys(readTexts(language)).sort());
    assert.deepEqual(indonesian, english);
  });

  it('shows no key instead of a text', async () => {
    await createPayment(sandbox);
    await buy(sandbox);
    assert.doesNotMatch(await page('/'), />\s*[a-z]+_[a-z_]+\s*</);
  });

  it('lets a person pay, fail and expire a waiting payment', async () => {
    for (const [verb, status] of [
      ['pay', 'PAID'],
      ['fail', 'FAILED'],
      ['expire', 'EXPIRED'],
    ] as const) {
      const { reference } = (await createPayment(sandbox)).body.data;
      assert.ok((await page('/')).includes(`/page/tripay/${reference}/${verb}`));
      const response = await press(`/page/tripay/${reference}/${verb}?lang=en`);
      assert.deepEqual([response.status, response.headers.get('location')], [303, '/?lang=en']);
      assert.equal(await statusOf(reference), status);
      assert.ok(!(await page('/')).includes(`/page/tripay/${reference}/`));
    }
  });

  it('switches the supplier, sets the deposit and ends pending purchases', async () => {
    await press('/page/digiflazz/mode', { mode: 'pending' });
    await press('/page/digiflazz/deposit', { amount: '75000' });
    assert.equal((await buy(sandbox)).body.data.status, 'Pending');
    assert.equal((await stats(sandbox)).digiflazz.deposit, 64_500);
    await press('/page/digiflazz/TRX-1/fail');
    assert.equal((await buy(sandbox)).body.data.status, 'Gagal');
    assert.equal((await press('/page/digiflazz/mode', { mode: 'odd' })).status, 422);
  });

  it('escapes what strangers sent and lets only its own script run', async () => {
    const merchant_ref = '<script>alert(1)</script>';
    await createPayment(sandbox, { merchant_ref });
    const response = await fetch(sandbox.url);
    const html = await response.text();
    assert.ok(!html.includes(merchant_ref) && html.includes('&lt;script&gt;'));
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /default-src 'none';.*script-src 'self'/,
    );
  });

  it('lets browsers name the origin of its forms, which the origin check needs', async () => {
    for (const path of ['/', `/tripay/checkout/${(await createPayment(sandbox)).body.data.reference}`]) {
      assert.equal((await fetch(sandbox.url + path)).headers.get('referrer-policy'), 'same-origin');
    }
  });

  it('shows a mail, its HTML in a frame without rights', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: sandbox.smtpPort });
    await transport.sendMail({
      from: 'toko@contoh.example',
      to: 'sari@toko.example',
      subject: 'Lunas',
      html: '<p style="color:red">Halo</p>',
    });
    assert.match(await page('/'), /href="\/mail\/1"[^>]*>Lunas/);
    assert.match(await page('/mail/1'), /<iframe[^>]*src="\/mail\/1\/html"/);
    const body = await fetch(`${sandbox.url}/mail/1/html`);
    assert.match(body.headers.get('content-security-policy') ?? '', /default-src 'none';.*sandbox/);
    assert.match(await body.text(), /Halo/);
  });

  it('starts again from nothing', async () => {
    await createPayment(sandbox);
    await press('/page/reset');
    assert.equal((await stats(sandbox)).tripay.creates, 0);
  });

  describe('of the gateway for buyers', () => {
    it('shows what is due and pays at the press of a button', async () => {
      const changes = { method: 'QRIS', return_url: 'https://toko.example/orders/1' };
      const { reference } = (await createPayment(sandbox, changes)).body.data;
      const path = `/tripay/checkout/${reference}`;
      assert.match(await page(path), /Rp 25\.925[\s\S]*data:image\/png[\s\S]*Bayar/);
      const response = await press(`${path}/pay`);
      assert.equal(
        new URL(response.headers.get('location') ?? '', `${sandbox.url}${path}/pay`).pathname,
        path,
      );
      assert.equal(await statusOf(reference), 'PAID');
      assert.match(await page(path), /Pembayaran diterima[\s\S]*https:\/\/toko\.example\/orders\/1/);
    });

    it('serves icons and answers 404 for what it does not know', async () => {
      const icon = await fetch(`${sandbox.url}/tripay/icon/QRIS.svg`);
      assert.match(icon.headers.get('content-type') ?? '', /svg/);
      assert.equal((await fetch(`${sandbox.url}/tripay/checkout/T0`)).status, 404);
    });
  });

  it('is still up while the providers are told to be down', async () => {
    const { reference } = (await createPayment(sandbox)).body.data;
    await control(sandbox, '/tripay', { mode: 'down' });
    await press(`/page/tripay/${reference}/pay`);
    await control(sandbox, '/tripay', { mode: 'success' });
    assert.equal(await statusOf(reference), 'PAID');
  });
});
