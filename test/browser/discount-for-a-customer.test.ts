import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { StaffRole } from '../../src/staff/index.js';
import type { User } from '../../src/users/index.js';
import { desk, phone, useChromium } from '../chromium.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { aCustomer, customerPassword } from '../factories/users.js';
import { aLiveVoucher } from '../factories/vouchers.js';
import { aFilledWallet } from '../factories/wallets.js';
import { useShop } from '../shop.js';
import { endInSoundBooks } from '../sound-books.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The supplier's test number that succeeds at once. */
const luckyNumber = '087800001230';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

/** Around a record the console's framework draws no landmarks, and its cards are headed alike on every page. */
const ofTheFramesPages = {
  region: { enabled: false },
  'landmark-one-main': { enabled: false },
  'heading-order': { enabled: false },
};

interface Barrier {
  id: string;
  nodes: { html: string }[];
}

const wordsIn = async (page: Page, place = 'main'): Promise<string> =>
  (await page.locator(place).first().innerText()).replaceAll('\u00a0', ' ');

/** Pictures for people to look at, only when asked for; a page of the console scrolls within itself. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK_AT'];
  const size = page.viewportSize();
  if (!folder || !size) return;
  if (size.width > 1_000) await page.setViewportSize({ ...size, height: 1_900 });
  await page.screenshot({ path: `${folder}/i5K-${name}.png`, fullPage: true, animations: 'disabled' });
  await page.setViewportSize(size);
}

async function withoutBarriers(page: Page, name: string, rules = {}): Promise<void> {
  await look(page, name);
  await page.evaluate(axe);
  const found = await page.evaluate<Barrier[]>(
    `axe.run(document, ${JSON.stringify({ rules })}).then(({ violations }) => violations)`,
  );
  assert.deepEqual(
    found.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) })),
    [],
    name,
  );
}

describe('a rule from the studio reaches a customer', function () {
  this.timeout(180_000);
  const shop = useShop();
  const chromium = useChromium();
  endInSoundBooks();

  async function staffWindow(role: StaffRole) {
    const { email } = await aStaffAccount(role);
    const { context, complaints } = await chromium.open(desk);
    const page = await context.newPage();
    await page.goto(`${shop.url}/admin`);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', staffPassword);
    await page.click('button[type=submit]');
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
    return { page, complaints: () => complaints.filter((each) => !ofTheFramework.test(each)) };
  }

  async function customerWindow(user: User, next = '/') {
    const { context, complaints } = await chromium.open(phone);
    const page = await context.newPage();
    await page.goto(`${shop.url}/login?next=${next}`);
    await page.fill('#email', user.email ?? '');
    await page.fill('#password', customerPassword);
    await page.click('main form button');
    await page.waitForURL(`${shop.url}${next}`);
    return { page, complaints };
  }

  const put = (page: Page, label: string, text: string): Promise<void> =>
    page.getByRole('textbox', { name: label, exact: true }).first().fill(text);

  async function take(page: Page, action: string, name: string): Promise<void> {
    await page.getByTestId(`do-${action}`).click();
    await page.fill('#form-reason', 'Promo pulsa akhir pekan');
    await page.getByRole('button', { name, exact: true }).last().click();
    await page.getByTestId(`do-${action}`).waitFor({ state: 'detached' });
  }

  /** From an empty rule to a live one, by picking pieces: five hundred off every sale to retail customers. */
  async function buildRule(page: Page): Promise<void> {
    await page.goto(`${shop.url}/admin/pages/discountStudio?new=1`);
    await put(page, 'Nama aturan', 'Pulsa lebih hemat');
    await page.getByRole('button', { name: '+ Syarat' }).click();
    await page.getByRole('combobox', { name: 'Syarat', exact: true }).first().selectOption('customer_type');
    await page.getByTestId('when-sale').click();
    await page.getByRole('combobox', { name: 'Bentuk', exact: true }).selectOption('FIXED');
    await put(page, 'Besarnya', '500');
    await put(page, 'Anggaran', '100000');
    await page.getByRole('button', { name: 'Simpan sebagai konsep' }).click();
    await page.getByTestId('do-simulate').click();
    await page.locator('#form-from').waitFor();
    await page.getByRole('button', { name: 'Simulasikan' }).last().click();
    await page.getByTestId('do-approveVersion').waitFor({ timeout: 30_000 });
    await take(page, 'approveVersion', 'Setujui untuk aktif');
    await take(page, 'goLive', 'Aktifkan');
    await page.getByTestId('do-pause').waitFor();
  }

  it('S1.6 S2.213 from an empty rule to the price before and after, the why, a voucher on top, and the page of the customer', async () => {
    const user = await aCustomer({ name: 'Sari Wulandari' });
    await aFilledWallet(user.id, 100_000);
    const { code } = await aLiveVoucher({ kind: 'FIXED', amount: 300, users: [user.email ?? ''] });
    const staff = await staffWindow('admin');
    const customer = await customerWindow(user, '/c/pulsa');
    const { page } = customer;

    await page.getByText('Pulsa XL 10.000').first().click();
    await page.waitForURL(/\/products\//);
    assert.doesNotMatch(await wordsIn(page), /hemat/);

    await buildRule(staff.page);
    await page.reload();
    await page.locator('.discounts').waitFor();
    assert.match(await wordsIn(page), /Rp 12\.000.*Rp 11\.500/s);
    assert.match(
      await wordsIn(page, '.discounts'),
      /Anda hemat Rp 500.*Pulsa lebih hemat −Rp 500.*Untuk Anda yang/s,
    );
    await withoutBarriers(page, 'product');

    await page.fill('[name="inputs.phone"]', luckyNumber);
    await page.fill('[name=voucher_code]', code.toLowerCase());
    await page.getByRole('button', { name: 'Lihat potongannya' }).click();
    await page.getByText('Voucher dipakai').waitFor();
    assert.match(await wordsIn(page), /Rp 12\.000.*Rp 11\.200/s);
    assert.equal(await page.inputValue('[name="inputs.phone"]'), luckyNumber, 'what was typed stays');
    await withoutBarriers(page, 'product-with-voucher');

    await page.click('.order-bar button');
    await page.waitForURL(/\/orders\/[0-9A-Z]{26}$/);
    assert.match(await wordsIn(page), /Pulsa lebih hemat\s+−Rp 500/);
    assert.match(await wordsIn(page), /Hemat lima ribu\s+−Rp 300/);
    await withoutBarriers(page, 'order');

    for (const path of ['/vouchers', '/preferences', '/tickets']) {
      await page.goto(`${shop.url}${path}`);
      await withoutBarriers(page, path.slice(1));
    }
    await page.goto(`${shop.url}/preferences`);
    await page.check('[name=email]');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Pilihan Anda sudah disimpan').waitFor();
    assert.deepEqual(customer.complaints, []);

    await staff.page.goto(`${shop.url}/admin/resources/User/records/${user.id}/show`);
    await staff.page.getByText('Pulsa lebih hemat').first().waitFor();
    const seen = await wordsIn(staff.page, 'body');
    assert.match(seen, /hemat Rp 800/);
    assert.match(seen, /Hemat lima ribu/);
    assert.match(seen, /Email: setuju/);
    await withoutBarriers(staff.page, 'customer-360', ofTheFramesPages);
    assert.deepEqual(staff.complaints(), []);
  });
});
