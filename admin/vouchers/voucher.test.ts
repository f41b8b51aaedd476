import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Desk } from '../../test/console.js';
import { aCode, aLiveVoucher } from '../../test/factories/vouchers.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { query } from '../../src/platform/database.js';
import { locales } from '../../src/platform/i18n.js';
import { refuseCode } from '../../src/vouchers/index.js';
import { voucherConditions } from '../../src/vouchers/judge-voucher.js';
import { translationsOf } from '../locale.js';

const reason = 'Uji voucher di konsol';

describe('vouchers in the console', () => {
  useConsole();
  let admin: Desk;
  let viewer: Desk;
  before(async () => {
    [admin, viewer] = [await aDesk('admin'), await aDesk('viewer')];
  });

  const form = (code: string | null) => ({
    name: 'Diskon konsol',
    code,
    kind: 'PERCENT',
    percentBps: 1_000,
    capAmount: 10_000,
    validFromDay: '2031-03-01',
    validUntilDay: '2031-03-31',
    weekdays: '1, 5',
    fromTime: '09.00',
    untilTime: '17:00',
    personLimit: 1,
    users: '',
    reason,
  });

  it('S2.212 S2.253 are written by form, whose last day counts as a whole, and go live and pause by buttons', async () => {
    const { body, text } = await admin.post(urlOf.create('Voucher'), form(aCode()));
    assert.equal(body.notice?.message, 'done_new', text);
    const id = body.record?.id ?? '';
    const [row] = await query<{ valid_until: Date; from_minute: number; weekdays: string }>(
      'SELECT valid_until, from_minute, weekdays FROM vouchers WHERE id = ?',
      [id],
    );
    assert.equal(row?.valid_until.toISOString(), '2031-03-31T17:00:00.000Z');
    assert.equal(row.from_minute, 540);
    const { params } = (await admin.get(urlOf.record('Voucher', id, 'show'))).body.record ?? {};
    assert.deepEqual([params?.['weekdays'], params?.['fromMinute']], ['1,5', 540]);
    const opened = (await admin.get(urlOf.record('Voucher', id, 'edit'))).body.record?.form?.fields ?? [];
    const shown = (name: string) => opened.find((field) => field.name === name)?.value;
    assert.deepEqual(
      [shown('validFromDay'), shown('validUntilDay'), shown('weekdays'), shown('fromTime')],
      ['2031-03-01', '2031-03-31', '1, 5', '09:00'],
    );
    const { code: _code, ...rest } = form(null);
    const edited = await performAtDesk(admin, 'Voucher', id, 'edit', { ...rest, percentBps: 1_500 });
    assert.equal(edited.body.notice?.message, 'done_edit', edited.text);
    for (const action of ['goLive', 'pauseVoucher', 'resumeVoucher']) {
      const answer = await performAtDesk(admin, 'Voucher', id, action, { reason });
      assert.equal(answer.body.notice?.message, `done_${action}`, answer.text);
    }
    const grown = await performAtDesk(admin, 'Voucher', id, 'extendVoucher', {
      validUntilDay: '2031-04-30',
      useLimit: null,
      budgetAmount: null,
      reason,
    });
    assert.equal(grown.body.notice?.message, 'done_extendVoucher', grown.text);
  });

  it('say every reason for which a code can be refused, in both languages', () => {
    const reasons = [...voucherConditions, 'no_matching_line', 'minimum_spend', 'better_in_group'];
    for (const locale of locales) {
      const { why } = translationsOf(locale) as { why: Record<string, string> };
      for (const reason of [...reasons, 'nothing_left', 'budget_short'])
        assert.ok(why[`needs_${reason}`] && why[`is_${reason}`], `${locale} ${reason}`);
    }
  });

  it('say at the field what does not go together', async () => {
    const { body } = await admin.post(urlOf.create('Voucher'), { ...form(aCode()), percentBps: 0 });
    assert.equal(body.record?.errors?.['percentBps']?.message, 'field_required');
  });

  it('hand out the codes of a batch once', async () => {
    const { body } = await admin.post(urlOf.create('Voucher'), form(null));
    const id = body.record?.id ?? '';
    await performAtDesk(admin, 'Voucher', id, 'orderCodes', { size: 5, reason });
    await drainJobs();
    const [batch] = await query<{ id: string }>('SELECT id FROM voucher_batches WHERE voucher_id = ?', [id]);
    const take = () => performAtDesk(admin, 'VoucherBatch', batch?.id ?? '', 'downloadCodes', { reason });
    const first = await take();
    assert.match(first.text, /[2-9A-Z]{14}\\r\\n/);
    assert.doesNotMatch((await take()).text, /[2-9A-Z]{14}\\r\\n/);
  });

  it('show a refused code whole only to whoever may hold codes, because it may still be good', async () => {
    const [user, typed] = [await aCustomer(), aCode()];
    const { voucher } = await aLiveVoucher();
    const figures = { needed: { neededAmount: 90_000 }, actual: { actualAmount: 12_000 } };
    const judgements = [{ condition: 'minimum_spend', holds: false, ...figures }];
    await refuseCode({
      ...{ typed, userId: user.id, voucherId: voucher.id, judgements },
      reason: 'minimum_spend',
    });
    const [row] = await query<{ id: string }>('SELECT id FROM voucher_refusals WHERE voucher_id = ?', [
      voucher.id,
    ]);
    const shown = urlOf.record('VoucherRefusal', row?.id ?? '', 'show');
    const { record } = (await admin.get(shown)).body;
    assert.equal(record?.params['code'], typed);
    assert.deepEqual(record.story, { conditions: judgements });
    assert.equal('judgements' in record.params, false);
    for (const address of [shown, urlOf.list('VoucherRefusal')]) {
      const { status, text } = await viewer.get(address);
      assert.equal(status, 200);
      assert.ok(text.includes(`…${typed.slice(-4)}`), text);
      assert.ok(!text.includes(typed));
    }
  });

  it('S2.154 S2.220 tell what came of them, the margin and the customers only to those who may know', async () => {
    const user = await aCustomer();
    const { voucher } = await aLiveVoucher({ users: [user.email ?? ''] });
    const storyFor = async (desk: Desk) =>
      (await desk.get(urlOf.record('Voucher', voucher.id, 'show'))).body.record?.story as {
        performance: Record<string, number>;
        users: string[] | null;
      };
    const whole = await storyFor(admin);
    assert.deepEqual(whole.users, [user.email]);
    assert.equal(whole.performance['marginAmount'], 0);
    const part = await storyFor(viewer);
    assert.equal(part.users, null);
    assert.equal('marginAmount' in part.performance, false);
  });
});
