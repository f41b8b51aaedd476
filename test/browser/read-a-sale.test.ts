import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { fromRoot } from '../../src/platform/root.js';
import { desk, useChromium } from '../chromium.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { aSale } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { useConsoleBundle, useShop } from '../shop.js';

/** For the README; only when asked for, because it writes into the repository. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await page.screenshot({ path: fromRoot(`docs/screenshots/${name}.png`), animations: 'disabled' });
}

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

/** The supplier's test number that stays pending first and succeeds then. */
const slowNumber = '087800001233';

async function logIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/admin`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', staffPassword);
  await page.click('button[type=submit]');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Which states the first badge of the page went through, and a mark that no reload survives. */
const watchBadge = (page: Page) =>
  page.evaluate(`
    window.loadedOnce = true;
    window.seen = [];
    const note = () => {
      const state = document.querySelector('[data-state]')?.dataset.state;
      if (state && window.seen.at(-1) !== state) window.seen.push(state);
    };
    note();
    new MutationObserver(note).observe(document.body, { attributes: true, childList: true, subtree: true });
  `);

describe('a member of staff reads the story of a sale', function () {
  this.timeout(90_000);
  const shop = useShop();
  useConsoleBundle(shop);
  const chromium = useChromium();

  it('S0.5 logs in, finds the sale in the list, and reads how it went, to its entries in the books', async () => {
    const staff = await aStaffAccount('finance');
    const sale = await aSale(await aCustomer());
    const { context, complaints } = await chromium.open(desk);
    const page = await context.newPage();

    await logIn(page, shop.url, staff.email);
    await page.goto(`${shop.url}/admin/resources/Transaction`);
    await page.getByText(sale.number).first().waitFor();
    await page.getByText('Menunggu pembayaran').first().waitFor();
    await picture(page, 'console-sales');

    await shop.control(`tripay/${sale.payment?.id}/pay`);
    await page.goto(`${shop.url}/admin/resources/Transaction/records/${sale.id}/show`);
    await page.getByText('Perjalanan').waitFor();
    const story = await page.locator('main, #adminjs, body').first().innerText();
    for (const word of [sale.number, 'Pembukuan', 'Pembayaran']) assert.ok(story.includes(word), word);
    await picture(page, 'console-sale');
    assert.deepEqual(
      complaints.filter((complaint) => !ofTheFramework.test(complaint)),
      [],
    );
  });

  it('S0.5 S4.57 watches a sale from its order to its serial number, on its page and in the list, without reloading', async () => {
    const staff = await aStaffAccount('owner');
    const sale = await aSale(await aCustomer(), slowNumber);
    const { context, complaints } = await chromium.open(desk);
    const page = await context.newPage();
    await logIn(page, shop.url, staff.email);
    const list = await context.newPage();
    await list.goto(`${shop.url}/admin/resources/Transaction?filters.status=AWAITING_PAYMENT`);
    await list.locator(`tr[data-id="${sale.id}"]`).waitFor();
    await list.locator('[data-live=true]').waitFor();
    await list.evaluate('window.loadedOnce = true');

    await page.goto(`${shop.url}/admin/resources/Transaction/records/${sale.id}/show`);
    await page.locator('[data-state=AWAITING_PAYMENT]').first().waitFor();
    await page.locator('[data-live=true]').waitFor();
    assert.equal(await page.locator('h1').innerText(), `Transaksi ${sale.number}`);
    assert.equal(await page.title(), `Transaksi ${sale.number} · Amanah`);
    await page.getByTestId('action-cancelSale').waitFor();
    await watchBadge(page);

    await shop.control(`tripay/${sale.payment?.id}/pay`);
    await page.locator('[data-state=SUCCESS]').first().waitFor({ timeout: 30_000 });
    await page
      .getByText(/•••• ?\S+/)
      .first()
      .waitFor();
    await page.getByTestId('action-refundSale').waitFor();
    assert.equal(await page.getByTestId('action-cancelSale').count(), 0, 'buttons follow the state');
    assert.match(await page.locator('[aria-live=polite]').first().innerText(), /sekarang: Berhasil/);
    await page.getByText('Pendapatan penjualan diakui').waitFor();
    const codes = /\b(?:payment|sale|fulfilment|gateway_clearing|order_deposits)[._:][a-z]+/;
    assert.doesNotMatch(await page.locator('body').innerText(), codes);
    const seen = await page.evaluate<string[]>('window.seen');
    assert.deepEqual([seen[0], seen.at(-1)], ['AWAITING_PAYMENT', 'SUCCESS']);
    assert.ok(seen.includes('PROCESSING'), seen.join());
    assert.equal(await page.evaluate('window.loadedOnce'), true, 'the page was never loaded anew');

    await list.locator(`tr[data-id="${sale.id}"] [data-state=SUCCESS]`).waitFor();
    const next = await aSale(await aCustomer());
    await list.getByText('1 baru – tampilkan').click();
    await list.locator(`tr[data-id="${next.id}"]`).waitFor();
    assert.match(list.url(), /filters\.status=AWAITING_PAYMENT/, 'the filter stays');
    assert.equal(await list.evaluate('window.loadedOnce'), true, 'the list was never loaded anew');
    assert.deepEqual(
      complaints.filter((complaint) => !ofTheFramework.test(complaint)),
      [],
    );
    await context.close();
  });

  it('follows a sale by asking when sockets are blocked', async () => {
    const staff = await aStaffAccount('support');
    const sale = await aSale(await aCustomer());
    const { context } = await chromium.open(desk);
    await context.route('**/socket.io/**', (route) => route.abort());
    const page = await context.newPage();
    await logIn(page, shop.url, staff.email);
    await page.goto(`${shop.url}/admin/resources/Transaction/records/${sale.id}/show`);
    await page.locator('[data-live=false]').waitFor();
    await shop.control(`tripay/${sale.payment?.id}/pay`);
    await page.locator('[data-state=SUCCESS]').first().waitFor({ timeout: 30_000 });
    await context.close();
  });
});
