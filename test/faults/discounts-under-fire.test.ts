import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../until.js';
import { openDoors, openStore, sharedServers, type Store } from './harness.js';
import { letRuleRun, openManyAccounts } from './many-customers.js';
import { assertBooksAddUp } from './outcome.js';
import { Chance } from './random.js';
import { figure } from './stage.js';

/** `npm run test:faults` has more of both. */
const customers = figure('DISCOUNT_CUSTOMERS', 3_000);
const kills = figure('DISCOUNT_KILLS', 4);

const voucher = { code: 'voucher', args: { kind: 'FIXED', amount: 10_000 } };
const credit = { code: 'wallet_credit', args: { amount: 500 } };
const resellers = { code: 'customer_type', args: { type: 'reseller' } };

const rule = (values: object) => ({
  who: { all: [] },
  when: 'daily',
  effect: voucher,
  limits: { per: 'day' },
  hold_out_bps: 0,
  valid_days: 30,
  ...values,
});

const dayMs = 86_400_000;
/** Half of one day's grants. */
const budget = Math.floor(customers / 2) * 10_000 + 5_000;

describe('discounts under fire', function () {
  this.timeout(figure('DISCOUNT_MINUTES', 5) * 60_000);
  this.bail(true);
  const chance = new Chance();
  const everybody: string[] = [];
  let [limited, paying] = ['', ''];
  let store: Store;
  let days = 0;

  const looked = () =>
    store.count(
      "SELECT COALESCE(SUM(looked_count), 0) + SUM(status = 'DONE') AS count FROM discount_run_rules",
    );
  const underWay = () => store.count(`SELECT COUNT(*) AS count FROM discount_runs WHERE status = 'RUNNING'`);
  const done = () => store.count(`SELECT COUNT(*) AS count FROM discount_runs WHERE status = 'DONE'`);

  /** The next day's hour has come. */
  const nextDay = () => store.moveClock((days += 1) * dayMs);

  before(async () => {
    process.stdout.write(`    FAULT_SEED=${chance.seed}\n`);
    store = await openStore(sharedServers(), { JOB_LEASE_MS: '2000' });
    await openManyAccounts(store, customers);
    for (let number = 0; number < 8; number += 1)
      everybody.push(await letRuleRun(store, number, rule({ hold_out_bps: number * 200 }), null));
    limited = await letRuleRun(store, 8, rule({ limits: { per: 'ever', budget_amount: budget } }), budget);
    paying = await letRuleRun(
      store,
      9,
      rule({ who: resellers, effect: credit, limits: { per: 'ever' } }),
      null,
    );
    await openDoors(store, [store.sandbox, store.web, store.scheduler]);
    await until('the scheduler to know its tasks', () =>
      store.count(
        `SELECT COUNT(*) AS count FROM scheduled_tasks WHERE name = 'check_birthday_and_loyalty_task'`,
      ),
    );
    await store.scheduler.kill();
  });

  after(async function () {
    const failed = this.test?.parent?.tests.some((test) => test.state === 'failed') ?? false;
    await store?.close({ keepLogs: failed });
  });

  it('kills worker and scheduler in the middle of the daily task, again and again', async () => {
    for (let killed = 0; killed < kills;) {
      await Promise.all([store.worker.start(), store.scheduler.start()]);
      if ((await underWay()) === 0) nextDay();
      const before = await looked();
      await until('the daily task to come a step further', async () => (await looked()) > before, {
        timeoutMs: 90_000,
        everyMs: 5,
      });
      await pause(chance.below(40));
      await Promise.all([store.worker.kill(), store.scheduler.kill()]);
      if ((await underWay()) > 0) killed += 1;
    }
  });

  it('ends every day that it began once nobody kills it any more, and pays what it promised', async () => {
    await Promise.all([store.worker.start(), store.scheduler.start()]);
    await until('every run to end', async () => (await underWay()) === 0, { timeoutMs: 120_000 });
    const unpaid = () =>
      store.count(`SELECT COUNT(*) AS count FROM discount_grants WHERE rule_id = ? AND status = 'GRANTED'`, [
        paying,
      ]);
    await until(
      'every credit to be paid',
      async () => {
        if ((await unpaid()) === 0) return true;
        store.moveClock(days * dayMs + (performance.now() % dayMs) + 60_000);
        return false;
      },
      { timeoutMs: 180_000, everyMs: 500 },
    );
    await Promise.all([store.worker.stop(), store.scheduler.stop()]);
  });

  it('has granted each customer once a day, by every rule that is for everybody', async () => {
    const ended = await done();
    assert.ok(ended >= 1);
    const counts = await store.rows<{ rule: string; period: string; persons: string }>(
      `SELECT rule_id AS rule, period_key AS period, COUNT(*) AS persons FROM discount_grants
       WHERE rule_id IN (?) GROUP BY rule_id, period_key`,
      [everybody],
    );
    assert.equal(counts.length, ended * everybody.length);
    assert.ok(
      counts.every(({ persons }) => Number(persons) === customers),
      JSON.stringify(counts),
    );
  });

  it('has spent the budget to the last whole grant, and no more', async () => {
    const [version] = await store.rows<{ used: string }>(
      'SELECT budget_used_amount AS used FROM discount_versions WHERE rule_id = ?',
      [limited],
    );
    const granted = await store.count('SELECT COUNT(*) AS count FROM discount_grants WHERE rule_id = ?', [
      limited,
    ]);
    assert.equal(granted, Math.floor(customers / 2));
    assert.equal(Number(version?.used), granted * 10_000);
  });

  it('has paid each wallet once', async () => {
    const paid = await store.rows<{ times: number; amount: string }>(
      `SELECT COUNT(*) AS times, SUM(-e.amount) AS amount FROM ledger_entries e
       JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_journals j ON j.id = e.journal_id
       WHERE j.kind = 'promotion.granted' AND a.type = 'customer_wallet' GROUP BY a.id`,
    );
    assert.equal(paid.length, Math.ceil(customers / 10));
    assert.ok(paid.every(({ times, amount }) => Number(times) === 1 && Number(amount) === 500));
  });

  it('has counted in its runs what it granted, and left books that add up', async () => {
    const wrong = await store.rows(
      `SELECT r.id FROM discount_run_rules r
       LEFT JOIN (SELECT run_id, rule_id, SUM(status <> 'HELD_OUT') AS granted, SUM(status = 'HELD_OUT') AS held
                  FROM discount_grants GROUP BY run_id, rule_id) g ON g.run_id = r.run_id AND g.rule_id = r.rule_id
       WHERE r.granted_count <> COALESCE(g.granted, 0) OR r.held_out_count <> COALESCE(g.held, 0)`,
    );
    assert.deepEqual(wrong, []);
    await assertBooksAddUp(store);
  });
});
