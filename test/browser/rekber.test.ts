import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { StaffRole } from '../../src/staff/index.js';
import type { User } from '../../src/users/index.js';
import { desk, phone, useChromium } from '../chromium.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { aCustomer, customerPassword } from '../factories/users.js';
import { aFilledWallet, walletBalance } from '../factories/wallets.js';
import { useShop } from '../shop.js';
import { endInSoundBooks } from '../sound-books.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Any picture. */
const picture = readFileSync(new URL('../../docs/screenshots/approval.png', import.meta.url));

interface Barrier {
  id: string;
  help: string;
  nodes: { html: string }[];
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const wordsIn = async (page: Page, place = 'main'): Promise<string> =>
  plain(await page.locator(place).first().innerText());

/** Pictures of every page of the walk, narrow and wide; only when asked for, because they are for people to look at. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK_AT'];
  if (!folder) return;
  const size = page.viewportSize();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true, animations: 'disabled' });
  }
  if (size) await page.setViewportSize(size);
}

/** Nothing on the page bars people who read with ears or move with keys, by the rules of WCAG and by good practice. */
async function withoutBarriers(page: Page, name: string, rules = {}): Promise<void> {
  await look(page, name);
  await page.evaluate(axe);
  const found = await page.evaluate<Barrier[]>(
    `axe.run(document, ${JSON.stringify({ rules })}).then(({ violations }) => violations)`,
  );
  assert.deepEqual(
    found.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html.slice(0, 160)) })),
    [],
    name,
  );
}

/** Around a record the console's framework draws no landmarks, and its cards are headed alike on every page. */
const ofTheFrame = {
  region: { enabled: false },
  'landmark-one-main': { enabled: false },
  'heading-order': { enabled: false },
};

/** A room of this state, wherever its page is in hearing of that. */
const inState = (page: Page, status: string): Promise<void> =>
  page.locator(`.room[data-status=${status}]`).waitFor({ timeout: 30_000 });

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

/** Opens what stands behind a click. */
const unfold = (page: Page, name: string): Promise<void> =>
  page.locator('summary', { hasText: name }).first().click();

/** The button of an action's form; the form for leaving, on every page, has an address. */
const pressing = 'form:not([action]) button[type=submit]';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

