import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { setClock } from '../../test/clock.js';
import { anEscrowRow, removeEscrowRows } from '../../test/factories/escrow-rows.js';
import { aDeliveredDeal, aHeldDeal } from '../../test/factories/escrows.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { jakartaMidnight } from '../platform/jakarta.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { ageing, dealMonths, dealQuality, dealSeries, heldNow, problemDeals, rollUpDay } from './index.js';

const rollUp = (date: string) => inTransaction(system('test'), (uow) => rollUpDay(uow, date));
const today = async () => (await dealSeries(1))[0];

/** What the books say of a Jakarta day: credits of fees by journals of deals. */
async function feesInTheBooks(date: string): Promise<number> {
  const [row] = await query<{ fees: string }>(
    `SELECT COALESCE(SUM(-e.amount), 0) AS fees FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id AND a.code = 'fee_revenue'
     JOIN ledger_journals j ON j.id = e.journal_id AND j.reference LIKE 'escrow\\_part:%'
     WHERE j.effective_at >= ? AND j.effective_at < ?`,
    [jakartaMidnight(date), new Date(jakartaMidnight(date).getTime() + 86_400_000)],
  );
  return Number(row?.fees);
}

async function heldInTheBooks(): Promise<number> {
  const [row] = await query<{ held: string }>(
    `SELECT COALESCE(SUM(-e.amount), 0) AS held FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id WHERE a.type = 'escrow_held'`,
  );
  return Number(row?.held);
}

describe('the figures of deals', () => {
  afterEach(removeEscrowRows);
  afterEach(() => moveClock(0));

  it('S0.6 S0.45 S0.46 count what was proposed, paid and released on a day, with a fee equal to the books', async () => {
    setClock('2031-06-10T12:00:00+07:00');
    const done = await aDeliveredDeal({ amount: 250_000 });
    await as(done.buyer).post(`/escrows/${done.id}/confirmation`, {});
    await aHeldDeal({ amount: 700_000 });
    const live = await today();
    assert.deepEqual(
      [live?.date, live?.openedCount, live?.heldCount, live?.releasedCount, live?.feeAmount],
      ['2031-06-10', 2, 2, 1, 10_000],
    );
    assert.equal(live?.feeAmount, await feesInTheBooks('2031-06-10'));
    assert.ok((live?.activeUserCount ?? 0) >= 4);
    assert.equal((await heldNow()).amount, await heldInTheBooks());

    await rollUp('2031-06-10');
    await rollUp('2031-06-10');
    setClock('2031-06-11T09:00:00+07:00');
    const [yesterday, next] = await dealSeries(2);
    assert.deepEqual(yesterday, live);
    assert.deepEqual([next?.openedCount, next?.feeAmount], [0, 0]);
    const [may, june] = await dealMonths(2);
    assert.deepEqual(may, { month: '2031-05', openedCount: 0, releasedCount: 0, feeAmount: 0 });
    assert.deepEqual(june, { month: '2031-06', openedCount: 2, releasedCount: 1, feeAmount: 10_000 });
  });

  it('S0.6 earn nothing from a deal that is given back', async () => {
    setClock('2031-07-02T12:00:00+07:00');
    const deal = await aHeldDeal();
    const { status } = await as(deal.seller).post(`/escrows/${deal.id}/refund`, {});
    assert.ok(status < 300);
    assert.deepEqual([(await today())?.feeAmount, await feesInTheBooks('2031-07-02')], [0, 0]);
    assert.equal((await heldNow()).amount, await heldInTheBooks());
  });

  it('S0.51 sort open deals by where they stand and since when', async () => {
    setClock('2032-01-20T12:00:00+07:00');
    const before = await ageing();
    const since = (day: number) => new Date(`2032-01-${String(day).padStart(2, '0')}T00:00:00+07:00`);
    for (const day of [20, 19, 18, 17, 14, 13]) await anEscrowRow({ status: 'HELD', heldAt: since(day) });
    await anEscrowRow({ status: 'RELEASED', heldAt: since(13) });
    const rises = (await ageing()).map(({ status, counts }, index) => [
      status,
      ...counts.map((count, band) => count - (before[index]?.counts[band] ?? 0)),
    ]);
    assert.deepEqual(rises, [
      ['PROPOSED', 0, 0, 0, 0],
      ['AWAITING_PAYMENT', 0, 0, 0, 0],
      ['HELD', 1, 2, 2, 1],
      ['DELIVERED', 0, 0, 0, 0],
      ['DISPUTED', 0, 0, 0, 0],
    ]);
  });

  it('tell the median time from payment to the end, of even and of odd many', async () => {
    setClock('2093-02-20T12:00:00+07:00');
    const heldAt = new Date('2093-02-18T05:00:00Z');
    const ended = (hours: number) =>
      anEscrowRow({ heldAt, settledAt: new Date(heldAt.getTime() + hours * 3_600_000) });
    assert.equal((await dealQuality(7)).medianSeconds, null);
    for (const hours of [1, 30, 2]) await ended(hours);
    assert.equal((await dealQuality(7)).medianSeconds, 2 * 3_600);
    await ended(4);
    const quality = await dealQuality(7);
    assert.deepEqual([quality.medianSeconds, quality.settledCount, quality.heldCount], [3 * 3_600, 4, 4]);
    assert.deepEqual([quality.disputedCount, quality.disputeRateBps], [0, 0]);
  });

  it('S0.51 list deals in dispute, under review and late, longest-standing first', async () => {
    setClock('2034-03-20T12:00:00+07:00');
    const late = await aHeldDeal();
    setClock('2034-03-29T12:00:00+07:00');
    const disputed = await anEscrowRow({ status: 'DISPUTED', heldAt: new Date('2034-03-24T05:00:00Z') });
    const flagged = await anEscrowRow({ status: 'HELD', heldAt: new Date('2034-03-25T05:00:00Z') });
    await query(`UPDATE escrows SET review_reason = 'same_person' WHERE id = ?`, [flagged.id]);
    await anEscrowRow({ status: 'HELD', heldAt: new Date('2034-03-25T05:00:00Z') });
    const found = (await problemDeals(100_000)).filter(({ id }) =>
      [late.id, disputed.id, flagged.id].includes(id),
    );
    assert.deepEqual(
      found.map(({ problem }) => problem),
      ['overdue', 'disputed', 'review'],
    );
  });
});
