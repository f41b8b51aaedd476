import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { fromRoot } from '../../src/platform/root.js';
import { desk, useChromium } from '../chromium.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { aSale } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { useShop } from '../shop.js';

/** For the README; only when asked for, because it writes into the repository. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await page.screenshot({ path: fromRoot(`docs/screenshots/${name}.png`), animations: 'disabled' });
}

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

describe('a member of staff reads the story of a sale', function () {
  this.timeout(90_000);
  const shop = useShop();
  const chromium = useChromium();

  it('S0.5 logs in, finds the sale in the list, and reads how it went, to its entries in the books', async () => {
    const staff = await aStaffAccount('finance');
    const sale = await aSale(await aCustomer());
    const { context, complaints } = await chromium.open(desk);
    const page = await context.newPage();

    await page.goto(`${shop.url}/admin`);
    await page.fill('input[name=email]', staff.email);
    await page.fill('input[name=password]', staffPassword);
    await page.click('button[type=submit]');
    await page.getByRole('heading', { level: 1 }).first().waitFor();

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
});
