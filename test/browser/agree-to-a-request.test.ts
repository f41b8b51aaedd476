import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { ceilingOf } from '../../src/staff/index.js';
import { desk, useChromium, type Chromium } from '../chromium.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { aCustomer } from '../factories/users.js';
import { aFilledWallet, walletBalance } from '../factories/wallets.js';
import { useConsoleBundle, useShop } from '../shop.js';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

async function logIn(chromium: Chromium, url: string, role: 'finance' | 'admin') {
  const { email } = await aStaffAccount(role);
  const { context, complaints } = await chromium.open(desk);
  const page = await context.newPage();
  await page.goto(`${url}/admin`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', staffPassword);
  await page.click('button[type=submit]');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return { page, complaints };
}

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['LOOK_AT'];
  if (folder)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true, animations: 'disabled' });
};

describe('two members of staff move a large sum', function () {
  this.timeout(90_000);
  const shop = useShop();
  useConsoleBundle(shop);
  const chromium = useChromium();

  it('S2.51 one sees the entries and asks, the other sees them and agrees', async () => {
    const amount = ceilingOf('finance', 'wallet.adjust').single + 1;
    const customer = await aCustomer();
    const wallet = await aFilledWallet(customer.id, 50_000);
    const chief = await logIn(chromium, shop.url, 'admin');
    await chief.page.goto(`${shop.url}/admin/resources/Approval?filters.status=PENDING`);
    await chief.page.locator('[data-live=true]').waitFor();
    const clerk = await logIn(chromium, shop.url, 'finance');
    await clerk.page.goto(`${shop.url}/admin/resources/Wallet/records/${wallet.id}/show`);
    await clerk.page.getByRole('heading', { name: 'Pembukuan' }).waitFor();
    await clerk.page.getByTestId('action-adjustBalance').click();
    await clerk.page.fill('#form-amount', String(amount));
    await clerk.page.fill('#form-reason', 'Saldo keliru karena gangguan');
    await shot(clerk.page, 'ask-1-form');
    await clerk.page.getByRole('button', { name: 'Lihat pembukuannya' }).click();
    await clerk.page.getByRole('heading', { name: 'Yang akan dibukukan' }).waitFor();
    await shot(clerk.page, 'ask-2-entries');
    await clerk.page.getByRole('button', { name: 'Minta persetujuan' }).click();
    await clerk.page.locator('[data-css=pending-approval]').waitFor();
    await shot(clerk.page, 'ask-3-pending');
    assert.equal(await walletBalance(customer.id), 50_000);

    await chief.page.getByRole('button', { name: /baru – tampilkan/ }).click();
    await chief.page.getByText('Penyesuaian saldo').first().waitFor();
    await shot(chief.page, 'agree-1-desk');
    await chief.page.goto(`${shop.url}/admin/resources/Wallet/records/${wallet.id}/show`);
    await chief.page.locator('[data-css=pending-approval]').click();
    await chief.page.getByRole('heading', { name: 'Yang dilihat pengaju' }).waitFor();
    await chief.page.getByText('ditambahkan ke saldo').waitFor();
    await shot(chief.page, 'agree-2-request');
    await chief.page.getByTestId('action-approve').click();
    await chief.page.fill('#form-reason', 'Cocok dengan bukti');
    await chief.page.getByRole('button', { name: 'Lihat pembukuannya' }).click();
    await chief.page.getByRole('heading', { name: 'Yang akan dibukukan' }).waitFor();
    await chief.page.getByRole('button', { name: 'Setujui' }).click();
    // The form itself names the state that is to come.
    await chief.page.waitForURL(({ pathname }) => pathname.endsWith('/show'));
    await chief.page.locator('[data-state=APPROVED]').first().waitFor();
    await shot(chief.page, 'agree-3-done');
    assert.equal(await walletBalance(customer.id), 50_000 + amount);
    const complaints = [...clerk.complaints, ...chief.complaints];
    assert.deepEqual(
      complaints.filter((complaint) => !ofTheFramework.test(complaint)),
      [],
    );
  });
});
