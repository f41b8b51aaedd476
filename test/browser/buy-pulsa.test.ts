import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { fromRoot } from '../../src/platform/root.js';
import { desk, phone, useChromium } from '../chromium.js';
import { aCustomer, customerPassword } from '../factories/users.js';
import { useShop } from '../shop.js';

/** The supplier's test number that stays pending first and succeeds then. */
const slowNumber = '087800001233';

const wantsScreenshots = process.env['SCREENSHOTS'] === '1';
const folder = fromRoot('docs/screenshots');

/** For the README; only when asked for, because it writes into the repository. */
async function picture(page: Page, name: string): Promise<void> {
  if (!wantsScreenshots) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

const textOf = async (place: Locator): Promise<string> => (await place.innerText()).replaceAll('\u00a0', ' ');

/** Which statuses the stepper and the badge of an open page went through, in the page's own words. */
async function watchSteps(page: Page): Promise<void> {
  await page.evaluate(`
    window.seen = [];
    window.loadedOnce = true;
    const note = () => {
      const status = document.querySelector('[data-order-page]').dataset.status;
      if (window.seen.at(-1) !== status) window.seen.push(status);
    };
    note();
    new MutationObserver(note).observe(document.querySelector('[data-order-page]'), { attributes: true });
  `);
}

/** Lets the payment arrive at the gateway's own page, in a tab of its own. */
async function payAtGateway(page: Page): Promise<void> {
  const [checkout] = await Promise.all([page.context().waitForEvent('page'), page.click('[data-checkout]')]);
  await checkout.waitForLoadState();
  await checkout.locator('form button').first().click();
  await checkout.waitForLoadState();
  await checkout.close();
}

describe('a customer buys mobile credit', function () {
  this.timeout(60_000);
  const shop = useShop();
  const chromium = useChromium();

  it('S4.57 finds it, sees the fee, pays, and watches the sale arrive at its serial number without reloading', async () => {
    const { context, complaints } = await chromium.open(phone);
    const page = await context.newPage();

    await page.goto(shop.url);
    await picture(page, 'shop-home');
    await page.fill('#quick-phone', slowNumber);
    await page.click('.quick button');
    await page.locator('[data-operator]', { hasText: 'Nomor XL' }).waitFor();
    assert.equal(await page.locator('.product:visible').first().getAttribute('data-brand'), 'XL');
    await picture(page, 'shop-category');
    await page.click('text=Pulsa XL 10.000');

    await page.waitForURL(/\/products\//);
    assert.equal(await page.inputValue('[name="inputs.phone"]'), slowNumber, 'the number comes along');
    await page.click('summary:has-text("Virtual account")');
    await page.check('[value="tripay:BRIVA"]');
    const briva = await textOf(page.locator('.way', { has: page.locator('[value="tripay:BRIVA"]') }));
    assert.match(briva, /Biaya Rp 4\.250/);
    assert.match(briva, /Rp 16\.250/);
    assert.match(await textOf(page.locator('[data-total-line]')), /Rp 16\.250/);
    await picture(page, 'shop-product');
    await page.fill('[name="contact.name"]', 'Sari Wulandari');
    await page.fill('[name="contact.email"]', 'sari@contoh.test');
    assert.equal(await page.inputValue('[name="contact.phone"]'), slowNumber);
    await page.click('.order-bar button');

    await page.waitForURL(/\/orders\/[0-9A-Z]{26}$/);
    await page.locator('.code-box .code').waitFor();
    assert.match(await textOf(page.locator('.amount-due')), /Rp 16\.250/);
    assert.match(await textOf(page.locator('.countdown')), /^\((59|60):\d\d\)$/);
    await picture(page, 'order-awaiting-payment');
    await watchSteps(page);
    await payAtGateway(page);

    await page.locator('[data-status="PROCESSING"]').waitFor();
    await picture(page, 'order-processing');
    await page.locator('.serial .code').waitFor({ timeout: 30_000 });
    assert.match(await page.locator('.serial .code').innerText(), /^\d{16}$/);
    assert.equal(await page.locator('.steps .done').count(), 4);
    await picture(page, 'order-success');

    const seen = await page.evaluate<string[]>('window.seen');
    assert.deepEqual(
      seen.filter((status) => status !== 'PAID'),
      ['AWAITING_PAYMENT', 'PROCESSING', 'SUCCESS'],
    );
    assert.equal(await page.evaluate('window.loadedOnce'), true, 'the page was never loaded anew');
    assert.match(
      await textOf(page.locator('.timeline')),
      /Pesanan berhasil[^]*Mulai diproses[^]*Pembayaran diterima[^]*Pesanan dibuat/,
    );
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('rings the bell of a customer whose order is paid, and keeps the message', async () => {
    const user = await aCustomer({ name: 'Dewi Lestari' });
    const { context, complaints } = await chromium.open({ ...desk, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${shop.url}/login?next=/c/pulsa%3Fbrand%3DXL`);
    await page.fill('#email', user.email ?? '');
    await page.fill('#password', customerPassword);
    await page.click('main form button');
    await page.click('text=Pulsa XL 10.000');
    await page.fill('[name="inputs.phone"]', slowNumber);
    await picture(page, 'shop-product-desk');
    await page.click('.order-bar button');
    await page.waitForURL(/\/orders\//);
    await page.locator('.qr img').waitFor();
    await picture(page, 'order-qris-desk');

    await payAtGateway(page);
    await page.locator('[data-unread]', { hasText: '2' }).waitFor({ timeout: 30_000 });
    await page.locator('.serial .code').waitFor();
    await page.click('[data-bell]');
    await page.waitForURL(/\/notifications/);
    assert.equal(await page.locator('.message.unread').count(), 2);
    await picture(page, 'notifications-desk');
    await page.locator('.message').first().click();
    await page.waitForURL(/\/orders\//);
    assert.equal(await page.locator('[data-unread]').innerText(), '1');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('follows the order by asking when sockets are blocked', async () => {
    const { context, complaints } = await chromium.open(phone);
    await context.route('**/socket.io/**', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${shop.url}/c/pulsa?phone=${slowNumber}`);
    await page.click('text=Pulsa XL 10.000');
    await page.fill('[name="contact.name"]', 'Budi');
    await page.fill('[name="contact.email"]', 'budi@contoh.test');
    await page.click('.order-bar button');
    await page.waitForURL(/\/orders\//);
    await payAtGateway(page);
    await page.locator('.serial .code').waitFor({ timeout: 30_000 });
    assert.deepEqual(
      complaints.filter((complaint) => !complaint.includes('ERR_FAILED')),
      [],
    );
    await context.close();
  });

  it('works without scripts, and a reload shows the news', async () => {
    const { context } = await chromium.open({ ...phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${shop.url}/c/pulsa`);
    await page.fill('#phone', slowNumber);
    await page.click('.narrowing button');
    await page.click('text=Pulsa XL 10.000');
    await page.fill('[name="contact.name"]', 'Tanpa Skrip');
    await page.fill('[name="contact.email"]', 'skrip@contoh.test');
    await page.fill('[name="contact.phone"]', '081234567890');
    await page.click('.order-bar button');
    await page.waitForURL(/\/orders\//);
    assert.match(await page.locator('main').innerText(), /Menunggu pembayaran/);
    await page.click('.cancel summary');
    await page.click('.cancel button');
    assert.match(await page.locator('main').innerText(), /Pesanan dibatalkan/);
    await context.close();
  });
});
