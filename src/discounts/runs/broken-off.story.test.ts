import assert from 'node:assert/strict';
import { setClock } from '../../../test/clock.js';
import {
  aDefinition,
  aLiveRule,
  aNextVersion,
  someFacts,
  storeFacts,
  type RunningRule,
} from '../../../test/factories/discounts.js';
import { aStaff } from '../../../test/factories/staff.js';
import { anAttempt, drainJobs } from '../../../test/jobs.js';
import { system, type Staff } from '../../platform/actor.js';
import { clock, moveClock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import { inTransaction } from '../../platform/unit-of-work.js';
import { end, goLive, pause, resume, type Definition } from '../index.js';
import { daysDue, runDay } from './check-birthday-and-loyalty.js';
import { openRun } from './open-run.js';
import { runStep } from './run-step.js';
import { setMarks, StretchLength } from './stretches.js';

const today = '2026-03-10';
const reason = 'Aturan diperbaiki';
const actor = system('test');

const run = (date = today) => runDay(anAttempt(), date);

const birthdayRule = (values: Partial<Definition> = {}) =>
  aDefinition({ who: { code: 'birthday_within', args: { days_before: 0, days_after: 0 } }, ...values });

const credit = { code: 'wallet_credit', args: { amount: 7_500 } };

/** Customers with a birthday, in the order of the run; a step ends behind the first of them. */
async function threeCelebrants(date = today): Promise<string[]> {
  const [, month, day] = date.split('-').map(Number);
  const persons: string[] = [];
  for (let made = 0; made < 3; made += 1) {
    const { personId } = await storeFacts(
      someFacts({ birthMonth: month ?? null, birthDay: day ?? null, registeredOn: '2025-01-01' }),
    );
    persons.push(personId);
  }
  await query('INSERT INTO customer_marks (person_id, accounts, created_at) VALUES (?)', [
    [persons[0], 1, clock.now()],
  ]);
  return persons;
}

/** On a machine so slow that a step ends with the first stretch. */
async function slowly<T>(work: () => Promise<T>): Promise<T> {
  const { now } = performance;
  let passed = 0;
  performance.now = () => (passed += 60_000);
  try {
    return await work();
  } finally {
    performance.now = now;
  }
}

/** Opens the run of a day and takes one step with each of its rules. */
async function oneStep(date = today): Promise<void> {
  const runId = await inTransaction(actor, (uow) => openRun(uow, date));
  const places = await query<{ id: string }>('SELECT id FROM discount_run_rules WHERE run_id = ?', [runId]);
  const length = new StretchLength();
  for (const { id: runRuleId } of places)
    await slowly(() => inTransaction(actor, (uow) => runStep(uow, { runRuleId, date, length })));
}

const grantsOf = async ({ ruleId }: RunningRule) =>
  (
    await query<{ personId: string; version: number }>(
      'SELECT person_id AS personId, version FROM discount_grants WHERE rule_id = ? ORDER BY person_id',
      [ruleId],
    )
  ).map(({ personId, version }) => [personId, version]);

const placeOf = async ({ ruleId }: RunningRule) =>
  (
    await query<{ status: string; day: string; version: number; looked: number }>(
      `SELECT r.status, d.status AS day, r.version, r.looked_count AS looked FROM discount_run_rules r
       JOIN discount_runs d ON d.id = r.run_id WHERE r.rule_id = ? ORDER BY d.wib_date`,
      [ruleId],
    )
  ).map(({ status, day, version, looked }) => [status, day, version, looked]);

const wavesOf = async ({ ruleId }: RunningRule) =>
  (
    await query<{ kind: string; version: number }>(
      'SELECT kind, version FROM discount_waves WHERE rule_id = ? ORDER BY version',
      [ruleId],
    )
  ).map(({ kind, version }) => [kind, version]);

describe('a daily run that is interrupted', () => {
  let staff: Staff;
  before(async () => {
    staff = await aStaff('catalogue');
  });
  beforeEach(async () => {
    await query(
      `UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL WHERE in_force_of IS NOT NULL`,
    );
    for (const table of ['waves', 'run_rules', 'runs', 'grants'])
      await query(`DELETE FROM discount_${table}`);
    for (const table of ['customer_figures', 'customer_marks']) await query(`DELETE FROM ${table}`);
    setClock(`${today}T08:00:00+07:00`);
  });
  afterEach(() => moveClock(0));

  const change = (how: typeof pause, versionId: string) =>
    inTransaction(staff, (uow) => how(uow, { versionId, reason }));

  it('stays where it stands while its rule is paused, and goes on from there when the rule does', async () => {
    const rule = await aLiveRule(birthdayRule());
    const persons = await threeCelebrants();
    await oneStep();
    await change(pause, rule.versionId);
    await run();
    assert.deepEqual(await grantsOf(rule), [[persons[0], 1]]);
    assert.deepEqual(await placeOf(rule), [['RUNNING', 'RUNNING', 1, 1]]);
    setClock('2026-03-11T08:00:00+07:00');
    assert.deepEqual(await daysDue(clock.now()), [today, '2026-03-11']);
    await change(resume, rule.versionId);
    await drainJobs();
    assert.deepEqual(
      await grantsOf(rule),
      persons.map((person) => [person, 1]),
    );
    assert.deepEqual(await placeOf(rule), [['DONE', 'DONE', 1, 3]]);
  });

  it('ends with its rule, and what it granted is told and paid', async () => {
    const rule = await aLiveRule(birthdayRule({ effect: credit }));
    const persons = await threeCelebrants();
    await oneStep();
    assert.deepEqual(await wavesOf(rule), []);
    await change(end, rule.versionId);
    await drainJobs();
    assert.deepEqual(await grantsOf(rule), [[persons[0], 1]]);
    assert.deepEqual(await placeOf(rule), [['DONE', 'DONE', 1, 1]]);
    assert.deepEqual(await wavesOf(rule), [['credit', 1]]);
  });

  it('goes on with the version that takes over, and each tells and pays its own', async () => {
    const rule = await aLiveRule(birthdayRule({ effect: credit }));
    const persons = await threeCelebrants();
    const nextId = await aNextVersion(rule, birthdayRule({ effect: credit }), 'APPROVED');
    await oneStep();
    await inTransaction(staff, (uow) => goLive(uow, { versionId: nextId, reason }));
    await drainJobs();
    assert.deepEqual(
      await grantsOf(rule),
      persons.map((person, at) => [person, at === 0 ? 1 : 2]),
    );
    assert.deepEqual(await placeOf(rule), [['DONE', 'DONE', 2, 3]]);
    assert.deepEqual(await wavesOf(rule), [
      ['credit', 1],
      ['credit', 2],
    ]);
  });

  it('gives the days that a rule missed to the version that took over meanwhile', async () => {
    const rule = await aLiveRule(birthdayRule());
    const [missed] = await threeCelebrants('2026-03-11');
    setClock('2026-03-13T08:00:00+07:00');
    await aNextVersion(rule, birthdayRule());
    await run('2026-03-11');
    assert.deepEqual((await grantsOf(rule))[0], [missed, 2]);
    await query('DELETE FROM discount_grants');
    await query('DELETE FROM discount_run_rules');
    await query('UPDATE discount_versions SET ended_at = ended_at - INTERVAL 1 SECOND WHERE id = ?', [
      rule.versionId,
    ]);
    await run('2026-03-11');
    assert.deepEqual(await grantsOf(rule), []);
  });

  it('never goes on with a version that is not for every day', async () => {
    const rule = await aLiveRule(birthdayRule());
    const [first] = await threeCelebrants();
    await oneStep();
    await aNextVersion(rule, aDefinition({ when: 'manual' }));
    await run();
    await run();
    assert.deepEqual(await grantsOf(rule), [[first, 1]]);
    assert.deepEqual(await placeOf(rule), [['DONE', 'DONE', 1, 1]]);
  });

  it('is due again for each day that was not run to its end, and for no other', async () => {
    await run();
    setClock('2026-03-12T08:00:00+07:00');
    await run('2026-03-12');
    setClock('2026-03-13T08:00:00+07:00');
    assert.deepEqual(await daysDue(clock.now()), ['2026-03-11', '2026-03-13']);
    setClock('2026-04-20T08:00:00+07:00');
    assert.equal((await daysDue(clock.now()))[0], '2026-03-20');
  });
});

describe('the marks among customers', () => {
  beforeEach(async () => {
    await query('DELETE FROM customer_marks');
    setClock(`${today}T08:00:00+07:00`);
  });
  afterEach(() => moveClock(0));

  const marks = () => query<{ personId: string }>('SELECT person_id AS personId FROM customer_marks');

  it('are set anew after a month, and nobody finds them missing meanwhile', async () => {
    await query('INSERT INTO customer_marks (person_id, accounts, created_at) VALUES (?)', [
      ['01KKAAAAAAAAAAAAAAAAAAAAAA', 1, clock.now()],
    ]);
    await inTransaction(actor, setMarks);
    assert.equal((await marks()).length, 1);
    setClock('2026-04-10T08:00:00+07:00');
    await inTransaction(actor, async (uow) => {
      await setMarks(uow);
      assert.equal((await marks()).length, 1);
    });
    assert.deepEqual(await marks(), []);
  });
});
