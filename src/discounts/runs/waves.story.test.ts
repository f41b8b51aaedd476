import assert from 'node:assert/strict';
import { anAttempt, drainJobs } from '../../../test/jobs.js';
import { setClock } from '../../../test/clock.js';
import { aDefinition, aLiveRule } from '../../../test/factories/discounts.js';
import { aCustomer } from '../../../test/factories/users.js';
import { walletBalance } from '../../../test/factories/wallets.js';
import { endInSoundBooks } from '../../../test/sound-books.js';
import { useSandbox } from '../../../test/sandbox.js';
import { accounts, balanceOf } from '../../ledger/index.js';
import { guest, system } from '../../platform/actor.js';
import { moveClock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import { jobNamed, type Attempt } from '../../platform/jobs.js';
import { inTransaction } from '../../platform/unit-of-work.js';
import { birthColumnsOf, chooseConsent, editUser, type User } from '../../users/index.js';
import { DiscountWave, type Definition } from '../index.js';
import { runDay } from './check-birthday-and-loyalty.js';
import { paySome } from './pay-wave.js';

const message: NonNullable<Definition['message']> = {
  id: { title: 'Selamat, {{name}}', body: '{{discount}} dengan kode {{code}} sampai {{until}}.' },
  en: { title: 'Happy birthday, {{name}}', body: '{{discount}} with code {{code}} until {{until}}.' },
  channels: ['inbox'],
};

const birthday = (values: Partial<Definition>) =>
  aDefinition({
    who: { code: 'birthday_within', args: { days_before: 0, days_after: 0 } },
    message,
    ...values,
  });

const sendWaves = () => jobNamed('send-discount-waves')?.handle({}, anAttempt());

async function aCelebrant(agrees: boolean): Promise<User> {
  const user = await aCustomer();
  await inTransaction(guest, (uow) =>
    editUser(uow, { userId: user.id, changes: birthColumnsOf('1990-03-10') }),
  );
  if (agrees)
    await inTransaction(guest, (uow) =>
      chooseConsent(uow, { userId: user.id, channel: 'inbox', given: true, source: 'account_page' }),
    );
  await drainJobs();
  await query(`UPDATE customer_figures SET registered_on = '2025-01-01' WHERE user_id = ?`, [user.id]);
  return user;
}

const lettersTo = async ({ id }: User) =>
  (
    await query<{ params: string | object }>(
      `SELECT params FROM notifications WHERE user_id = ? AND kind = 'discount_granted'`,
      [id],
    )
  ).map(({ params }) => (typeof params === 'string' ? JSON.parse(params) : params) as Record<string, string>);

const wavesOf = async (ruleId: string) =>
  (
    await query<{ kind: string; status: string; done: number; left: number }>(
      `SELECT kind, status, done_count AS done, left_out_count AS \`left\` FROM discount_waves
       WHERE rule_id = ? ORDER BY kind`,
      [ruleId],
    )
  ).map(({ kind, status, done, left }) => [kind, status, done, left]);

describe('waves of messages and money', () => {
  useSandbox();
  endInSoundBooks();

  beforeEach(async () => {
    await query(
      `UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL WHERE in_force_of IS NOT NULL`,
    );
    await query('DELETE FROM customer_figures');
    await query('DELETE FROM discount_run_rules');
    await query('DELETE FROM discount_runs');
    setClock('2026-03-10T08:00:00+07:00');
  });
  afterEach(() => moveClock(0));

  it('S1.6 tell those who agreed of their voucher, once, in its words', async () => {
    const [sari, silent] = [await aCelebrant(true), await aCelebrant(false)];
    const { ruleId } = await aLiveRule(birthday({}));
    await runDay(anAttempt(), '2026-03-10');
    await sendWaves();
    await drainJobs();
    await runDay(anAttempt(), '2026-03-10');
    await sendWaves();
    await drainJobs();
    const [letter, ...more] = await lettersTo(sari);
    assert.deepEqual(more, []);
    assert.equal(letter?.['headline'], `Selamat, ${sari.name}`);
    assert.match(letter?.['text'] ?? '', /Rp\s?10\.000 dengan kode [A-Z0-9]{17} sampai 8 April 2026\./);
    assert.deepEqual(await lettersTo(silent), []);
    assert.deepEqual((await wavesOf(ruleId))[0], ['message', 'DONE', 1, 1]);
  });

  it('pay wallet credits out of the promotions account, each once', async () => {
    const [sari, budi] = [await aCelebrant(false), await aCelebrant(false)];
    const before = await balanceOf(accounts.promotions);
    const effect = { code: 'wallet_credit', args: { amount: 7_500 } };
    const { ruleId } = await aLiveRule(birthday({ effect }));
    await runDay(anAttempt(), '2026-03-10');
    await Promise.all([sendWaves(), sendWaves()]);
    await query(`UPDATE discount_waves SET status = 'RUNNING', cursor_person_id = '' WHERE rule_id = ?`, [
      ruleId,
    ]);
    await sendWaves();
    for (const user of [sari, budi]) assert.equal(await walletBalance(user.id), 7_500);
    assert.equal((await balanceOf(accounts.promotions)) - before, 15_000);
    const states = await query<{ status: string }>('SELECT status FROM discount_grants WHERE rule_id = ?', [
      ruleId,
    ]);
    assert.deepEqual(
      states.map(({ status }) => status),
      ['DELIVERED', 'DELIVERED'],
    );
  });

  it('rest while their version is paused, and so does a letter that is on its way', async () => {
    const sari = await aCelebrant(true);
    const effect = { code: 'wallet_credit', args: { amount: 7_500 } };
    const { ruleId } = await aLiveRule(birthday({ effect }));
    const change = (status: string) =>
      query('UPDATE discount_versions SET status = ? WHERE rule_id = ?', [status, ruleId]);
    await runDay(anAttempt(), '2026-03-10');
    await change('PAUSED');
    await sendWaves();
    assert.equal(await walletBalance(sari.id), 0);
    assert.deepEqual(await wavesOf(ruleId), [
      ['message', 'RUNNING', 0, 0],
      ['credit', 'RUNNING', 0, 0],
    ]);
    await change('LIVE');
    await sendWaves();
    assert.equal(await walletBalance(sari.id), 7_500);
    await change('PAUSED');
    await drainJobs();
    assert.deepEqual(await lettersTo(sari), []);
    await change('LIVE');
    await query(
      `UPDATE outbox SET available_at = '2020-01-01' WHERE status = 'PENDING' AND job = 'notify-discount-granted'`,
    );
    await drainJobs();
    assert.equal((await lettersTo(sari)).length, 1);
  });

  it('stop at a pause that comes while they are under way', async () => {
    const sari = await aCelebrant(false);
    const effect = { code: 'wallet_credit', args: { amount: 7_500 } };
    const { ruleId } = await aLiveRule(birthday({ effect }));
    await runDay(anAttempt(), '2026-03-10');
    const paused: Attempt['inTransaction'] = async (actor, work) => {
      await query(`UPDATE discount_versions SET status = 'PAUSED' WHERE rule_id = ?`, [ruleId]);
      return inTransaction(actor, work);
    };
    await jobNamed('send-discount-waves')?.handle({}, anAttempt({ inTransaction: paused }));
    assert.equal(await walletBalance(sari.id), 0);
  });

  it('pay nobody who was banned since; the budget has it again', async () => {
    const [sari, budi] = [await aCelebrant(false), await aCelebrant(false)];
    const effect = { code: 'wallet_credit', args: { amount: 7_500 } };
    const { ruleId, versionId } = await aLiveRule(
      birthday({ effect, limits: { per: 'year', budget_amount: 50_000 } }),
    );
    await runDay(anAttempt(), '2026-03-10');
    await query(`UPDATE users SET status = 'BANNED' WHERE id = ?`, [budi.id]);
    await sendWaves();
    assert.deepEqual([await walletBalance(sari.id), await walletBalance(budi.id)], [7_500, 0]);
    const [version] = await query<{ used: string }>(
      'SELECT budget_used_amount AS used FROM discount_versions WHERE id = ?',
      [versionId],
    );
    assert.equal(Number(version?.used), 7_500);
    assert.deepEqual((await wavesOf(ruleId)).at(-1), ['credit', 'DONE', 1, 1]);
  });

  it('reach both grants that somebody got in one run, also where a bite ends between them', async () => {
    const sari = await aCelebrant(false);
    const effect = { code: 'wallet_credit', args: { amount: 7_500 } };
    const { ruleId } = await aLiveRule(birthday({ effect }));
    await runDay(anAttempt(), '2026-03-10');
    await query(
      `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, run_id, kind, amount, status,
         created_at, updated_at)
       SELECT rule_id, 'Y2027', person_id, user_id, version, run_id, kind, amount, status, created_at, updated_at
       FROM discount_grants WHERE rule_id = ?`,
      [ruleId],
    );
    await query('UPDATE discount_run_rules SET granted_count = 2 WHERE rule_id = ?', [ruleId]);
    const payOne = () =>
      inTransaction(system('test'), async (uow) =>
        paySome(uow, await uow.lock(DiscountWave, { ruleId, kind: 'credit' }), 1),
      );
    assert.deepEqual([await payOne(), await payOne(), await payOne()], [1, 1, 0]);
    assert.equal(await walletBalance(sari.id), 15_000);
  });

  it('tell and pay nobody who is held out', async () => {
    for (let made = 0; made < 6; made += 1) await aCelebrant(true);
    const effect = { code: 'wallet_credit', args: { amount: 1_000 } };
    const { ruleId } = await aLiveRule(birthday({ effect, hold_out_bps: 5_000 }));
    await query(
      `UPDATE discount_versions SET definition = JSON_SET(definition, '$.hold_out_bps', 10000) WHERE rule_id = ?`,
      [ruleId],
    );
    await runDay(anAttempt(), '2026-03-10');
    await sendWaves();
    assert.deepEqual(await wavesOf(ruleId), []);
    const paid = await query(`SELECT 1 FROM ledger_journals WHERE reference LIKE ?`, [
      `discount:${ruleId}:%`,
    ]);
    assert.deepEqual(paid, []);
  });
});