describe('two strangers trade through a joint account', function () {
  this.timeout(240_000);
  const shop = useShop();
  const chromium = useChromium();
  endInSoundBooks();

  async function windowOf(user: User, settings: BrowserContextOptions) {
    const { context, complaints } = await chromium.open(settings);
    const page = await context.newPage();
    await page.goto(`${shop.url}/login?next=/escrows`);
    await page.fill('#email', user.email ?? '');
    await page.fill('#password', customerPassword);
    await page.click('main form button');
    await page.waitForURL('**/escrows');
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
    // The first page of the console in a fresh checkout waits for its bundle to be made.
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
    return { page, complaints };
  }

  /** Reads the case at the desk and divides the money; the entries are shown before they are written. */
  async function splitAtDesk(page: Page, title: string, toBuyer: string): Promise<void> {
    await page.goto(`${shop.url}/admin/pages/disputeDesk`);
    await page.getByRole('link', { name: title }).waitFor();
    await withoutBarriers(page, '18-queue');
    await page.getByRole('link', { name: title }).click();
    await page.getByTestId('verdict-split').click();
    await page.fill('#form-toBuyerAmount', toBuyer);
    await page.selectOption('#form-feeBorneBy', 'BOTH');
    await page.selectOption('#form-ground', 'both_at_fault');
    await page.fill('#form-reason', 'Penyerahan terbukti, tetapi akses lama belum dilepas seluruhnya.');
    await withoutBarriers(page, '19-desk', ofTheFrame);
    await page.click(pressing);
    await page.locator('section[aria-label="Yang akan dibukukan"]').waitFor();
    assert.match(
      await wordsIn(page, 'section[aria-label="Yang akan dibukukan"]'),
      /Rp 507\.500[^]*Rp 200\.000[^]*Rp 292\.500[^]*Rp 15\.000/,
    );
    await page.click(pressing);
    await page.getByText('masa banding').first().waitFor();
  }

  async function bothAccept(...pages: Page[]): Promise<void> {
    for (const page of pages) {
      await page.locator('.decision').waitFor({ timeout: 30_000 });
      await withoutBarriers(page, `19-decided`);
      await unfold(page, 'Terima putusan');
      await press(page, 'Ya, terima putusan');
      await page.locator('.room').waitFor();
    }
    for (const page of pages) await inState(page, 'SPLIT');
  }

  interface Wish {
    role: 'buyer' | 'seller';
    title: string;
    amount: string;
    payer: 'buyer' | 'seller' | 'split';
  }

  async function fillForm(page: Page, deal: Wish): Promise<void> {
    await page.locator(`input[name=role][value=${deal.role}]`).check();
    await page.fill('#title', deal.title);
    await page.locator('input[name=goods_type][value=account]').check();
    await page.fill('#amount', deal.amount);
    await page.locator(`input[name=fee_payer][value=${deal.payer}]`).check();
    await page.fill('#terms', 'Akun diserahkan dengan e-mail pertama dan semua tautan dilepas.');
  }

  /** Presses "Lanjut" in the popup; answers the code for the other side. */
  async function makeRoom(page: Page): Promise<string> {
    await press(page, 'Buat Room');
    await page.locator('dialog[open]').waitFor();
    await page.locator('dialog').getByRole('button', { name: 'Lanjut' }).click();
    await page.locator('.room').waitFor();
    return page.locator('.code-box .code').first().innerText();
  }

  async function join(page: Page, code: string): Promise<void> {
    await page.goto(`${shop.url}/escrows/join`);
    await withoutBarriers(page, '05-join');
    await page.fill('#code', code);
    await press(page, 'Lihat ketentuan');
    await page.getByRole('heading', { name: /mengajak Anda/ }).waitFor();
    await withoutBarriers(page, '06-join-terms');
    await press(page, 'Setuju dan gabung');
    await inState(page, 'AWAITING_PAYMENT');
  }

  async function payAtSandbox(page: Page): Promise<void> {
    await inState(page, 'AWAITING_PAYMENT');
    await withoutBarriers(page, '08-room-pay');
    await page.getByRole('link', { name: /^Bayar Rp/ }).click();
    await page.locator('.pay').waitFor();
    await withoutBarriers(page, '09-pay');
    await press(page, 'Bayar sekarang');
    await page.waitForURL('**/orders/*');
    const [checkout] = await Promise.all([
      page.context().waitForEvent('page'),
      page.click('[data-checkout]'),
    ]);
    await withoutBarriers(page, '10-order');
    await checkout.waitForLoadState();
    await checkout.locator('form button').first().click();
    await checkout.waitForLoadState();
    await checkout.close();
    await page.locator('[data-order-page][data-status=SUCCESS]').waitFor({ timeout: 30_000 });
    await withoutBarriers(page, '11-order-done');
    await page.getByRole('link', { name: 'Kembali ke room' }).click();
    await inState(page, 'HELD');
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.fill('#say', text);
    await press(page, 'Kirim');
  }

  const hears = (page: Page, text: string): Promise<void> =>
    page.locator('.line.theirs', { hasText: text }).waitFor({ timeout: 15_000 });

  it('S0.1 S0.25 S0.26 S0.27 S0.28 S0.29 S0.30 S0.44 S0.57 S0.58 walks from the form to a split at the desk', async () => {
    const buyer = await aCustomer({ name: 'Kartika Dewi' });
    const seller = await aCustomer({ name: 'Budi Santoso' });
    const { page: buying, complaints } = await windowOf(buyer, phone);
    await withoutBarriers(buying, '01-dashboard');

    await fillForm(buying, {
      role: 'buyer',
      title: 'Akun Mobile Legends level 80',
      amount: '3.500.500',
      payer: 'buyer',
    });
    await press(buying, 'Buat Room');
    await buying.locator('dialog[open]').waitFor();
    await withoutBarriers(buying, '02-popup');
    assert.match(
      await wordsIn(buying, 'dialog'),
      /Nominal\s+Rp 3\.500\.500\s+Biaya rekber[^]*Rp 87\.513\s+Total\s+Rp 3\.588\.013[^]*Dengan nominal Rp 3\.500\.000, totalnya Rp 3\.535\.000/,
    );
    await buying.locator('dialog').getByRole('link', { name: 'Batal' }).click();
    await buying.reload();
    assert.equal(await buying.locator('.deals-list .orders li').count(), 0, '"Batal" leaves nothing behind');

    await fillForm(buying, {
      role: 'buyer',
      title: 'Akun Mobile Legends level 80',
      amount: '500.000',
      payer: 'split',
    });
    const code = await makeRoom(buying);
    assert.equal(plain(await buying.locator('[data-total]').innerText()), 'Rp 515.000');
    await withoutBarriers(buying, '04-room-invite');

    const { page: selling, complaints: moreComplaints } = await windowOf(seller, desk);
    await join(selling, code);
    await withoutBarriers(selling, '07-room-wait');
    await payAtSandbox(buying);
    await inState(selling, 'HELD');
    await withoutBarriers(selling, '12-room-deliver');

    await say(buying, 'Halo kak, dana sudah masuk ya. Nomor saya 081234567890');
    await hears(selling, 'dana sudah masuk');
    await say(selling, 'Siap, saya kirim datanya lewat room ini.');
    await hears(buying, 'saya kirim datanya');
    await selling.locator('.line.mine .seen', { hasText: 'dibaca' }).waitFor({ timeout: 15_000 });
    await withoutBarriers(buying, '13-chat');

    await selling.fill(
      'textarea[name=proof]',
      'E-mail dan kata sandi sudah diganti bersama pembeli pukul 14.00.',
    );
    await selling.setInputFiles('.room-act input[type=file]', {
      name: 'bukti.png',
      mimeType: 'image/png',
      buffer: picture,
    });
    await press(selling, 'Nyatakan sudah diserahkan');
    await inState(selling, 'DELIVERED');
    await inState(buying, 'DELIVERED');
    await withoutBarriers(buying, '14-room-inspect');

    await unfold(buying, 'Buka sengketa');
    await buying.selectOption('#dispute-category', 'taken_back');
    await buying.fill(
      '#dispute-text',
      'Akun saya terima, tetapi satu jam kemudian kata sandinya diganti lagi.',
    );
    await withoutBarriers(buying, '15-dispute-form');
    await buying.locator('.room-act form[action$="/dispute"] button').click();
    await inState(buying, 'DISPUTED');
    await withoutBarriers(buying, '16-disputed');
    await inState(selling, 'DISPUTED');
    await selling.fill('#evidence-text', 'Saya tidak mengganti apa pun. Ini tangkapan layar riwayat masuk.');
    await selling.setInputFiles('#evidence-file', {
      name: 'riwayat.png',
      mimeType: 'image/png',
      buffer: picture,
    });
    await press(selling, 'Kirim bukti');
    await selling.locator('.evidence li').waitFor();
    await withoutBarriers(selling, '17-evidence');

    const judging = await staffWindow('admin');
    await splitAtDesk(judging.page, 'Akun Mobile Legends level 80', '200000');
    await bothAccept(buying, selling);
    assert.deepEqual([await walletBalance(buyer.id), await walletBalance(seller.id)], [200_000, 292_500]);
    assert.match(await wordsIn(buying, '.room-act'), /Rp 200\.000 sudah masuk ke dompet Anda/);
    assert.match(await wordsIn(selling, '.room-act'), /Rp 292\.500 sudah masuk ke dompet Anda/);
    await withoutBarriers(buying, '20-split');
    const all = [...complaints, ...moreComplaints, ...judging.complaints];
    assert.deepEqual(
      all.filter((each) => !ofTheFramework.test(each)),
      [],
    );
  });

  it('goes on where sockets are blocked: the second deal is confirmed and its money released', async () => {
    const [buyer, seller] = [
      await aCustomer({ name: 'Rahmat Hidayat' }),
      await aCustomer({ name: 'Dewi Lestari' }),
    ];
    await aFilledWallet(buyer.id, 100_000);
    const { page: selling } = await windowOf(seller, phone);
    await selling.route('**/socket.io/**', (route) => route.abort());
    await fillForm(selling, {
      role: 'seller',
      title: 'Jasa desain logo',
      amount: '100.000',
      payer: 'seller',
    });
    const code = await makeRoom(selling);

    const { page: buying } = await windowOf(buyer, desk);
    await buying.addInitScript('delete globalThis.WebSocket');
    await join(buying, code);
    await buying.getByRole('link', { name: /^Bayar Rp/ }).click();
    await press(buying, 'Bayar sekarang');
    await inState(buying, 'HELD');
    await inState(selling, 'HELD');
    await say(selling, 'Logo sudah saya kirim ke room.');
    await hears(buying, 'Logo sudah saya kirim');
    await say(buying, 'Bagus, terima kasih.');
    await hears(selling, 'Bagus, terima kasih');
    await selling.fill('textarea[name=proof]', 'Berkas logo ada di obrolan.');
    await press(selling, 'Nyatakan sudah diserahkan');
    await inState(buying, 'DELIVERED');
    await unfold(buying, 'Sudah saya terima');
    assert.match(await wordsIn(buying, '.room-act'), /Rp 95\.000 akan masuk ke dompet Dewi Lestari/);
    await withoutBarriers(buying, '21-confirm');
    await press(buying, 'Ya, cairkan dana');
    await inState(buying, 'RELEASED');
    await inState(selling, 'RELEASED');
    await withoutBarriers(selling, '22-released');
    assert.deepEqual([await walletBalance(buyer.id), await walletBalance(seller.id)], [0, 95_000]);
    await selling.goto(`${shop.url}/escrows`);
    await withoutBarriers(selling, '23-dashboard');
  });
});
