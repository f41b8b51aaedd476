import assert from 'node:assert/strict';
import { anAttempt } from '../../../test/jobs.js';
import { setClock } from '../../../test/clock.js';
import {
  aDefinition,
  aLiveRule,
  someFacts,
  storeFacts,
  type RunningRule,
} from '../../../test/factories/discounts.js';
import { clock, moveClock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import type { Definition, Facts } from '../index.js';
import { daysDue, runDay } from './check-birthday-and-loyalty.js';
import { rehearseDay } from './rehearse.js';

const run = (date: string) => runDay(anAttempt(), date);

interface GrantRow {
  personId: string;
  periodKey: string;
  status: string;
  amount: string;
  tier: number | null;
}

const grantsOf = (rule: RunningRule) =>
  query<GrantRow>(
    `SELECT person_id AS personId, period_key AS periodKey, status, amount, tier FROM discount_grants
     WHERE rule_id = ? ORDER BY person_id, period_key`,
    [rule.ruleId],
  );

interface Progress {
  status: string;
  granted: number;
  heldOut: number;
  looked: number;
  skipped: string | object;
  amount: string;
}

const progressOf = async (rule: RunningRule, date: string) => {
  const [row] = await query<Progress>(
    `SELECT r.status, r.granted_count AS granted, r.held_out_count AS heldOut, r.looked_count AS looked, r.skipped,
       r.granted_amount AS amount
     FROM discount_run_rules r JOIN discount_runs d ON d.id = r.run_id WHERE r.rule_id = ? AND d.wib_date = ?`,
    [rule.ruleId, date],
  );
  assert.ok(row);
  const { skipped, amount } = row;
  return {
    ...row,
    amount: Number(amount),
    skipped: typeof skipped === 'string' ? (JSON.parse(skipped) as object) : skipped,
  };
};

const bornOn = (birthMonth: number, birthDay: number, values: Partial<Facts> = {}) =>
  storeFacts(someFacts({ birthMonth, birthDay, ...values }));

const birthdayRule = (values: Partial<Definition> = {}) =>
  aDefinition({
    who: { code: 'birthday_within', args: { days_before: 0, days_after: 0 } },
    ...values,
  });

const pause = (rule: RunningRule) =>
  query(`UPDATE discount_versions SET status = 'PAUSED' WHERE id = ?`, [rule.versionId]);

const tables = [
  'discount_waves',
  'discount_run_rules',
  'discount_runs',
  'discount_grants',
  'customer_figures',
];

/** What other tests left would be granted here as well, and the other way about. */
async function forgetAll(): Promise<void> {
  await query(
    `UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL, budget_used_amount = 0
     WHERE status IN ('LIVE', 'PAUSED')`,
  );
  for (const table of tables) await query(`DELETE FROM ${table}`);
}

describe('check_birthday_and_loyalty_task', () => {
  beforeEach(async () => {
    await forgetAll();
    setClock('2026-03-10T08:00:00+07:00');
  });
  after(forgetAll);
  afterEach(() => moveClock(0));

  it('S1.20 S1.21 grants each customer whose birthday it is in Jakarta, once a year', async () => {
    const rule = await aLiveRule(birthdayRule());
    const sari = await bornOn(3, 10);
    await bornOn(3, 11);
    await run('2026-03-10');
    await run('2026-03-10');
    const grants = await grantsOf(rule);
    assert.deepEqual(
      grants.map(({ personId, periodKey, status }) => [personId, periodKey, status]),
      [[sari.personId, 'Y2026', 'GRANTED']],
    );
    assert.deepEqual(await progressOf(rule, '2026-03-10'), {
      status: 'DONE',
      granted: 1,
      heldOut: 0,
      looked: 2,
      skipped: {},
      amount: 10_000,
    });
  });

  it('greets who was born on 29 February on the 28th in common years', async () => {
    setClock('2026-02-20T08:00:00+07:00');
    const rule = await aLiveRule(birthdayRule());
    const leapling = await bornOn(2, 29);
    await run('2026-02-28');
    assert.deepEqual(
      (await grantsOf(rule)).map(({ personId }) => personId),
      [leapling.personId],
    );
    await run('2026-03-01');
    assert.equal((await grantsOf(rule)).length, 1);
  });

  it('passes over birthdays that are missing or that no calendar has, and counts them', async () => {
    const rule = await aLiveRule(birthdayRule());
    await storeFacts(someFacts());
    await bornOn(2, 31);
    await bornOn(3, 10);
    await run('2026-03-10');
    const { granted, skipped } = await progressOf(rule, '2026-03-10');
    assert.deepEqual([granted, skipped], [1, { birthday_missing: 1, birthday_impossible: 1 }]);
  });

  it('runs every day that was missed while the shop stood still, each once', async () => {
    setClock('2026-03-10T08:00:00+07:00');
    const rule = await aLiveRule(birthdayRule());
    await run('2026-03-10');
    const missed = [await bornOn(3, 11), await bornOn(3, 12), await bornOn(3, 13)];
    setClock('2026-03-13T05:59:00+07:00');
    assert.deepEqual(await daysDue(clock.now()), ['2026-03-11', '2026-03-12']);
    setClock('2026-03-13T06:00:00+07:00');
    const due = await daysDue(clock.now());
    assert.deepEqual(due, ['2026-03-11', '2026-03-12', '2026-03-13']);
    for (const date of due) await run(date);
    assert.deepEqual(
      (await grantsOf(rule)).map(({ personId }) => personId),
      missed.map(({ personId }) => personId).sort(),
    );
    assert.deepEqual(await daysDue(clock.now()), ['2026-03-13']);
  });

  it('lets no rule look back behind the day on which it went live', async () => {
    setClock('2026-03-12T08:00:00+07:00');
    const rule = await aLiveRule(birthdayRule());
    await bornOn(3, 11);
    await run('2026-03-11');
    assert.deepEqual(await grantsOf(rule), []);
  });

  it('S1.22 grants each tier once for ever, the highest that is reached', async () => {
    const step = (threshold: number, amount: number) => ({
      threshold,
      effect: { code: 'voucher', args: { kind: 'FIXED', amount } },
    });
    const { effect: _effect, ...plain } = aDefinition({ limits: { per: 'ever' } });
    const rule = await aLiveRule({
      ...plain,
      tiers: { measure: 'lifetime_spend', steps: [step(100_000, 5_000), step(500_000, 20_000)] },
    });
    const first = await storeFacts(someFacts({ spendAmount: 100_000 }));
    const second = await storeFacts(someFacts({ spendAmount: 900_000 }));
    await storeFacts(someFacts({ spendAmount: 99_999 }));
    await run('2026-03-10');
    await query('UPDATE customer_figures SET spend_amount = 500000 WHERE user_id = ?', [first.userId]);
    await run('2026-03-11');
    assert.deepEqual(
      (await grantsOf(rule)).map(({ personId, periodKey, amount }) => [personId, periodKey, Number(amount)]),
      [
        [first.personId, 'T1', 5_000],
        [first.personId, 'T2', 20_000],
        [second.personId, 'T2', 20_000],
      ].sort(),
    );
  });

  it('grants a person with several accounts once', async () => {
    const rule = await aLiveRule(birthdayRule());
    const { personId } = await bornOn(3, 10);
    await bornOn(3, 10, { personId });
    await run('2026-03-10');
    assert.equal((await grantsOf(rule)).length, 1);
  });

  it('grants nothing to closed accounts', async () => {
    const rule = await aLiveRule(birthdayRule());
    const { userId } = await bornOn(3, 10);
    await query('UPDATE customer_figures SET is_open = FALSE WHERE user_id = ?', [userId]);
    await run('2026-03-10');
    assert.deepEqual(await grantsOf(rule), []);
  });

  it('holds out a share of those who qualify, at no cost', async () => {
    const rule = await aLiveRule(birthdayRule({ hold_out_bps: 5_000 }));
    for (let made = 0; made < 40; made += 1) await bornOn(3, 10);
    await run('2026-03-10');
    const grants = await grantsOf(rule);
    const heldOut = grants.filter(({ status }) => status === 'HELD_OUT');
    assert.equal(grants.length, 40);
    assert.ok(heldOut.length > 5 && heldOut.length < 35, `${heldOut.length} held out`);
    assert.ok(heldOut.every(({ amount }) => Number(amount) === 0));
  });

  it('never promises more than the budget, whoever else spends of it', async () => {
    const rule = await aLiveRule(birthdayRule({ limits: { per: 'year', budget_amount: 75_000 } }));
    for (let made = 0; made < 12; made += 1) await bornOn(3, 10);
    await query('UPDATE discount_versions SET budget_used_amount = 20000 WHERE id = ?', [rule.versionId]);
    await run('2026-03-10');
    const [version] = await query<{ used: string }>(
      'SELECT budget_used_amount AS used FROM discount_versions WHERE id = ?',
      [rule.versionId],
    );
    assert.equal((await grantsOf(rule)).length, 5);
    assert.equal(Number(version?.used), 70_000);
    const { skipped } = await progressOf(rule, '2026-03-10');
    assert.deepEqual(skipped, { out_of_budget: 7 });
  });

  it('stops at once for a version that was paused', async () => {
    const rule = await aLiveRule(birthdayRule());
    await bornOn(3, 10);
    await pause(rule);
    await run('2026-03-10');
    assert.deepEqual(await grantsOf(rule), []);
  });

  it('does the work once when two run it at the same time', async () => {
    const rule = await aLiveRule(birthdayRule({ limits: { per: 'year', budget_amount: 1_000_000 } }));
    for (let made = 0; made < 60; made += 1) await bornOn(3, 10);
    await Promise.all([run('2026-03-10'), run('2026-03-10'), run('2026-03-10')]);
    assert.equal((await grantsOf(rule)).length, 60);
    const [version] = await query<{ used: string }>(
      'SELECT budget_used_amount AS used FROM discount_versions WHERE id = ?',
      [rule.versionId],
    );
    assert.equal(Number(version?.used), 600_000);
  });

  it('is rehearsed for any day to the very list that it then grants', async () => {
    setClock('2026-03-09T08:00:00+07:00');
    const birthday = await aLiveRule(
      birthdayRule({ hold_out_bps: 2_000, limits: { per: 'year', budget_amount: 150_000 } }),
    );
    const loyal = await aLiveRule(
      aDefinition({ who: { code: 'lifetime_spend', args: { amount: 50_000 } }, limits: { per: 'month' } }),
    );
    for (let made = 0; made < 25; made += 1) await bornOn(3, 10, { spendAmount: made * 10_000 });
    const foreseen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await rehearseDay('2026-03-10', { cursor, most: 7 });
      assert.ok(page.rows.length <= 7);
      foreseen.push(
        ...page.rows.map((row) =>
          [
            row.ruleId,
            row.personId,
            row.periodKey,
            row.isHeldOut ? 'HELD_OUT' : 'GRANTED',
            row.amount,
          ].join(),
        ),
      );
      cursor = page.next ?? undefined;
    }
    assert.deepEqual(await grantsOf(birthday), []);
    setClock('2026-03-10T06:00:00+07:00');
    await run('2026-03-10');
    const granted = await query<{ text: string }>(
      `SELECT CONCAT_WS(',', rule_id, person_id, period_key, status, amount) AS text FROM discount_grants
       ORDER BY rule_id, person_id`,
    );
    assert.deepEqual(
      foreseen,
      granted.map(({ text }) => text),
    );
    assert.ok((await grantsOf(loyal)).length === 20);
  });
});
