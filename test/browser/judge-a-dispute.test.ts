import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { addEvidence } from '../../src/disputes/index.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import type { StaffRole } from '../../src/staff/index.js';
import { desk, useChromium, type Chromium } from '../chromium.js';
import { aDisputedDeal, complain } from '../factories/disputes.js';
import { aDeliveredDeal, heldMoney } from '../factories/escrows.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { as } from '../app.js';
import { useShop } from '../shop.js';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

async function logIn(chromium: Chromium, url: string, role: StaffRole) {
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
  if (!folder) return;
  await page.setViewportSize({ width: 1280, height: 2_400 });
  await page.screenshot({ path: `${folder}/i4J-${name}.png`, animations: 'disabled' });
  await page.setViewportSize({ width: 1280, height: 800 });
};

describe('staff settle a dispute at one screen', function () {
  this.timeout(120_000);
  const shop = useShop();
  const chromium = useChromium();

  it('S0.7 S0.65 takes the next case, reads it, divides the money with the entries shown first', async () => {
    const deal = await aDisputedDeal({
      terms: 'Akun level 80 dengan email pemulihan.\nTidak boleh diambil kembali.',
    });
    await complain(
      await aDeliveredDeal({ title: 'Jasa joki ranking', goods_type: 'service', amount: 1_500_000 }),
    );
    const say = (user: typeof deal.buyer, body: string) =>
      as(user).post(`/escrows/${deal.id}/messages`, { client_id: `uji-${Math.random()}`.slice(0, 20), body });
    await say(deal.buyer, 'Kak, ini kok level 12?');
    await say(deal.seller, 'Tadi waktu saya kirim masih level 80, cek lagi ya.');
    await inTransaction({ kind: 'customer', id: deal.seller.id, customerType: 'retail' }, (uow) =>
      addEvidence(uow, {
        escrowId: deal.id,
        userId: deal.seller.id,
        category: 'ACCOUNT_ACCESS',
        text: 'Riwayat akun menunjukkan level 80 pada saat penyerahan.',
        attachment_id: null,
      }),
    );

    const { page, complaints } = await logIn(chromium, shop.url, 'admin');
    await page.goto(`${shop.url}/admin/pages/disputeDesk`);
    await page.getByText('Menunggu diambil').waitFor();
    await shot(page, 'queue');
    await page.getByTestId('next-case').click();
    await page.getByRole('heading', { name: 'Keterangan dan bukti' }).waitFor();
    await page.getByText('Riwayat akun menunjukkan').waitFor();
    await shot(page, 'arrived');
    await page.getByTestId('verdict-split').waitFor();
    await page.getByText('cek lagi ya').waitFor();
    await shot(page, 'desk');
    await page.getByTestId('verdict-split').click();
    await page.fill('#form-toBuyerAmount', '100000');
    await page.selectOption('#form-feeBorneBy', 'SELLER');
    await page.selectOption('#form-ground', 'both_at_fault');
    await page.fill('#form-reason', 'Kedua pihak tidak memeriksa akun saat serah terima.');
    await shot(page, 'split');
    await page.getByRole('button', { name: 'Lihat pembukuannya' }).click();
    await page.getByRole('heading', { name: 'Yang akan dibukukan' }).waitFor();
    await shot(page, 'split-preview');
    await page.getByRole('button', { name: 'Bagi dana' }).last().click();
    await page.locator('[data-state=DECIDED]').first().waitFor();
    await page.getByText('Surat putusan').first().click();
    await shot(page, 'decided');
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount, 'the money rests');
    assert.deepEqual(
      complaints.filter((complaint) => !ofTheFramework.test(complaint)),
      [],
    );
  });
});
