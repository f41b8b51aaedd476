import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { StaffRole } from '../../src/staff/index.js';
import { desk, phone, useChromium, type Chromium } from '../chromium.js';
import { aBuyer, aPurchase } from '../factories/past.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { clock } from '../../src/platform/clock.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import { useShop } from '../shop.js';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** What a screen reader or a keyboard would stumble over in the page's own part. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run('main', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations)`,
  )) as Violation[];
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate(
    `document.documentElement.scrollWidth - document.documentElement.clientWidth`,
  ) as Promise<number>;

async function logIn(chromium: Chromium, url: string, role: StaffRole, size = desk) {
  const { email } = await aStaffAccount(role);
  const { context, complaints } = await chromium.open(size);
  const page = await context.newPage();
  // The first page waits until the browser's code is built.
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/admin`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', staffPassword);
  await page.click('button[type=submit]');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return { page, complaints: () => complaints.filter((complaint) => !ofTheFramework.test(complaint)) };
}

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['LOOK_AT'];
  if (!folder) return;
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: size.width, height: Number(process.env['TALL'] ?? 2_600) });
  await page.screenshot({ path: `${folder}/i5U-${name}.png`, animations: 'disabled' });
  await page.setViewportSize(size);
};

async function somePast(): Promise<void> {
  const today = jakartaDate(clock.now());
  const days = (back: number) => new Date(Date.parse(`${today}T05:00:00Z`) - back * 86_400_000).toISOString();
  for (let number = 0; number < 12; number += 1) {
    const [, month, day] = today.split('-').map(Number);
    const buyer = await aBuyer(number < 8 ? { birthMonth: month ?? 1, birthDay: day ?? 1 } : {});
    await aPurchase(buyer, days(20 + number), 150_000 + number * 10_000);
    await aPurchase(buyer, days(5), 80_000);
  }
}

/** Takes a step of the version, with the reason for it. */
async function take(page: Page, action: string, name: string): Promise<void> {
  await page.getByTestId(`do-${action}`).click();
  await page.fill('#form-reason', 'Uji studio');
  await page.getByRole('button', { name, exact: true }).last().click();
  await page
    .getByTestId(`do-${action}`)
    .waitFor({ state: action === 'copyVersion' ? 'visible' : 'detached' });
}

const put = async (page: Page, label: string, text: string, at = 0): Promise<void> =>
  page.getByRole('textbox', { name: label, exact: true }).nth(at).fill(text);

describe('the discount studio', function () {
  this.timeout(180_000);
  const shop = useShop();
  const chromium = useChromium();
  before(somePast);

  it('leads from an empty rule over simulation and agreement to a live one, without a line of code', async () => {
    const { page, complaints } = await logIn(chromium, shop.url, 'admin');
    await page.goto(`${shop.url}/admin/pages/discountStudio`);
    await page.getByTestId('new-rule').click();
    await put(page, 'Nama aturan', 'Ulang tahun setia');
    await page.getByRole('button', { name: '+ Syarat' }).click();
    await page.getByRole('combobox', { name: 'Syarat', exact: true }).first().selectOption('birthday_within');
    await page.getByRole('button', { name: '+ Kelompok' }).click();
    await page.getByRole('combobox', { name: 'Syarat', exact: true }).nth(1).selectOption('lifetime_spend');
    await put(page, 'Paling sedikit', '100000');
    await page.getByRole('combobox', { name: 'Syarat', exact: true }).nth(2).selectOption('customer_type');
    await page.getByRole('button', { name: 'Voucher pribadi' }).click();
    await put(page, 'Besarnya', '10');
    await put(page, 'Paling banyak', '20000');
    await put(page, 'Anggaran', '500000');
    await page.getByRole('button', { name: '+ Tulis pesan' }).click();
    await put(page, 'Judul', 'Selamat ulang tahun');
    await put(page, 'Isi', 'Halo ');
    await page.getByRole('button', { name: 'Nama pelanggan' }).click();
    await page.getByRole('button', { name: 'English' }).last().click();
    await put(page, 'Judul', 'Happy birthday');
    await put(page, 'Isi', 'Hello {{name}}, {{discount}} for you');
    await page.getByTestId('heads').waitFor();
    await page.getByTestId('samples').waitFor();
    assert.match((await page.getByTestId('heads').textContent()) ?? '', /^8 dari/);
    await page.getByTestId('samples').locator('summary').click();
    await shot(page, 'new');
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'Simpan sebagai konsep' }).click();
    await page.getByTestId('do-simulate').waitFor();
    await shot(page, 'draft');
    await page.getByTestId('do-simulate').click();
    await page.locator('#form-from').waitFor();
    await page.getByRole('button', { name: 'Simulasikan' }).last().click();
    await page.getByText('Akan diberikan').waitFor();
    await shot(page, 'simulated');
    assert.deepEqual(await violations(page), []);
    await take(page, 'approveVersion', 'Setujui untuk aktif');
    await take(page, 'goLive', 'Aktifkan');
    await page.getByTestId('do-pause').waitFor();
    await page.getByTestId('outcome').waitFor();
    await page.getByTestId('samples').waitFor();
    await shot(page, 'live');
    assert.deepEqual(await violations(page), []);
    await take(page, 'copyVersion', 'Jadikan konsep baru');
    await page.getByRole('link', { name: 'Bandingkan dengan versi 1' }).click();
    await page.getByTestId('compared').waitFor();
    await shot(page, 'compared');
    assert.deepEqual(complaints(), []);
  });

  it('S1.20 rehearses a day to the last customer, then runs it and shows what was granted', async () => {
    const { page, complaints } = await logIn(chromium, shop.url, 'admin');
    await page.goto(`${shop.url}/admin/pages/discountRuns`);
    await page.getByLabel('Tanggal').fill(jakartaDate(clock.now()));
    await page.getByRole('button', { name: 'Lihat daftarnya' }).click();
    await page.getByTestId('rehearsed').waitFor();
    await shot(page, 'rehearsed');
    assert.equal(await page.getByTestId('rehearsed').getByRole('row').count(), 9, 'eight, and the heads');
    assert.deepEqual(await violations(page), []);
    await page.getByTestId('run-now').click();
    await page.fill('#form-reason', 'Uji tugas harian');
    await page.getByRole('button', { name: 'Jalankan sekarang' }).click();
    await page.locator('main [data-state=DONE]').waitFor();
    await shot(page, 'run');
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints(), []);
  });

  it('answers why a customer did not get it, condition by condition', async () => {
    const { page, complaints } = await logIn(chromium, shop.url, 'support');
    const buyer = await aBuyer({ birthMonth: 1, birthDay: 2 });
    await page.goto(`${shop.url}/admin/resources/User/records/${buyer.userId}/show`);
    await page.getByRole('link', { name: 'Mengapa diskonnya begini?' }).click();
    await page.getByTestId('why-rule').first().waitFor();
    assert.equal(await page.getByLabel('Atau pelanggan').inputValue(), buyer.userId);
    await page.getByLabel('Kode voucher').fill('TIDAKADA');
    await page.getByRole('button', { name: 'Jelaskan' }).click();
    await page.getByTestId('why-rule').first().waitFor();
    await shot(page, 'why');
    const cards = await page.getByTestId('why-rule').allTextContents();
    assert.match(cards.join(' '), /Ulang tahunnya 2 Januari/);
    assert.deepEqual(await violations(page), []);
    await page.goto(`${shop.url}/admin/pages/discountResults`);
    await page.locator('main[aria-busy=false]').waitFor();
    await shot(page, 'results');
    assert.deepEqual(await violations(page), []);
    await page.goto(`${shop.url}/admin/pages/discountGrants`);
    await page.locator('main[aria-busy=false]').waitFor();
    await shot(page, 'grants');
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints(), []);
  });

  it('does not break on a narrow screen', async () => {
    const { page, complaints } = await logIn(chromium, shop.url, 'catalogue', phone);
    await page.goto(`${shop.url}/admin/pages/discountStudio?new=1`);
    await page.getByRole('button', { name: '+ Kelompok' }).click();
    await page
      .getByRole('combobox', { name: 'Syarat', exact: true })
      .first()
      .selectOption('spend_within_days');
    await page.getByRole('combobox', { name: 'Syarat', exact: true }).nth(1).selectOption('city');
    await shot(page, 'narrow');
    assert.ok((await widerThanScreen(page)) <= 0, 'the page is wider than the screen');
    for (const name of ['discountStudio', 'discountRuns', 'discountResults']) {
      await page.goto(`${shop.url}/admin/pages/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('main[aria-busy=false]').waitFor();
      await shot(page, `narrow-${name}`);
      assert.ok((await widerThanScreen(page)) <= 0, `${name} is wider than the screen`);
    }
    assert.deepEqual(complaints(), []);
  });
});
