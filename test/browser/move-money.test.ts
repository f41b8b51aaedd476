import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { fromRoot } from '../../src/platform/root.js';
import type { StaffRole } from '../../src/staff/index.js';
import type { User } from '../../src/users/index.js';
import { desk, phone, useChromium } from '../chromium.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { aCustomer, customerPassword } from '../factories/users.js';
import { knownCustomer, walletBalance, walletOf } from '../factories/wallets.js';
import { aBankAccount, aWithdrawal, aWithdrawer } from '../factories/withdrawals.js';
import { useConsoleBundle, useShop } from '../shop.js';
import { endInSoundBooks } from '../sound-books.js';

/** For the README; only when asked for, because it writes into the repository. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await page.screenshot({ path: fromRoot(`docs/screenshots/${name}.png`), animations: 'disabled' });
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const wordsIn = async (page: Page, place = 'main'): Promise<string> =>
  plain(await page.locator(place).first().innerText());

/** The button of an action's form; the form for leaving, on every page, has an address. */
const pressing = 'form:not([action]) button[type=submit]';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

describe('money comes into a wallet, moves on, and leaves for a bank', function () {
  this.timeout(180_000);
  const shop = useShop();
  useConsoleBundle(shop);
  const chromium = useChromium();
  endInSoundBooks();

  async function customerWindow(user: User) {
    const { context, complaints } = await chromium.open(phone);
    const page = await context.newPage();
    await page.goto(`${shop.url}/login?next=/wallet`);
    await page.fill('#email', user.email ?? '');
    await page.fill('#password', customerPassword);
    await page.click('main form button');
    await page.waitForURL('**/wallet');
    return { page, complaints };
  }

  async function staffWindow(role: StaffRole) {
    const { email } = await aStaffAccount(role);
    const { context, complaints } = await chromium.open(desk);
    const page = await context.newPage();
    await page.goto(`${shop.url}/admin`);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', staffPassword);
    await page.click('button[type=submit]');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    return { page, complaints };
  }

  async function topUp(page: Page): Promise<void> {
    await page.goto(`${shop.url}/wallet/topup?amount=500000`);
    await page.locator('.pay').waitFor();
    await page.click('.order-bar button');
    await page.waitForURL('**/orders/*');
    const [checkout] = await Promise.all([
      page.context().waitForEvent('page'),
      page.click('[data-checkout]'),
    ]);
    await checkout.waitForLoadState();
    await checkout.locator('form button').first().click();
    await checkout.waitForLoadState();
    await checkout.close();
    await page.locator('[data-order-page][data-status=SUCCESS]').waitFor({ timeout: 30_000 });
  }

  /** Answers what it cost. */
  async function buyFromBalance(page: Page, number: string): Promise<number> {
    await page.goto(`${shop.url}/c/pulsa?phone=${number}`);
    await page.click('text=Pulsa XL 10.000');
    await page.waitForURL('**/products/*');
    assert.match(await wordsIn(page), /Saldo Rp 500\.000/);
    await page.locator('[value^="wallet:"]').check();
    const price = await page.locator('[value^="wallet:"]').getAttribute('data-total');
    await page.click('.order-bar button');
    await page.locator('.serial .code').waitFor({ timeout: 30_000 });
    return Number((price ?? '').replace(/\D/g, ''));
  }

  async function send(page: Page, to: User, amount: string): Promise<void> {
    await page.goto(`${shop.url}/wallet/transfer`);
    await page.fill('#to', to.phone ?? '');
    await page.fill('#amount', amount);
    await page.fill('#note', 'Iuran arisan');
    await page.click('main form button');
    await page.locator('h1', { hasText: 'Periksa sebelum mengirim' }).waitFor();
    assert.match(await wordsIn(page), /B\*\*\* S\*{6}/, 'the name is shown, and masked');
    await page.click('main form button');
    await page.waitForURL('**/orders/*');
  }

  async function withdraw(page: Page, amount: string): Promise<void> {
    await page.goto(`${shop.url}/wallet/withdraw`);
    await page.fill('#amount', amount);
    await page.click('main form button');
    await page.locator('h1', { hasText: 'Pastikan penarikan' }).waitFor();
    assert.match(await wordsIn(page), /Rp 100\.000[^]*Rp 2\.500[^]*Rp 102\.500/);
    await page.click('main form button');
    await page.locator('.pill.requested').waitFor();
  }

  const record = (resource: string, id: string, action: string) =>
    `${shop.url}/admin/resources/${resource}/records/${id}/${action}`;

  /** Fills an action's form and sends it; answers the entries that are shown before anything is written. */
  async function fillForm(page: Page, place: string, values: Record<string, string>): Promise<void> {
    await page.goto(place);
    for (const [name, value] of Object.entries(values)) {
      const field = page.locator(`#form-${name}`);
      await field.waitFor();
      if ((await page.locator(`select#form-${name}`).count()) > 0) await field.selectOption(value);
      else await field.fill(value);
    }
    await page.click(pressing);
  }

  async function entriesShown(page: Page): Promise<string> {
    await page.locator('section[aria-label="Yang akan dibukukan"]').waitFor();
    return wordsIn(page, 'section[aria-label="Yang akan dibukukan"]');
  }

  /** The second click writes, and leads to the record's page. */
  async function agree(page: Page): Promise<void> {
    await page.click(pressing);
    await page.waitForURL(({ pathname }) => pathname.endsWith('/show'));
  }

  /** Walks the only request of this amount from the desk to the bank; the entries are read before they are written. */
  async function payOut(page: Page, customer: User): Promise<void> {
    await page.goto(`${shop.url}/admin/resources/Withdrawal?filters.status=REQUESTED`);
    await page.locator(`tr:has-text("${customer.name}")`).waitFor();
    await picture(page, 'withdrawals-desk');
    await page.locator(`tr:has-text("${customer.name}")`).click();
    await page.waitForURL('**/show');
    const id = new URL(page.url()).pathname.split('/').at(-2) ?? '';
    const held = await walletBalance(customer.id);

    await page.getByTestId('action-approve').click();
    await page.fill('#form-reason', 'Nama dan nomor rekening cocok');
    await agree(page);
    await fillForm(page, record('Withdrawal', id, 'send'), { reference: 'BCA-0042' });
    assert.match(
      await entriesShown(page),
      /Penarikan dikirim ke bank\s+Saldo pelanggan\s+Rp 102\.500[^]*Pembayaran keluar dalam perjalanan\s+Rp 100\.000[^]*Pendapatan biaya layanan\s+Rp 2\.500/,
    );
    assert.equal(await walletBalance(customer.id), held, 'looking writes nothing');
    await agree(page);
    assert.equal(await walletBalance(customer.id), held - 102_500);
    await fillForm(page, record('Withdrawal', id, 'payOut'), {});
    assert.match(
      await entriesShown(page),
      /Pembayaran keluar dalam perjalanan\s+Rp 100\.000\s+Bank\s+Rp 100\.000/,
    );
    await agree(page);
    await page.locator('[data-state=PAID_OUT]').first().waitFor();
  }

  /** One asks for more than one person may give; answers where the request waits. */
  async function askForMore(page: Page, walletId: string, userId: string): Promise<string> {
    const wish = { how: 'add', amount: '1500000', reason: 'Ganti rugi token yang tidak terkirim' };
    await fillForm(page, record('Wallet', walletId, 'adjustBalance'), wish);
    assert.match(
      await entriesShown(page),
      /Penyesuaian saldo\s+Rp 1\.500\.000[^]*Saldo pelanggan\s+Rp 1\.500\.000/,
    );
    assert.match(await wordsIn(page, 'form:not([action])'), /di atas batas Anda sendiri/);
    const before = await walletBalance(userId);
    await agree(page);
    await page.locator('[data-css=pending-approval]').waitFor();
    assert.equal(await walletBalance(userId), before, 'nothing is booked yet');
    await page.locator('[data-css=pending-approval]').click();
    await page.waitForURL('**/resources/Approval/**');
    return page.url();
  }

  async function secondPersonAgrees(asker: Page, owner: Page, place: string): Promise<void> {
    const approval = place.replace(/\/show.*$/, '/approve');
    await fillForm(asker, approval, { reason: 'Saya setuju dengan diri sendiri' });
    await asker.locator('[role=alert]', { hasText: 'Orang kedua yang harus menyetujuinya' }).waitFor();
    await owner.goto(place);
    await owner.getByText('Yang akan dibukukan').waitFor();
    await picture(owner, 'approval');
    await fillForm(owner, approval, { reason: 'Bukti gagal kirim sudah diperiksa' });
    await entriesShown(owner);
    await agree(owner);
    await owner.locator('[data-state=APPROVED]').first().waitFor();
  }

  /** So that the desk looks like one that people work at. */
  async function othersAsk(): Promise<void> {
    for (const name of ['Dewi Lestari', 'Agus Prasetyo', 'Rahmat Santoso'])
      await aWithdrawal(name.length * 25_000, await aWithdrawer(5_000_000, name));
  }

  it('S2.205 a customer tops up, buys, sends and withdraws, and staff see every entry before it is written', async () => {
    const customer = await knownCustomer('BASIC', { name: 'Kartika Dewi' });
    const friend = await aCustomer({ name: 'Budi Santoso' });
    await aBankAccount(customer.id, customer.name);
    await othersAsk();

    const { page, complaints } = await customerWindow(customer);
    await topUp(page);
    const price = await buyFromBalance(page, '087812340001');
    await send(page, friend, '45.000');
    await withdraw(page, '100.000');
    assert.equal(await walletBalance(customer.id), 500_000 - price - 45_000, 'held is not gone');
    assert.equal(await walletBalance(friend.id), 45_000);

    const [clerk, owner] = [await staffWindow('finance'), await staffWindow('owner')];
    await payOut(clerk.page, customer);
    const { id: walletId } = await walletOf(customer.id);
    const place = await askForMore(clerk.page, walletId, customer.id);
    await secondPersonAgrees(clerk.page, owner.page, place);

    await clerk.page.goto(record('Wallet', walletId, 'show'));
    await clerk.page.getByText('Pembukuan').first().waitFor();
    const money = await wordsIn(clerk.page, 'body');
    for (const word of ['Isi saldo', 'Transfer antardompet', 'Penyesuaian saldo'])
      assert.ok(money.includes(word), word);

    await page.goto(`${shop.url}/wallet`);
    assert.deepEqual(
      await page.locator('.mutations li .line-name:first-child strong:first-child').allInnerTexts(),
      ['Penyesuaian oleh toko', 'Penarikan ke bank', 'Transfer keluar', 'Bayar pesanan', 'Isi saldo'],
    );
    const wide = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.mutations .card *')].filter((node) => node.getBoundingClientRect().right > node.closest('.card').getBoundingClientRect().right).map((node) => node.textContent)`,
    );
    assert.deepEqual(wide, [], 'every amount stays on its card');
    assert.equal(await walletBalance(customer.id), 500_000 - price - 45_000 - 102_500 + 1_500_000);
    await picture(page, 'wallet');
    assert.deepEqual(
      [...complaints, ...clerk.complaints, ...owner.complaints].filter((each) => !ofTheFramework.test(each)),
      [],
    );
  });
});
