import assert from 'node:assert/strict';
import { z } from 'zod';
import { setClock, setNoon } from '../../test/clock.js';
import { clock, moveClock } from './clock.js';
import { query } from './database.js';
import { defineJob, registerJobs } from './jobs.js';
import { nextRun, scheduleOnce, type ScheduledTask } from './scheduler.js';

const job = defineJob({
  name: 'tick',
  queue: 'maintenance',
  schema: z.object({}).loose(),
  handle: () => Promise.resolve(),
});
const daily: ScheduledTask = { name: 'daily-at-seven', job, cron: '0 7 * * *' };

const ticks = async () => (await query("SELECT id FROM outbox WHERE job = 'tick'")).length;

describe('the scheduler', () => {
  before(() => registerJobs([job]));
  afterEach(() => moveClock(0));

  it('reads cron lines in Jakarta time', () => {
    assert.equal(nextRun(daily, new Date('2026-01-01T23:59:00Z')).toISOString(), '2026-01-02T00:00:00.000Z');
  });

  it('counts short intervals from the epoch, so that two schedulers agree', () => {
    const every: ScheduledTask = { name: 'often', job, every: 15_000 };
    assert.equal(nextRun(every, new Date('2026-01-01T00:00:07Z')).toISOString(), '2026-01-01T00:00:15.000Z');
  });

  it('S1.7 S1.19 S1.28 S4.11 enqueues a due task once, however many schedulers look', async () => {
    await scheduleOnce([daily]);
    assert.equal(await ticks(), 0);
    setNoon('2031-01-02');
    await Promise.all([scheduleOnce([daily]), scheduleOnce([daily]), scheduleOnce([daily])]);
    assert.equal(await ticks(), 1);
  });

  it('does not pile a task up behind its own unfinished round', async () => {
    const often: ScheduledTask = { name: 'often-slow', job, every: 1_000 };
    await scheduleOnce([often]);
    const before = await ticks();
    for (const later of [2_000, 4_000, 6_000]) {
      moveClock(later);
      await scheduleOnce([often]);
    }
    assert.equal(await ticks(), before + 1);
  });

  it('takes short looks itself, because they watch over the workers', async () => {
    let looks = 0;
    const look: ScheduledTask = {
      name: 'look',
      every: 3_600_000,
      run: () => Promise.resolve(void (looks += 1)),
    };
    await scheduleOnce([look]);
    setClock('2031-01-02T12:30:00+07:00');
    await Promise.all([scheduleOnce([look]), scheduleOnce([look])]);
    assert.equal(looks, 1);
  });

  it('draws in a due time that a clock set back has left far ahead', async () => {
    moveClock(30 * 86_400_000);
    await scheduleOnce([daily]);
    moveClock(0);
    await scheduleOnce([daily]);
    const [row] = await query<{ next_run_at: Date }>(
      "SELECT next_run_at FROM scheduled_tasks WHERE name = 'daily-at-seven'",
    );
    assert.ok(new Date(row?.next_run_at ?? 0).getTime() - clock.now().getTime() <= 86_400_000);
  });
});
