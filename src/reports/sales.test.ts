import assert from 'node:assert/strict';
import { setClock, setNoon } from '../../test/clock.js';
import { drainJobs } from '../../test/jobs.js';
import { aSaleRow, removeBareRows } from '../../test/factories/reports.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { jobNamed } from '../platform/jobs.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { dashboardNumbers, reportsSchedule, salesSeries, type DaySales } from './index.js';

async function run(name: string): Promise<void> {
  const job = jobNamed(name);
  assert.ok(job);
  await inTransaction(system('test'), (uow) => Promise.resolve(uow.enqueue(job, {})));
  await drainJobs();
}

const rollUp = () => run('roll-up-daily-sales');

const dayOf = async (date: string, days = 31): Promise<DaySales> => {
  const found = (await salesSeries(days)).find((day) => day.date === date);
  assert.ok(found, date);
  return found;
};

describe('sales by day', () => {
  afterEach(async () => {
    moveClock(0);
    await removeBareRows();
  });

  it('S0.46 S2.34 S2.35 counts by how sales ended and takes revenue from delivered ones alone', async () => {
    setNoon('2031-03-10');
    const date = '2031-03-10';
    for (const status of ['SUCCESS', 'SUCCESS', 'FAILED', 'REFUNDED', 'PROCESSING', 'EXPIRED'])
      await aSaleRow({ status, date });
    await aSaleRow({ date, type: 'TOPUP', total: 99_000_000 });
    const { today } = await dashboardNumbers();
    assert.deepEqual(today, {
      date,
      placedCount: 6,
      paidCount: 5,
      successCount: 2,
      failedCount: 2,
      revenueAmount: 20_000,
      costAmount: 18_000,
      successRateBps: 5_000,
    });
  });

  it('says nothing about success while no sale has ended', async () => {
    setNoon('2031-04-10');
    await aSaleRow({ status: 'PAID', date: '2031-04-10' });
    assert.equal((await dashboardNumbers()).today.successRateBps, null);
  });

  it('shows yesterday from the roll-up beside today as it is now', async () => {
    setNoon('2031-05-10');
    await aSaleRow({ date: '2031-05-09', total: 70_000 });
    await rollUp();
    await aSaleRow({ date: '2031-05-10', total: 30_000 });
    const { today, yesterday } = await dashboardNumbers();
    assert.deepEqual([yesterday.date, yesterday.revenueAmount], ['2031-05-09', 70_000]);
    assert.deepEqual([today.date, today.revenueAmount], ['2031-05-10', 30_000]);
  });

  it('S2.36 gives one entry for every day, empty days too, today last', async () => {
    setNoon('2031-06-10');
    await aSaleRow({ date: '2031-06-01' });
    await rollUp();
    const series = await salesSeries(30);
    assert.equal(series.length, 30);
    assert.deepEqual([series[0]?.date, series.at(-1)?.date], ['2031-05-12', '2031-06-10']);
    assert.deepEqual(
      series.filter(({ placedCount }) => placedCount > 0).map(({ date }) => date),
      ['2031-06-01'],
    );
  });

  it('begins the new day at midnight in Jakarta, which is 17:00 UTC', async () => {
    setClock('2031-06-20T16:59:00.000Z');
    assert.equal((await salesSeries(1))[0]?.date, '2031-06-20');
    setClock('2031-06-20T17:00:00.000Z');
    assert.equal((await salesSeries(1))[0]?.date, '2031-06-21');
  });
});

describe('roll-up-daily-sales', () => {
  afterEach(async () => {
    moveClock(0);
    await removeBareRows();
  });

  it('comes to the same figures however often it runs', async () => {
    setNoon('2031-07-10');
    await aSaleRow({ date: '2031-07-09', total: 12_345 });
    await rollUp();
    const once = await dayOf('2031-07-09');
    await rollUp();
    await rollUp();
    assert.deepEqual(await dayOf('2031-07-09'), once);
    assert.equal(once.revenueAmount, 12_345);
  });

  it('follows what changed yesterday since the last run', async () => {
    setNoon('2031-08-10');
    const { id } = await aSaleRow({ date: '2031-08-09', total: 50_000 });
    await rollUp();
    await query(`UPDATE transactions SET status = 'REFUNDED' WHERE id = ?`, [id]);
    await rollUp();
    const day = await dayOf('2031-08-09');
    assert.deepEqual([day.revenueAmount, day.successCount, day.failedCount], [0, 0, 1]);
  });

  it('adds up the days of the last month that were never added up, and leaves the others alone', async () => {
    setNoon('2031-09-20');
    await rollUp();
    await aSaleRow({ date: '2031-09-01', total: 7_000 });
    await rollUp();
    assert.equal((await dayOf('2031-09-01')).revenueAmount, 0);
    await query(`DELETE FROM daily_sales WHERE wib_date = '2031-09-01'`);
    await rollUp();
    assert.equal((await dayOf('2031-09-01')).revenueAmount, 7_000);
  });
});

describe('roll-up-recent-sales', () => {
  afterEach(async () => {
    moveClock(0);
    await removeBareRows();
  });

  it('follows a delivery that came weeks after the order', async () => {
    setNoon('2031-11-20');
    const { id } = await aSaleRow({
      date: '2031-11-01',
      status: 'PROCESSING',
      type: 'PURCHASE',
      total: 90_000,
    });
    await rollUp();
    await query(`UPDATE transactions SET status = 'SUCCESS' WHERE id = ?`, [id]);
    await run('roll-up-recent-sales');
    assert.equal((await dayOf('2031-11-01')).revenueAmount, 90_000);
  });
});

describe('the schedule of the reports', () => {
  it('names jobs that exist', () => {
    for (const task of reportsSchedule) {
      if ('job' in task) assert.deepEqual([task.job.name, jobNamed(task.name)], [task.name, task.job]);
    }
  });
});
