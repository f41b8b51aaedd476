import assert from 'node:assert/strict';
import { query } from '../../src/platform/database.js';
import { desk, useChromium } from '../chromium.js';
import { booksInUse } from '../factories/ledger.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { useConsoleBundle, useShop } from '../shop.js';

/** A day of many kinds of accounts; run by the browser. */
const manyRows = `
  const body = document.querySelector('.day-report tbody');
  for (let copy = 0; copy < 120; copy += 1) body.append(body.firstElementChild.cloneNode(true));
  undefined`;

const pagesIn = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe('a closed day on paper', function () {
  this.timeout(90_000);
  const shop = useShop();
  useConsoleBundle(shop);
  const chromium = useChromium();

  async function openDay() {
    await booksInUse();
    const [close] = await query<{ id: string }>(
      'SELECT id FROM ledger_day_closes ORDER BY wib_date DESC LIMIT 1',
    );
    const { email } = await aStaffAccount('finance');
    const page = await (await chromium.open(desk)).context.newPage();
    await page.goto(`${shop.url}/admin`);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', staffPassword);
    await page.click('button[type=submit]');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.goto(`${shop.url}/admin/resources/LedgerDayClose/records/${close?.id}/show`);
    await page.locator('.day-report table').first().waitFor();
    return page;
  }

  it('is the report and nothing around it, on one sheet, or on as many as it needs', async () => {
    const page = await openDay();
    await page.emulateMedia({ media: 'print' });
    assert.match(
      await page.innerText('body'),
      /^Mutasi harian \d+ \w+ \d{4}\s.*Jenis akun.*Dibekukan dengan sidik/s,
    );
    assert.equal(pagesIn(await page.pdf({ format: 'A4' })), 1);
    await page.evaluate(manyRows);
    assert.ok(pagesIn(await page.pdf({ format: 'A4' })) >= 3, 'a long report is not cut');
    const folder = process.env['LOOK_AT'];
    if (folder) await page.screenshot({ path: `${folder}/day.png` });
  });
});
