import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { setClock } from '../../test/clock.js';
import { aDesk, useConsole, visit, type Desk } from '../../test/console.js';
import { anEscrowRow, removeEscrowRows } from '../../test/factories/escrow-rows.js';
import { aDeliveredDeal, aHeldDeal } from '../../test/factories/escrows.js';
import { moveClock } from '../../src/platform/clock.js';
import type { Counted, DealsData } from './components/deals-data.js';

const page = '/admin/api/pages/deals';
const board = async (desk: Desk) => (await desk.get(page)).body as unknown as DealsData;

interface Rows {
  total: number;
  params: Record<string, unknown>[];
}

/** The rows of the list that a link opens. */
async function rowsBehind(desk: Desk, href: string | null): Promise<Rows> {
  const { pathname, search } = new URL(href ?? '', 'http://console.test');
  const resource = pathname.split('/').at(-1) ?? '';
  const answer = await desk.get(`/admin/api/resources/${resource}/actions/list${search}&perPage=100`);
  assert.ok(answer.body.meta, answer.text);
  return {
    total: answer.body.meta.total,
    params: (answer.body.records ?? []).map(({ params }) => params),
  };
}

const sumOf = ({ params }: Rows, column: string): number =>
  params.reduce((sum, row) => sum + Number(row[column]), 0);

describe('the board of deals', () => {
  useConsole();
  let owner: Desk;

  before(async () => {
    setClock('2037-04-20T12:00:00+07:00');
    owner = await aDesk('owner');
    const done = await aDeliveredDeal({ amount: 250_000 });
    await as(done.buyer).post(`/escrows/${done.id}/confirmation`, {});
    await aHeldDeal({ amount: 700_000 });
    await anEscrowRow({
      status: 'HELD',
      heldAt: new Date('2037-04-16T05:00:00Z'),
      createdAt: new Date('2037-04-16T05:00:00Z'),
    });
  });
  after(removeEscrowRows);
  after(() => moveClock(0));

  it('S0.45 S0.46 S0.63 S0.64 shows today’s fee income and deals, and opens exactly the rows behind them', async () => {
    const today = (await board(owner)).days.at(-1);
    assert.ok(today);
    assert.deepEqual([today.period, today.opened.value, today.released.value], ['2037-04-20', 2, 1]);
    for (const counted of [today.opened, today.released])
      assert.equal((await rowsBehind(owner, counted.href)).total, counted.value);
    assert.equal(today.fee.value, 10_000);
    assert.equal(sumOf(await rowsBehind(owner, today.fee.href), 'earnedFeeAmount'), today.fee.value);
  });

  it('S0.47 S0.48 S0.49 S0.50 draws thirty days and twelve months, this one last', async () => {
    const { days, months } = await board(owner);
    assert.deepEqual([days.length, months.length], [30, 12]);
    const month = months.at(-1);
    assert.deepEqual([month?.period, month?.fee.value, month?.opened.value], ['2037-04', 10_000, 2]);
    assert.equal(sumOf(await rowsBehind(owner, month?.fee.href ?? null), 'earnedFeeAmount'), 10_000);
  });

  it('shows the money that is held now as the sum of the parts that it opens', async () => {
    const { held, held_parts: parts } = await board(owner);
    const rows = await rowsBehind(owner, held.href);
    assert.equal(rows.total, parts);
    assert.equal(sumOf(rows, 'heldAmount'), held.value);
    assert.ok(held.value > 0);
  });

  it('S0.51 shows how old open deals are; each count opens its deals', async () => {
    const { ages } = await board(owner);
    const counted: Counted[] = ages.flatMap((row) => row.ages);
    for (const { value, href } of counted)
      assert.equal((await rowsBehind(owner, href)).total, value, href ?? '');
    const held = ages.find(({ status }) => status === 'HELD');
    assert.deepEqual(
      held?.ages.map(({ value }) => value),
      [1, 0, 1, 0],
    );
  });

  it('opens the deals behind the dispute rate and the time to settle', async () => {
    const { quality } = await board(owner);
    for (const counted of [quality.held, quality.disputed, quality.settled])
      assert.equal((await rowsBehind(owner, counted.href)).total, counted.value, counted.href ?? '');
    assert.deepEqual([quality.held.value, quality.settled.value, quality.dispute_rate], [3, 1, 0]);
    assert.ok((quality.median_seconds ?? -1) >= 0);
  });

  it('S0.52 S0.65 shows who was here today', async () => {
    const today = (await board(owner)).days.at(-1);
    assert.ok((today?.active.value ?? 0) >= 4);
    assert.equal((await rowsBehind(owner, today?.active.href ?? null)).total, today?.active.value);
  });

  it('S0.62 is for staff alone, and shows no way to rows that a role may not open', async () => {
    assert.equal((await visit(page)).status, 401);
    assert.deepEqual((await (await aDesk('catalogue')).get(page)).body, { forbidden: true });
    const viewer = await board(await aDesk('viewer'));
    assert.deepEqual([viewer.held.href, viewer.days.at(-1)?.fee.href, viewer.problems], [null, null, null]);
  });
});
