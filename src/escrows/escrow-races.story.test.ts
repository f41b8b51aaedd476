import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import {
  aDeliveredDeal,
  anAgreedDeal,
  dealOf,
  eventsOf,
  heldMoney,
  type Deal,
} from '../../test/factories/escrows.js';
import { aFilledWallet, walletBalance } from '../../test/factories/wallets.js';
import { clearDesk } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { applyReport } from '../payments/apply-report.js';
import { Payment } from '../payments/index.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { markPaid } from '../transactions/index.js';
import { Escrow, escrowById, EscrowPart, freeze, partsOfEscrows, refundOf, settlePart } from './index.js';
import { releaseInspected } from './run-timers.js';

const times = 50;
const atOnce = 5;

/** Plays a race again and again, a few at a time, because the pool of connections is what it is. */
async function race(play: (round: number) => Promise<void>): Promise<void> {
  for (let round = 0; round < times; round += atOnce)
    await Promise.all(Array.from({ length: atOnce }, (_, index) => play(round + index)));
}

/** Whether a step was carried out; one that came too late is refused as a conflict. */
async function won(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    const { status } = error as { status?: number };
    if (status !== 409) throw error;
    return false;
  }
}

const wonAtDoor = async (answer: Promise<{ status: number; body: unknown }>): Promise<boolean> => {
  const { status, body } = await answer;
  assert.ok(status === 200 || status === 409, JSON.stringify(body));
  return status === 200;
};

const settlementsOf = (partId: string) =>
  query('SELECT id FROM ledger_journals WHERE reference = ?', [`escrow_part:${partId}:settled`]);

describe('steps that come at the same moment', function () {
  this.timeout(240_000);
  useShopFloor();
  endInSoundBooks();
  afterEach(() => moveClock(0));
  afterEach(clearDesk);

  const confirmed = ({ buyer, id }: Deal) => wonAtDoor(as(buyer).post(`/escrows/${id}/confirmation`, {}));

  it('pay a seller once when the buyer confirms as the time to inspect ends', async () => {
    const deals = await inTurn(() => aDeliveredDeal({ inspection_hours: 1 }));
    moveClock(3_600_000 + 1_000);
    await race(async (round) => {
      const deal = deals[round] as Deal;
      const [part] = await partsOfEscrows([deal.id]);
      assert.ok(part);
      const timer = () => inTransaction(system('release'), (uow) => releaseInspected(uow, part.id));
      await Promise.all([confirmed(deal), timer(), confirmed(deal), timer()]);
      assert.equal((await escrowById(deal.id)).status, 'RELEASED');
      assert.equal((await settlementsOf(part.id)).length, 1);
      assert.equal(await walletBalance(deal.seller.id), deal.shown.seller_receives_amount);
      assert.equal(await heldMoney(deal.id), 0);
    });
  });

  it('either release the money or freeze it when the buyer confirms as a dispute is opened', async () => {
    const deals = await inTurn(() => aDeliveredDeal());
    await race(async (round) => {
      const deal = deals[round] as Deal;
      const dispute = inTransaction(system('dispute'), async (uow) => {
        const escrow = await uow.lock(Escrow, { id: deal.id });
        await freeze(uow, escrow, await uow.lock(EscrowPart, { escrowId: deal.id }));
      });
      const [confirms, disputes] = await Promise.all([confirmed(deal), won(dispute)]);
      assert.notEqual(confirms, disputes, 'one wins, and one alone');
      const { status } = await escrowById(deal.id);
      assert.equal(status, confirms ? 'RELEASED' : 'DISPUTED');
      assert.equal(await heldMoney(deal.id), confirms ? 0 : deal.shown.buyer_pays_amount);
      if (disputes) await endDispute(deal);
    });
  });

  it('hold the money once, or give it back, when a gateway pays as the deal is called off and paid from a wallet', async () => {
    const deals = await inTurn(async () => {
      const deal = await anAgreedDeal();
      const payment = { gateway: 'tripay', method: 'BRIVA' };
      const { transaction_id: id } = dealOf(
        await as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment }),
      );
      const wallet = await aFilledWallet(deal.buyer.id, deal.shown.buyer_pays_amount);
      return { ...deal, attempt: id ?? '', wallet };
    });
    await race(async (round) => {
      const deal = deals[round];
      assert.ok(deal);
      const price = deal.shown.buyer_pays_amount;
      const payment = { gateway: 'wallet', wallet_id: deal.wallet.id };
      const [cancelled, paid] = await Promise.all([
        wonAtDoor(as(deal.seller).post(`/escrows/${deal.id}/cancellation`, {})),
        wonAtDoor(as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment })),
        gatewayPays(deal.attempt),
      ]);
      await inTransaction(system('payments'), (uow) => markPaid(uow, deal.attempt));
      const { status, transactionId } = await escrowById(deal.id);
      const byGateway = status === 'HELD' && transactionId === deal.attempt;
      assert.equal(status === 'CANCELLED', cancelled && !paid, `${status}`);
      assert.equal(await heldMoney(deal.id), status === 'HELD' ? price : 0);
      const spent = status === 'HELD' && !byGateway ? price : 0;
      assert.equal(await walletBalance(deal.buyer.id), price + (await parkedFor(deal.attempt)) - spent);
      assert.equal(
        (await eventsOf(deal.id)).filter((event) => event === 'hold').length,
        status === 'HELD' ? 1 : 0,
      );
    });
  });
});

/** A judge gives everything back. */
const endDispute = ({ id }: Deal) =>
  inTransaction(system('judge'), async (uow) => {
    await uow.lock(Escrow, { id });
    const part = await uow.lock(EscrowPart, { escrowId: id });
    return settlePart(uow, part, refundOf(part));
  });

/** The gateway's word that it has the money, as the callback brings it. */
function gatewayPays(transactionId: string): Promise<unknown> {
  return inTransaction(system('gateway'), async (uow) => {
    const payment = await uow.lock(Payment, { transactionId });
    return applyReport(uow, payment, {
      reference: payment.reference ?? '',
      merchantRef: payment.merchantRef,
      method: payment.method,
      status: 'PAID',
      isClosed: true,
      totalAmount: payment.amount,
      customerFeeAmount: payment.feeAmount,
      merchantFeeAmount: 0,
      paidAt: uow.now,
    });
  });
}

async function inTurn<T>(make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let count = 0; count < times; count += 1) made.push(await make());
  return made;
}

/** What lies in the payer's wallet of money that settled nothing. */
async function parkedFor(transactionId: string): Promise<number> {
  const [row] = await query<{ amount: string | null }>(
    `SELECT -SUM(e.amount) AS amount FROM ledger_journals j JOIN ledger_entries e ON e.journal_id = j.id AND e.amount < 0
     WHERE j.kind = 'payment.parked' AND j.transaction_id = ?`,
    [transactionId],
  );
  return Number(row?.amount ?? 0);
}
