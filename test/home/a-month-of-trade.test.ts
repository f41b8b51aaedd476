import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { config } from '../../src/platform/config.js';
import { fromRoot } from '../../src/platform/root.js';
import { seedDemo } from '../../src/seed.js';
import { desk, useChromium } from '../chromium.js';
import { useShop } from '../shop.js';

interface Accounts {
  staff: { email: string; password: string; role: string }[];
}

describe('the owner looks at a month of trade', function () {
  this.timeout(120_000);
  // The demo is told to an empty store only, so this file has a suite of its own.
  before(async () => assert.equal((await seedDemo()).kind, 'told'));
  const shop = useShop();
  const chromium = useChromium();

  it('sees today beside the month, and opens the rows behind a figure', async () => {
    const { staff } = JSON.parse(readFileSync(config.DEMO_ACCOUNTS_FILE, 'utf8')) as Accounts;
    const owner = staff.find(({ role }) => role === 'owner');
    assert.ok(owner);
    const { context } = await chromium.open({ ...desk, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${shop.url}/admin`);
    await page.fill('input[name=email]', owner.email);
    await page.fill('input[name=password]', owner.password);
    await page.click('button[type=submit]');
    await page.getByText('Penjualan hari ini').waitFor();
    await page.locator('[data-live=true]').waitFor();
    assert.equal(await page.title(), 'Beranda · Amanah');
    assert.ok(await page.locator('canvas').isVisible());
    if (process.env['SCREENSHOTS'] === '1') {
      await page.screenshot({ path: fromRoot('docs/screenshots/console-home.png'), animations: 'disabled' });
    }

    const sales = page.locator('main section', { hasText: 'Penjualan hari ini' }).getByRole('link').first();
    const shown = await sales.innerText();
    assert.match(shown, /^[1-9]\d*$/);
    await sales.click();
    await page.getByRole('heading', { level: 1, name: `Transaksi ${shown}` }).waitFor();
    await context.close();
  });
});
