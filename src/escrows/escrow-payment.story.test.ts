import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import {
  anAgreedDeal,
  dealOf,
  heldMoney,
  ringEscrowTimers,
  type Deal,
} from '../../test/factories/escrows.js';
import { aFilledWallet, walletBalance, walletOf } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { paymentOf } from '../payments/index.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { jobNamed } from '../platform/jobs.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { transactionById } from '../transactions/index.js';
import { escrowById } from './index.js';

const briva = { gateway: 'tripay', method: 'BRIVA' };
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;
const hour = 3_600_000;

/** The sweep that asks the gateway about payments that are due. */
async function drainPayments(): Promise<void> {
  const sweep = jobNamed('check-open-payments');
  assert.ok(sweep);
  await inTransaction(system('test'), async (uow) => uow.enqueue(sweep, {}));
  await drainJobs();
}

describe('the payment of a deal', () => {
  const providers = useShopFloor();
  endInSoundBooks();
  afterEach(() => moveClock(0));

  const ask = async ({ buyer, id }: Deal) => {
    const shown = dealOf(await as(buyer).post(`/escrows/${id}/payment`, { payment: briva }));
    assert.ok(shown.transaction_id);
    return shown.transaction_id;
  };
  const pay = async (transactionId: string, how: object = {}) => {
    const payment = await paymentOf(transactionId);
    await providers.control(`tripay/${payment?.merchantRef}/pay`, how);
    await drainJobs();
  };
  const statusOf = async ({ id }: Deal) => (await escrowById(id)).status;

  it('comes in through a gateway as the exact amount, and is held once however often the gateway says so', async () => {
    const deal = await anAgreedDeal();
    const transactionId = await ask(deal);
    const payment = await paymentOf(transactionId);
    assert.equal(payment?.orderAmount, deal.shown.buyer_pays_amount);
    assert.equal(await statusOf(deal), 'AWAITING_PAYMENT');
    await pay(transactionId, { copies: 5 });
    assert.equal(await statusOf(deal), 'HELD');
    assert.equal((await transactionById(transactionId)).status, 'SUCCESS');
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount);
  });

  it('goes to the buyer’s wallet when another way was chosen before the gateway had it', async () => {
    const deal = await anAgreedDeal();
    const first = await ask(deal);
    const price = deal.shown.buyer_pays_amount;
    const wallet = await aFilledWallet(deal.buyer.id, price);
    const payment = { gateway: 'wallet', wallet_id: wallet.id };
    assert.equal(
      dealOf(await as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment })).status,
      'HELD',
    );
    assert.equal((await transactionById(first)).status, 'CANCELLED');
    await pay(first);
    assert.equal(await heldMoney(deal.id), price);
    assert.equal(await walletBalance(deal.buyer.id), price, 'double money is parked with its payer');
  });

  it('goes to the buyer’s wallet when the deal was called off meanwhile', async () => {
    const deal = await anAgreedDeal();
    const transactionId = await ask(deal);
    assert.equal(
      dealOf(await as(deal.seller).post(`/escrows/${deal.id}/cancellation`, {})).status,
      'CANCELLED',
    );
    await pay(transactionId);
    assert.equal(await heldMoney(deal.id), 0);
    assert.equal(await walletBalance(deal.buyer.id), deal.shown.buyer_pays_amount);
    assert.equal(await statusOf(deal), 'CANCELLED');
  });

  it('ends the deal when it has not come in time, and is parked when it comes late', async () => {
    const deal = await anAgreedDeal();
    const transactionId = await ask(deal);
    moveClock(24 * hour + 60_000);
    await ringEscrowTimers();
    assert.equal(await statusOf(deal), 'AWAITING_PAYMENT', 'an open payment is asked about first');
    await drainPayments();
    await ringEscrowTimers();
    assert.equal(await statusOf(deal), 'EXPIRED');
    assert.equal((await transactionById(transactionId)).status, 'EXPIRED');
    await pay(transactionId);
    assert.equal(await heldMoney(deal.id), 0);
  });

  it('is called off with the terms for which it was asked', async () => {
    const deal = await anAgreedDeal();
    const transactionId = await ask(deal);
    const terms = { title: 'Akun gim level 90', goods_type: 'account', amount: 300_000, fee_payer: 'buyer' };
    const amended = dealOf(await as(deal.seller).post(`/escrows/${deal.id}/terms`, terms));
    assert.deepEqual(
      [amended.status, amended.terms_version, amended.buyer_pays_amount],
      ['PROPOSED', 2, 310_000],
    );
    assert.equal((await transactionById(transactionId)).status, 'CANCELLED');
    const old = await as(deal.buyer).post(`/escrows/${deal.id}/agreement`, { terms_version: 1 });
    assert.deepEqual([old.status, codeOf(old)], [409, 'escrow_terms_changed']);
    const agreed = dealOf(await as(deal.buyer).post(`/escrows/${deal.id}/agreement`, { terms_version: 2 }));
    assert.equal(agreed.status, 'AWAITING_PAYMENT');
  });

  it('asks for its key once, and takes no money from a wallet with too little', async () => {
    const deal = await anAgreedDeal();
    const wallet = await aFilledWallet(deal.buyer.id, 1_000);
    const payment = { gateway: 'wallet', wallet_id: wallet.id };
    const poor = await as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment });
    assert.deepEqual([poor.status, codeOf(poor)], [409, 'insufficient_balance']);
    await aFilledWallet(deal.buyer.id, deal.shown.buyer_pays_amount);
    const key = { 'Idempotency-Key': `pay-${deal.id}` };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment }, key)),
    );
    assert.ok(answers.every(({ status }) => status === 200 || status === 409));
    assert.equal(await walletBalance(deal.buyer.id), 1_000);
    const stranger = await walletOf(deal.seller.id);
    const foreign = { gateway: 'wallet', wallet_id: stranger.id };
    const again = await anAgreedDeal();
    assert.equal(
      (await as(again.buyer).post(`/escrows/${again.id}/payment`, { payment: foreign })).status,
      404,
    );
  });
});
