import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { User } from '../../src/users/index.js';
import { phone, useChromium } from '../chromium.js';
import { aCustomer, customerPassword } from '../factories/users.js';
import { aFilledWallet, knownCustomer, walletBalance } from '../factories/wallets.js';
import { useShop } from '../shop.js';

const folder = process.env['WALLET_PICTURES'];

/** For looking at the pages; only when a folder for it is named. */
async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled', fullPage: true });
}

const wordsIn = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

describe('customers keep and send money', function () {
  this.timeout(90_000);
  const shop = useShop();
  const chromium = useChromium();

  async function loggedIn(user: User) {
    const { context, complaints } = await chromium.open(phone);
    const page = await context.newPage();
    await page.goto(`${shop.url}/login?next=/wallet`);
    await page.fill('#email', user.email ?? '');
    await page.fill('#password', customerPassword);
    await page.click('main form button');
    await page.waitForURL('**/wallet');
    return { page, complaints };
  }

  it('S2.209 S2.88 one sends, and the other sees the balance grow on the page that lies open', async () => {
    const [sender, recipient] = [await knownCustomer(), await aCustomer({ name: 'Budi Santoso' })];
    await aFilledWallet(sender.id, 120_000);
    const [giving, taking] = [await loggedIn(sender), await loggedIn(recipient)];
    assert.match(await wordsIn(taking.page), /Rp 0/);
    await picture(giving.page, 'wallet');

    const { page } = giving;
    await page.click('a[href="/wallet/transfer"]');
    await page.fill('#to', recipient.phone ?? '');
    await page.fill('#amount', '45.000');
    await page.fill('#note', 'Uang sarapan');
    await picture(page, 'transfer');
    await page.click('main form button');
    await page.locator('h1', { hasText: 'Periksa sebelum mengirim' }).waitFor();
    assert.match(await wordsIn(page), /B\*\*\* S\*{6}/);
    await picture(page, 'transfer-confirm');
    await page.click('main form button');
    await page.waitForURL('**/orders/*');
    await picture(page, 'transfer-done');

    await taking.page.locator('.mutations', { hasText: 'Transfer masuk' }).waitFor();
    assert.match(await wordsIn(taking.page), /Rp 45\.000/);
    await picture(taking.page, 'wallet-received');
    assert.equal(await walletBalance(sender.id), 75_000);
    assert.deepEqual([...giving.complaints, ...taking.complaints], []);
  });

  it('S2.87 chooses an amount and a way, and is led to paying it', async () => {
    const { page, complaints } = await loggedIn(await aCustomer());
    await page.click('a[href="/wallet/topup"]');
    await page.click('.chips a:nth-child(3)');
    await page.locator('.pay').waitFor();
    await picture(page, 'top-up');
    await page.click('.order-bar button');
    await page.waitForURL('**/orders/*');
    assert.match(await wordsIn(page), /Isi saldo[^]*Bayar dengan/);
    await picture(page, 'top-up-order');
    assert.deepEqual(complaints, []);
  });

  it('S2.204 sees the balance among the ways to pay', async () => {
    const user = await aCustomer();
    await aFilledWallet(user.id, 300_000);
    const { page } = await loggedIn(user);
    await page.goto(`${shop.url}/c/pulsa`);
    await page.click('.product a');
    await page.locator('.pay').waitFor();
    assert.match(await wordsIn(page), /Saldo Rp 300\.000/);
    await picture(page, 'pay-from-wallet');
  });
});
