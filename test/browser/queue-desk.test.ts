import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { desk, phone, useChromium } from '../chromium.js';
import { anOutboxRow, removeBareRows } from '../factories/reports.js';
import { aStaffAccount, staffPassword } from '../factories/staff.js';
import { redisReady } from '../redis.js';
import { clock } from '../../src/platform/clock.js';
import { query } from '../../src/platform/database.js';
import { beat, newSelf } from '../../src/platform/heartbeats.js';
import { forgetRedisErrors, noteRedisError } from '../../src/platform/redis-errors.js';
import { useConsoleBundle, useShop } from '../shop.js';

/** What the framework's own development build says on every page; its production build is silent. */
const ofTheFramework = /@emotion\/react|i18next::backendConnector/;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a screen reader or a keyboard would stumble over in the page's own part. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return (await page.evaluate(
    `axe.run('main', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
       .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160))))`,
  )) as string[];
}

const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate(
    `document.documentElement.scrollWidth - document.documentElement.clientWidth`,
  ) as Promise<number>;

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['LOOK_AT'];
  if (!folder) return;
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: size.width, height: 2_400 });
  await page.screenshot({ path: `${folder}/queue-desk-${name}.png`, animations: 'disabled' });
  await page.setViewportSize(size);
};

describe('the queue desk in the browser', function () {
  this.timeout(240_000);
  const shop = useShop();
  useConsoleBundle(shop);
  const chromium = useChromium();

  const open = async (size = desk, language = 'id') => {
    const { email } = await aStaffAccount('admin');
    const { context, complaints } = await chromium.open(size);
    const page = await context.newPage();
    await page.goto(`${shop.url}/admin`);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', staffPassword);
    await page.click('button[type=submit]');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.goto(`${shop.url}/admin/pages/queueDesk?lang=${language}`);
    await page.getByTestId('queue-mail').waitFor();
    return { page, complaints: () => complaints.filter((complaint) => !ofTheFramework.test(complaint)) };
  };

  before(async () => {
    await redisReady();
    forgetRedisErrors();
    await beat(newSelf(['web', 'scheduler']));
    noteRedisError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    await beat(newSelf(['worker']));
    await anOutboxRow({ queue: 'mail', availableAt: new Date(clock.wall().getTime() + 3_600_000) });
    await anOutboxRow({
      queue: 'mail',
      status: 'DEAD',
      availableAt: new Date(clock.wall().getTime() - 3_600_000),
    });
  });
  after(async () => {
    forgetRedisErrors();
    await query('DELETE FROM heartbeats');
    await removeBareRows();
  });

  it('S1.30 S1.31 shows who is in trouble with Redis, and frees a stuck queue by keyboard alone', async () => {
    const { page, complaints } = await open();
    assert.match((await page.getByTestId('kind-worker').textContent()) ?? '', /ECONNREFUSED/);
    const mail = page.getByTestId('queue-mail');
    const press = async (name: RegExp) => {
      await mail.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
      await page.locator('#form-reason').waitFor();
    };
    const send = async () => {
      assert.deepEqual(await violations(page), []);
      await page.locator('#form-reason').focus();
      await page.keyboard.type('Antrean macet');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('#form-reason').waitFor({ state: 'detached' });
    };
    await shot(page, 'running');
    await press(/^Jeda/);
    await shot(page, 'form');
    await send();
    await mail.locator('[data-state=PAUSED]').waitFor();
    await press(/^Kosongkan/);
    await send();
    await mail.getByText(/Dikosongkan \d/).waitFor();
    await page.locator('details summary').first().press('Enter');
    await shot(page, 'drained');
    await press(/^Lanjutkan/);
    await send();
    await mail.locator('[data-state=RUNNING]').waitFor();
    assert.deepEqual(complaints(), []);
  });

  it('refreshes by itself what others did, fits a phone, and speaks English', async () => {
    const { page, complaints } = await open(phone, 'en');
    await page.getByRole('heading', { name: 'Queues and processes' }).waitFor();
    assert.equal(await widerThanScreen(page), 0);
    assert.deepEqual(await violations(page), []);
    await query(
      "UPDATE work_queues SET status = 'PAUSED', paused_at = UTC_TIMESTAMP(3), pause_reason = 'x' WHERE name = 'mail'",
    );
    await page.getByTestId('queue-mail').locator('[data-state=PAUSED]').waitFor();
    await shot(page, 'phone');
    await query("UPDATE work_queues SET status = 'RUNNING', paused_at = NULL WHERE name = 'mail'");
    await page.getByTestId('queue-mail').locator('[data-state=RUNNING]').waitFor();
    assert.deepEqual(complaints(), []);
  });
});
