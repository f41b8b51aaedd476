import assert from 'node:assert/strict';
import { aDesk, urlOf, useConsole, visit, type Desk } from '../../test/console.js';
import { aDefinition, aLiveRule } from '../../test/factories/discounts.js';
import { aBuyer } from '../../test/factories/past.js';
import { drainJobs } from '../../test/jobs.js';
import { newId } from '../../src/platform/ids.js';
import { clock } from '../../src/platform/clock.js';
import { query } from '../../src/platform/database.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import type { RunsData } from './components/runs-data.js';

const page = '/admin/api/pages/discountRuns';

const read = async (desk: Desk, asked = ''): Promise<RunsData> =>
  (await desk.get(`${page}${asked}`)).body as unknown as RunsData;

describe('the page of the daily discount task', () => {
  useConsole();
  let admin: Desk;
  before(async () => {
    admin = await aDesk('admin');
  });

  it('S1.20 shows what a day would grant, grants it when asked to, and nothing twice', async () => {
    const city = `Kota ${newId()}`;
    const buyers = [await aBuyer({ city }), await aBuyer({ city })];
    const rule = await aLiveRule(aDefinition({ who: { all: [{ code: 'city', args: { cities: [city] } }] } }));
    const today = jakartaDate(clock.now());
    const ofRule = ({ rehearsal }: RunsData) =>
      (rehearsal?.rows ?? []).filter(({ rule: name }) => name === rule.name).map(({ user_id: id }) => id);
    assert.deepEqual(
      ofRule(await read(admin, `?date=${today}`)).sort(),
      buyers.map(({ userId }) => userId).sort(),
    );
    const count = async () =>
      Number(
        (
          await query<{ n: string }>('SELECT COUNT(*) AS n FROM discount_grants WHERE rule_id = ?', [
            rule.ruleId,
          ])
        )[0]?.n,
      );
    assert.equal(await count(), 0, 'looking grants nothing');
    for (let time = 0; time < 2; time += 1) {
      const begun = await admin.post(urlOf.create('DiscountRun'), { reason: 'Uji jalankan' });
      assert.equal(begun.body.notice?.message, 'done_new', begun.text);
      await drainJobs();
      assert.equal(await count(), 2);
    }
    const { runs } = await read(admin);
    const shown = runs.find(({ date }) => date === today)?.rules.find(({ name }) => name === rule.name);
    assert.deepEqual([shown?.status, shown?.granted], ['DONE', 2]);
    assert.deepEqual(ofRule(await read(admin, `?date=${today}`)), []);
  });

  it('lets nobody run it without the right, and shows no customers to those who may not see them', async () => {
    const catalogue = await aDesk('catalogue');
    const blind = await read(catalogue, `?date=${jakartaDate(clock.now())}`);
    assert.deepEqual([blind.may_run, blind.rehearsal], [true, null]);
    const support = await aDesk('support');
    const refused = await support.post(urlOf.create('DiscountRun'), { reason: 'Uji hak' });
    assert.equal(refused.body.notice?.message, 'forbiddenError');
    assert.equal((await visit(page)).status, 401);
  });

  it('reads a day that is none as not asked for', async () => {
    assert.equal((await read(admin, '?date=kemarin')).rehearsal, null);
    assert.equal((await read(admin, '?date=2026-02-31')).rehearsal, null);
  });
});
