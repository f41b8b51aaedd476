import assert from 'node:assert/strict';
import { setNoon } from '../../test/clock.js';
import { aDesk, useConsole, visit, type Desk } from '../../test/console.js';
import { aBareRow, removeBareRows } from '../../test/factories/bare-rows.js';
import { raiseAlertNow } from '../../src/platform/alerts.js';
import { clock, moveClock } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import { Fulfilment, Shipment } from '../../src/fulfilments/index.js';
import { OutboxJob } from '../../src/platform/operations.entity.js';
import { Transaction } from '../../src/transactions/index.js';
import { Withdrawal } from '../../src/wallets/index.js';
import type { Counted, HomeData } from './components/home-data.js';

const home = async (desk: Desk) => (await desk.get('/admin/api/dashboard')).body as unknown as HomeData;

const saleToday = (status: string, type = 'PPOB') =>
  aBareRow(Transaction, [], {
    status,
    type,
    wibDate: jakartaDate(clock.now()),
    number: newId().slice(-20),
    paidAt: new Date(clock.now().getTime() - 3_600_000),
  });

/** How many rows the list has that a link on the home page opens. */
async function rowsBehind(desk: Desk, href: string | null): Promise<number | undefined> {
  const { pathname, search } = new URL(href ?? '', 'http://console.test');
  const resource = pathname.split('/').at(-1) ?? '';
  return (await desk.get(`/admin/api/resources/${resource}/actions/list${search}`)).body.meta?.total;
}

describe('the home page', () => {
  useConsole();
  let owner: Desk;
  let earlier: HomeData;
  const rowsBefore = { revenue: 0, ended: 0 };

  before(async () => {
    setNoon();
    owner = await aDesk('owner');
    earlier = await home(owner);
    rowsBefore.revenue = (await rowsBehind(owner, earlier.today.revenue.href)) ?? 0;
    rowsBefore.ended = (await rowsBehind(owner, earlier.today.success_rate.href)) ?? 0;
    for (const status of ['AWAITING_PAYMENT', 'PROCESSING', 'SUCCESS', 'SUCCESS', 'FAILED', 'REFUNDED'])
      await saleToday(status);
    await saleToday('SUCCESS', 'TOPUP');
    for (const status of ['QUEUED', 'PACKED', 'SHIPPED']) await aBareRow(Shipment, [], { status });
    await aBareRow(Fulfilment, [], { status: 'UNKNOWN' });
    await aBareRow(Fulfilment, [], { status: 'FAILED', reviewReason: 'contradiction' });
    await aBareRow(Withdrawal, [], { status: 'REQUESTED', amount: 50_000 });
    for (const status of ['PENDING', 'SENT', 'DEAD', 'DONE'])
      await aBareRow(OutboxJob, [], { status, queue: 'notifications' });
    await raiseAlertNow({ kind: 'payment_parked', subject: newId(), severity: 'warning' });
    await raiseAlertNow({ kind: 'callback_forged', subject: newId(), severity: 'critical' });
  });

  after(() => moveClock(0));
  after(removeBareRows);

  it('S0.51 S2.27 shows numbers that open exactly the rows they count', async () => {
    const data = await home(owner);
    const counted: [string, Counted][] = [
      ['sales', data.today.sales],
      ['alerts', data.alerts],
      ...data.under_way.map((row) => [row.key, row] as [string, Counted]),
      ...(data.queues ?? []).flatMap(({ queue, waiting, dead }): [string, Counted][] => [
        [`${queue} waiting`, waiting],
        [`${queue} dead`, dead],
      ]),
    ];
    for (const [name, { value, href }] of counted) assert.equal(await rowsBehind(owner, href), value, name);
    assert.equal(data.today.sales.value - earlier.today.sales.value, 6);
    assert.ok(data.under_way.every(({ value }) => value > 0));
  });

  it('S2.34 opens the delivered sales behind the revenue, and the ended ones behind the success rate', async () => {
    const { today: figures } = await home(owner);
    const rise = async (link: 'revenue' | 'success_rate', before: number) =>
      ((await rowsBehind(owner, figures[link].href)) ?? 0) - before;
    assert.equal(await rise('revenue', rowsBefore.revenue), 2);
    assert.equal(await rise('success_rate', rowsBefore.ended), 4);
    const rate = figures.success_rate.value ?? 0;
    assert.ok(rate > 0 && rate < 1);
  });

  it('S0.46 shows thirty days, today last, and the sales in trouble', async () => {
    const data = await home(owner);
    assert.equal(data.series.length, 30);
    assert.equal(data.series.at(-1)?.day, jakartaDate(clock.now()));
    assert.ok(data.problems?.some(({ problem }) => problem === 'late'));
  });

  it('gives a role the figures without the lists that it may not open', async () => {
    const catalogue = await home(await aDesk('catalogue'));
    assert.deepEqual([catalogue.today.sales.href, catalogue.problems, catalogue.queues], [null, null, null]);
    assert.equal(catalogue.days_open, false);
    assert.equal(catalogue.under_way.find(({ key }) => key === 'processing')?.href, null);
  });

  it('is for staff alone', async () => {
    assert.equal((await visit('/admin/api/dashboard')).status, 401);
  });
});
