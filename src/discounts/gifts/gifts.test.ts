import assert from 'node:assert/strict';
import { setClock } from '../../../test/clock.js';
import { aDefinition, aLiveRule } from '../../../test/factories/discounts.js';
import { aStaff } from '../../../test/factories/staff.js';
import { aCustomer } from '../../../test/factories/users.js';
import { anAttempt, drainJobs } from '../../../test/jobs.js';
import { runAudit } from '../../ledger/index.js';
import { system, type Staff } from '../../platform/actor.js';
import { moveClock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { jobNamed } from '../../platform/jobs.js';
import { inTransaction } from '../../platform/unit-of-work.js';
import {
  discountRuleChecks,
  giftById,
  giveDiscount,
  grantsOf,
  readDefinition,
  recipientsOfGift,
  type Definition,
} from '../index.js';
import { giveDiscounts } from './gift.jobs.js';
import { readList } from './gift-list.js';
import { giveToSome } from './give-to-some.js';

const reason = 'Permintaan maaf atas kiriman yang terlambat';

const byHand = (values: Partial<Definition> = {}) =>
  aDefinition({ when: 'manual', limits: { per: 'month', budget_amount: 100_000 }, ...values });

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe('a list of customers', () => {
  it('names each by e-mail, phone or id, once, with or without a heading', () => {
    const id = newId();
    const list = `\uFEFFemail;nama\r\n"SARI@contoh.test";Sari\r\n\r\n0812-3456-7890\n+6281234567890\n${id},x\n`;
    assert.deepEqual(readList(list), [
      { by: 'email', key: 'sari@contoh.test' },
      { by: 'phone', key: '+6281234567890' },
      { by: 'id', key: id },
    ]);
  });

  it('is refused with the line that names nobody, when it is empty, and when it is too long', async () => {
    const tried = (text: string) => codeOf(Promise.resolve().then(() => readList(text)));
    assert.equal(await tried('sari@contoh.test\nbukan siapa-siapa'), 'discount_list_unreadable');
    assert.equal(await tried('email\n\n'), 'discount_list_unreadable');
    const long = Array.from({ length: 10_001 }, (_, at) => `p${at}@contoh.test`).join('\n');
    assert.equal(await tried(long), 'discount_list_too_long');
  });
});

describe('S1.17 a discount that staff give', () => {
  let staff: Staff;
  before(async () => {
    staff = await aStaff('support');
  });
  beforeEach(() => setClock('2031-03-10T12:00:00+07:00'));
  afterEach(async () => {
    moveClock(0);
    const { checks } = await runAudit(discountRuleChecks);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  const give = (ruleId: string, list: string) =>
    inTransaction(staff, (uow) => giveDiscount(uow, { ruleId, list, reason }));

  async function given(ruleId: string, list: string) {
    const { id } = await give(ruleId, list);
    await drainJobs();
    return { gift: await giftById(id), outcomes: (await recipientsOfGift(id)).map(({ outcome }) => outcome) };
  }

  it('reaches one customer, with a voucher of their own until the end of its last day', async () => {
    const user = await aCustomer();
    const { ruleId } = await aLiveRule(byHand({ valid_days: 1 }));
    const { gift, outcomes } = await given(ruleId, user.id);
    assert.deepEqual([gift.status, gift.grantedCount, outcomes], ['DONE', 1, ['GRANTED']]);
    const [grant] = await grantsOf(user.id);
    assert.deepEqual(
      [grant?.periodKey, grant?.status, grant?.validUntil?.toISOString()],
      ['M2031-03', 'GRANTED', '2031-03-10T17:00:00.000Z'],
    );
    assert.match(grant?.code ?? '', /^[2-9A-HJ-NP-Z]{17}$/);
  });

  it('tells of every line what became of it', async () => {
    const [known, closed] = [await aCustomer(), await aCustomer()];
    await query(`UPDATE users SET status = 'BANNED' WHERE id = ?`, [closed.id]);
    const { ruleId } = await aLiveRule(byHand());
    const list = [known.email, known.phone, 'siapa@contoh.test', closed.phone].join('\n');
    assert.deepEqual((await given(ruleId, list)).outcomes, ['GRANTED', 'ALREADY', 'UNKNOWN', 'INACTIVE']);
    assert.deepEqual((await given(ruleId, `${known.id}`)).outcomes, ['ALREADY']);
    setClock('2031-04-01T00:00:00+07:00');
    assert.deepEqual((await given(ruleId, `${known.id}`)).outcomes, ['GRANTED']);
  });

  it('never costs more than the budget of its version', async () => {
    const users = [await aCustomer(), await aCustomer(), await aCustomer()];
    const { ruleId } = await aLiveRule(byHand({ limits: { per: 'ever', budget_amount: 25_000 } }));
    const { outcomes } = await given(ruleId, users.map(({ email }) => email).join('\n'));
    assert.deepEqual(outcomes, ['GRANTED', 'GRANTED', 'OUT_OF_BUDGET']);
  });

  it('stops with its rule, and gives nothing twice when two do the work at once', async () => {
    const users = await Promise.all(Array.from({ length: 4 }, () => aCustomer()));
    const list = users.map(({ id }) => id).join('\n');
    const { ruleId, versionId } = await aLiveRule(byHand());
    const { id } = await give(ruleId, list);
    const job = () => giveDiscounts.handle({ id }, anAttempt());
    await Promise.all([job(), job()]);
    assert.equal((await giftById(id)).grantedCount, 4);
    setClock('2031-04-10T12:00:00+07:00');
    const later = await give(ruleId, list);
    await query(`UPDATE discount_versions SET status = 'PAUSED' WHERE id = ?`, [versionId]);
    await drainJobs();
    const { status, grantedCount } = await giftById(later.id);
    assert.deepEqual([status, grantedCount], ['STOPPED', 0]);
  });

  it('is paid as far as it came when its rule ends meanwhile', async () => {
    const user = await aCustomer();
    const { ruleId, versionId } = await aLiveRule(
      byHand({ effect: { code: 'wallet_credit', args: { amount: 5_000 } } }),
    );
    const strangers = Array.from({ length: 200 }, (_, at) => `p${at}@contoh.test`);
    const { id } = await give(ruleId, [user.id, ...strangers].join('\n'));
    await inTransaction(system('test'), (uow) => giveToSome(uow, id));
    await query(`UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL WHERE id = ?`, [
      versionId,
    ]);
    await giveDiscounts.handle({ id }, anAttempt());
    assert.equal((await giftById(id)).status, 'STOPPED');
    await jobNamed('send-discount-waves')?.handle({}, anAttempt());
    assert.equal((await grantsOf(user.id))[0]?.status, 'DELIVERED');
  });

  it('does not reach the giver', async () => {
    const email = (
      await query<{ email: string }>('SELECT email FROM staff_accounts WHERE id = ?', [staff.id])
    )[0]?.email;
    const self = await aCustomer({ email: email ?? '' });
    const { ruleId } = await aLiveRule(byHand());
    assert.equal(await codeOf(give(ruleId, self.id)), 'own_benefit');
    const { outcomes } = await given(ruleId, `${self.email}\n${(await aCustomer()).email}`);
    assert.deepEqual(outcomes, ['OWN_BENEFIT', 'GRANTED']);
  });

  it('is made for it, and is live', async () => {
    const user = await aCustomer();
    const daily = await aLiveRule(aDefinition());
    const paused = await aLiveRule(byHand(), 'PAUSED');
    for (const { ruleId } of [daily, paused, { ruleId: newId() }])
      assert.equal(await codeOf(give(ruleId, user.id)), 'discount_not_given_by_hand');
    const choosy = byHand({
      who: { all: [{ code: 'lifetime_spend', args: { amount: 1 } }] },
      hold_out_bps: 100,
    });
    assert.equal(await codeOf(Promise.resolve().then(() => readDefinition(choosy))), 'unsound_discount');
  });

  it('is given by those who may, with a reason', async () => {
    const { ruleId } = await aLiveRule(byHand());
    const user = await aCustomer();
    for (const role of ['finance', 'catalogue', 'viewer'] as const) {
      const other = await aStaff(role);
      const tried = inTransaction(other, (uow) => giveDiscount(uow, { ruleId, list: user.id, reason }));
      assert.equal(await codeOf(tried), 'forbidden', role);
    }
    const silent = inTransaction(staff, (uow) => giveDiscount(uow, { ruleId, list: user.id, reason: '' }));
    assert.notEqual(await codeOf(silent), 'done');
  });
});
