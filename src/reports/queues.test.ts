import assert from 'node:assert/strict';
import { anOutboxRow, removeBareRows } from '../../test/factories/reports.js';
import { auditStore } from '../audit.js';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { queueNames } from '../platform/jobs.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { outboxChecks, queueHealth } from './index.js';
import { watchUnfinishedJobs } from './unfinished-jobs.js';

const minutesFromNow = (minutes: number): Date => new Date(clock.wall().getTime() + minutes * 60_000);

const watch = () => inTransaction(system('test'), watchUnfinishedJobs);

const unwatched = async (): Promise<string[]> =>
  (await Promise.all(outboxChecks.map(({ run }) => run()))).flatMap(({ examples }) => examples);

const openAlerts = async (subject: string): Promise<string[]> =>
  (
    await query<{ kind: string; occurrences: number }>(
      'SELECT kind, occurrences FROM alerts WHERE subject = ? AND open_key IS NOT NULL',
      [subject],
    )
  ).map(({ kind, occurrences }) => `${kind} ${occurrences}`);

describe('queue health', () => {
  const queue = 'test-queue';
  after(removeBareRows);

  it('shows every queue that has jobs, and no age for one in which nothing waits', async () => {
    const queues = await queueHealth();
    const names = queues.map((each) => each.queue);
    assert.deepEqual(
      queueNames().filter((name) => !names.includes(name)),
      [],
    );
    const idle = queues.filter(({ pending, sent }) => pending + sent === 0);
    assert.ok(idle.every(({ oldestAgeMs }) => oldestAgeMs === null));
  });

  it('counts jobs by where they stand, without the finished ones, and tells how long the oldest has waited', async () => {
    await anOutboxRow({ queue, availableAt: minutesFromNow(-2) });
    await anOutboxRow({ queue, availableAt: minutesFromNow(5) });
    await anOutboxRow({ queue, status: 'SENT', availableAt: minutesFromNow(-3), sentAt: minutesFromNow(-1) });
    await anOutboxRow({
      queue,
      status: 'SENT',
      availableAt: minutesFromNow(-1),
      leasedUntil: minutesFromNow(1),
    });
    await anOutboxRow({ queue, status: 'DEAD', availableAt: minutesFromNow(-99) });
    await anOutboxRow({ queue, status: 'DONE', availableAt: minutesFromNow(-999) });
    const found = (await queueHealth()).find((each) => each.queue === queue);
    assert.ok(found?.oldestAgeMs);
    assert.equal(Math.floor(found.oldestAgeMs / 60_000), 3);
    const { pending, delayed, sent, running, dead } = found;
    assert.deepEqual(
      { pending, delayed, sent, running, dead },
      { pending: 1, delayed: 1, sent: 2, running: 1, dead: 1 },
    );
  });
});

describe('unfinished jobs', () => {
  before(async () => {
    // What other tests left lying would be late while these run.
    await query('DELETE FROM outbox');
    await watch();
    assert.deepEqual(await unwatched(), []);
  });

  const cases: [string, Parameters<typeof anOutboxRow>[0], string[]][] = [
    ['a dead job', { status: 'DEAD', availableAt: minutesFromNow(-1) }, ['jobs_dead 1']],
    ['a job that was due six minutes ago', { availableAt: minutesFromNow(-6) }, ['jobs_late 1']],
    [
      'a job that was sent six minutes ago and never claimed',
      { status: 'SENT', availableAt: minutesFromNow(-6), sentAt: minutesFromNow(-6) },
      ['jobs_late 1'],
    ],
  ];
  for (const [index, [what, row, alerts]] of cases.entries()) {
    it(`${what} fails the audit until somebody is told, once, and the alert closes when it is over`, async () => {
      const job = `stuck-${index}`;
      await anOutboxRow({ ...row, job });
      assert.deepEqual(await unwatched(), [job]);
      await watch();
      await watch();
      assert.deepEqual(await openAlerts(job), alerts);
      assert.deepEqual(await unwatched(), []);
      await removeBareRows();
      await watch();
      assert.deepEqual(await openAlerts(job), []);
    });
  }

  const fine: [string, () => Parameters<typeof anOutboxRow>[0]][] = [
    ['due four minutes ago', () => ({ availableAt: minutesFromNow(-4) })],
    ['waiting for its time', () => ({ availableAt: minutesFromNow(30) })],
    ['finished', () => ({ status: 'DONE', availableAt: minutesFromNow(-60) })],
    [
      'under way for long with a worker that renews its lease',
      () => ({
        status: 'SENT',
        availableAt: minutesFromNow(-9),
        sentAt: minutesFromNow(-9),
        leasedUntil: minutesFromNow(1),
      }),
    ],
  ];
  for (const [what, row] of fine) {
    it(`do not include one that is ${what}`, async () => {
      await anOutboxRow({ ...row(), job: 'fine-job' });
      assert.deepEqual(await unwatched(), []);
      await removeBareRows();
    });
  }
});

describe('the audit of the whole store', () => {
  it('runs the checks of every domain, each under a name of its own', async () => {
    const { ok, checks } = await auditStore();
    assert.equal(new Set(checks.map(({ name }) => name)).size, checks.length);
    assert.equal(
      ok,
      checks.every((check) => check.ok),
    );
    for (const part of ['journal_sums_to_zero', 'unfinished_jobs_have_an_alert'])
      assert.ok(checks.some(({ name }) => name === part));
  });
});
