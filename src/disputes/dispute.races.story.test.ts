import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { aCaseUnderReview, complain, decide, verdict } from '../../test/factories/disputes.js';
import { aDeliveredDeal, heldMoney } from '../../test/factories/escrows.js';
import { aStaff } from '../../test/factories/staff.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { anAttempt, clearDesk } from '../../test/jobs.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { clock, moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { jobNamed } from '../platform/jobs.js';
import { assignDispute } from './conduct.js';
import { inTransaction } from '../platform/unit-of-work.js';

const rounds = Array.from({ length: 50 }, (_, round) => round);

type End = 'won' | 'refused';

/** A refusal that names its reason is a race that was lost; anything else is a fault. */
async function endOf(work: Promise<unknown>): Promise<End> {
  try {
    await work;
    return 'won';
  } catch (error) {
    if (error instanceof DomainError && error.status === 409) return 'refused';
    throw error;
  }
}

/** The timer of a part, set off as by the scheduler; whether its time is over, it sees for itself. */
async function ring(partId: string): Promise<void> {
  await jobNamed('release-escrow-part')?.handle({ id: partId }, anAttempt());
}

const partOf = async (escrowId: string): Promise<string> => {
  const [part] = await query<{ status: string }>('SELECT status FROM escrow_parts WHERE escrow_id = ?', [
    escrowId,
  ]);
  return part?.status ?? '';
};

describe('of two who act at once on a disputed deal', function () {
  this.timeout(300_000);
  afterEach(() => moveClock(0));
  afterEach(clearDesk);
  endInSoundBooks();

  it('one wins when the buyer confirms while the seller complains', async () => {
    for (const _round of rounds) {
      const deal = await aDeliveredDeal();
      const [confirmed, disputed] = await Promise.all([
        as(deal.buyer).post(`/escrows/${deal.id}/confirmation`, {}),
        endOf(complain(deal, {}, deal.seller.id)),
      ]);
      const isReleased = confirmed.status === 200;
      assert.equal(disputed, isReleased ? 'refused' : 'won', `${confirmed.status}`);
      assert.equal(await partOf(deal.id), isReleased ? 'RELEASED' : 'DISPUTED');
      assert.equal(await heldMoney(deal.id), isReleased ? 0 : deal.shown.buyer_pays_amount);
      const { seller_receives_amount: price } = deal.shown;
      assert.equal(await walletBalance(deal.seller.id), isReleased ? price : 0);
    }
  });

  it('one wins when the time to inspect ends while the buyer complains', async () => {
    for (const round of rounds) {
      moveClock(0);
      const deal = await aDeliveredDeal();
      const [part] = deal.shown.parts;
      const end = new Date(part?.inspect_by ?? 0).getTime();
      moveClock(end - clock.wall().getTime() - (round % 10) * 5);
      const [disputed] = await Promise.all([endOf(complain(deal)), ring(part?.id ?? '')]);
      const isDisputed = disputed === 'won';
      if (!isDisputed && (await partOf(deal.id)) === 'DELIVERED') {
        // The timer looked a moment before its time, the buyer a moment after: it looks again.
        await ring(part?.id ?? '');
      }
      assert.equal(await partOf(deal.id), isDisputed ? 'DISPUTED' : 'RELEASED');
      assert.equal(await heldMoney(deal.id), isDisputed ? deal.shown.buyer_pays_amount : 0);
      const { seller_receives_amount: price } = deal.shown;
      assert.equal(await walletBalance(deal.seller.id), isDisputed ? 0 : price);
    }
  });

  it('one wins when two judges decide differently', async () => {
    for (const _round of rounds) {
      const deal = await aCaseUnderReview();
      const other = await aStaff('admin');
      const [first, second] = await Promise.all([
        endOf(decide(deal.judge, verdict(deal.dispute.id))),
        endOf(
          inTransaction(other, (uow) =>
            assignDispute(uow, { disputeId: deal.dispute.id, reason: 'Mendesak.' }),
          ).then(() =>
            decide(other, verdict(deal.dispute.id, { outcome: 'RELEASE', ground: 'goods_match_terms' })),
          ),
        ),
      ]);
      assert.deepEqual([first, second].sort(), ['refused', 'won']);
      await Promise.all([
        as(deal.buyer).post(`/escrows/${deal.id}/dispute/acceptance`),
        as(deal.seller).post(`/escrows/${deal.id}/dispute/acceptance`),
      ]);
      const isRefund = first === 'won';
      assert.equal(await walletBalance(deal.buyer.id), isRefund ? deal.shown.buyer_pays_amount : 0);
      assert.equal(await walletBalance(deal.seller.id), isRefund ? 0 : deal.shown.seller_receives_amount);
      assert.equal(await heldMoney(deal.id), 0);
    }
  });
});
