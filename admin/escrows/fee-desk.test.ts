import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, visit, type Desk } from '../../test/console.js';
import { anEscrowRow, removeEscrowRows } from '../../test/factories/escrow-rows.js';
import { forgetFeeSchedules } from '../../src/escrows/fee-schedules.js';
import { clock } from '../../src/platform/clock.js';
import { query } from '../../src/platform/database.js';
import { dayAfter, jakartaDate } from '../../src/platform/jakarta.js';
import type { FeeDeskData } from './components/fee-desk-data.js';

const reason = 'Uji meja tarif';
const page = '/admin/api/pages/feeDesk';
const bands = [
  { from: 10_000, to: 999_999, fee: { flat: 7_500 } },
  { from: 1_000_000, to: 20_000_000, fee: { bps: 200 } },
];

const dataOf = ({ body }: { body: unknown }) => body as FeeDeskData;

async function draftBy(desk: Desk, name: string): Promise<string> {
  const { body, text } = await desk.post(urlOf.create('FeeSchedule'), { name, bands, reason });
  assert.equal(body.notice?.message, 'done_new', text);
  return body.record?.id ?? '';
}

describe('the what-if desk', () => {
  useConsole();
  let finance: Desk;
  let owner: Desk;
  before(async () => {
    [finance, owner] = [await aDesk('finance'), await aDesk('owner')];
  });
  after(async () => {
    await removeEscrowRows();
    await query('DELETE FROM fee_schedules WHERE version IS NULL OR version > 1');
    await forgetFeeSchedules();
  });

  it('holds a draft that was typed as rows beside the schedule in force, over the deals of a period', async () => {
    const heldAt = new Date('2029-03-10T05:00:00Z');
    await anEscrowRow({ amount: 250_000, feeAmount: 10_000, heldAt });
    await anEscrowRow({ amount: 50_000, feeAmount: 5_000, heldAt });
    const draft = await draftBy(finance, 'Rata tujuh setengah');
    const data = dataOf(await finance.get(`${page}?from=2029-03-01&to=2029-03-31`));
    assert.deepEqual([data.from, data.to, data.comparison.deals], ['2029-03-01', '2029-03-31', 2]);
    const [inForce, tried] = data.comparison.outcomes;
    assert.deepEqual([inForce?.feeAmount, inForce?.same], [15_000, 2]);
    assert.equal(tried?.id, draft);
    assert.deepEqual(
      [tried.feeAmount, tried.more, tried.less.deals],
      [15_000, { deals: 1, amount: 2_500 }, 1],
    );
    assert.equal(tried.worstHit[0]?.amount, 50_000);
    assert.equal(data.may_write, true);
  });

  it('takes what the address names, five at most, and reads oddities as not asked for', async () => {
    const ids = [];
    for (let index = 0; index < 6; index += 1) ids.push(await draftBy(finance, `Konsep ${index}`));
    const six = dataOf(await finance.get(`${page}?with=${ids.join(',')}`));
    assert.equal(six.chosen.length, 5);
    const odd = dataOf(await finance.get(`${page}?from=kemarin&to=2029-13-45&with=${ids[0] ?? ''},bukan`));
    assert.deepEqual(odd.chosen, [ids[0]]);
    assert.equal(odd.to, jakartaDate(clock.now()));
    const turned = dataOf(await finance.get(`${page}?from=2029-03-31&to=2029-03-01`));
    assert.deepEqual([turned.from, turned.to], ['2029-03-01', '2029-03-31']);
  });

  it('shows figures to those who read fees, changes to nobody else, and nothing to the rest', async () => {
    const support = dataOf(await (await aDesk('support')).get(page));
    assert.equal(support.may_write, false);
    const catalogue = await (await aDesk('catalogue')).get(page);
    assert.deepEqual(catalogue.body, { forbidden: true });
    assert.equal((await visit(page)).status, 401);
    assert.deepEqual((await finance.post(page)).body, { forbidden: true });
  });

  it('leads to a date by two people: the maker asks, another agrees', async () => {
    const draft = await draftBy(finance, 'Mulai besok');
    const effectiveOn = dayAfter(jakartaDate(clock.now()));
    const asked = await performAtDesk(finance, 'FeeSchedule', draft, 'scheduleFees', { effectiveOn, reason });
    assert.equal(asked.body.notice?.message, 'approval_asked', asked.text);
    const pending = (await owner.get(urlOf.record('FeeSchedule', draft, 'show'))).body.record?.pending;
    assert.deepEqual(
      pending?.map(({ kind }) => kind),
      ['fee_schedule'],
    );
    const agreed = await performAtDesk(owner, 'Approval', pending[0]?.id ?? '', 'approve', { reason });
    assert.equal(agreed.body.notice?.type, 'success', agreed.text);
    const shown = (await owner.get(urlOf.record('FeeSchedule', draft, 'show'))).body.record?.params;
    assert.deepEqual([shown?.['status'], shown?.['version'], shown?.['inForce']], ['SCHEDULED', 2, false]);
  });

  it('tells which row of a draft is at fault', async () => {
    const torn = [bands[0], { from: 1_000_001, to: 2_000_000, fee: { bps: 200 } }];
    const { body } = await finance.post(urlOf.create('FeeSchedule'), {
      name: 'Berlubang',
      bands: torn,
      reason,
    });
    assert.equal(body.notice?.message, 'problem_unsound_fee_schedule');
    assert.equal(body.record?.errors?.['bands.1.from']?.message, 'field_band_hole');
  });

  it('does not overwrite what a colleague has changed meanwhile', async () => {
    const draft = await draftBy(finance, 'Dua tangan');
    const place = urlOf.record('FeeSchedule', draft, 'edit');
    const seen = (await finance.get(place)).body.record?.form?.expected;
    const save = (name: string) => finance.post(place, { name, bands, reason, expected: seen });
    assert.equal((await save('Tangan pertama')).body.notice?.message, 'done_edit');
    assert.equal((await save('Tangan kedua')).body.notice?.message, 'problem_changed_meanwhile');
  });
});
