import assert from 'node:assert/strict';
import { actorOf, aStaff, aStaffAccount } from '../../test/factories/staff.js';
import { aPhysicalProduct } from '../../test/factories/products.js';
import { aGoodsSale, aSale } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { fillWallet, walletBalance, walletOf } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { journeyWith } from '../../test/journey.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { moveShipment, shipmentOf } from '../fulfilments/index.js';
import { accounts, balanceOf } from '../ledger/index.js';
import { paymentOf } from '../payments/index.js';
import { system, type Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { approve, ceilingOf } from '../staff/index.js';
import type { User } from '../users/index.js';
import { authorityChecks } from './authority.checks.js';
import { claimRefund, claimTokenOf } from './refund-claim.js';
import { refundTransaction, requestRefund } from './refund-transaction.js';
import { transactionById } from './transaction.read-model.js';
import { reverseTransaction } from './transaction.service.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const reason = 'Barang kurang lengkap';

const refund = (actor: Actor, transactionId: string, amount: number | null = null) =>
  inTransaction(actor, (uow) => refundTransaction(uow, { transactionId, amount, reason }));

const statusOf = async (id: string) => (await transactionById(id)).status;

const refundsOf = (id: string) =>
  query<{ amount: string; place: string; wallet_id: string | null }>(
    'SELECT amount, place, wallet_id FROM refunds WHERE transaction_id = ? ORDER BY id',
    [id],
  );

describe('refundTransaction', () => {
  const journey = journeyWith(useShopFloor());
  endInSoundBooks();

  const aDeliveredSale = async (user: User | null) => {
    const sale = await aSale(user);
    await journey.pay(sale);
    assert.equal(await statusOf(sale.id), 'SUCCESS');
    return sale;
  };

  /** Dear goods, delivered by the shop's own hands. */
  const aDearSale = async (user: User, price: number) => {
    const product = await aPhysicalProduct({ costAmount: 1_000_000, retailPriceAmount: price });
    const sale = await aGoodsSale(user, 1, product);
    await journey.pay(sale);
    const shipmentId = (await shipmentOf(sale.id))?.id ?? '';
    for (const event of ['pack', 'ship', 'deliver'] as const) {
      const trackingNumber = event === 'ship' ? 'JNE123456789' : undefined;
      await inTransaction(await aStaff('admin'), (uow) =>
        moveShipment(uow, { shipmentId, event, trackingNumber }),
      );
    }
    await drainJobs();
    assert.equal(await statusOf(sale.id), 'SUCCESS');
    return sale;
  };

  it('S2.230 gives back a part, and the sale stays delivered', async () => {
    const user = await aCustomer();
    const sale = await aDeliveredSale(user);
    await refund(await aStaff('finance'), sale.id, 3_000);
    assert.deepEqual([await statusOf(sale.id), await walletBalance(user.id)], ['SUCCESS', 3_000]);
    const payment = await paymentOf(sale.id);
    assert.deepEqual([payment?.status, payment?.refundedAmount], ['PARTIALLY_REFUNDED', 3_000]);
    await drainJobs();
    const [mail] = await journey.mailsTo(user.email ?? '');
    assert.match(mail?.text ?? '', /3\.000/);
  });

  it('gives back part after part, and the last one closes the sale', async () => {
    const user = await aCustomer();
    const sale = await aDeliveredSale(user);
    const clerk = await aStaff('finance');
    await refund(clerk, sale.id, 3_000);
    await refund(clerk, sale.id, 2_000);
    await refund(clerk, sale.id);
    assert.deepEqual(
      [await statusOf(sale.id), await walletBalance(user.id)],
      ['REFUNDED', sale.total_amount],
    );
    assert.deepEqual(
      (await refundsOf(sale.id)).map(({ amount, place }) => [Number(amount), place]),
      [
        [3_000, 'WALLET'],
        [2_000, 'WALLET'],
        [sale.total_amount - 5_000, 'WALLET'],
      ],
    );
    await assert.rejects(refund(clerk, sale.id), refusal('transaction_not_refundable'));
  });

  it('never gives back more than was paid, however many ask at once', async () => {
    const user = await aCustomer();
    const sale = await aDeliveredSale(user);
    const clerk = await aStaff('finance');
    await assert.rejects(refund(clerk, sale.id, sale.total_amount + 1), refusal('refund_exceeds_paid'));
    const part = Math.floor(sale.total_amount / 3);
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => refund(clerk, sale.id, part)));
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 3);
    assert.equal(await walletBalance(user.id), part * 3);
  });

  it('gives back the rest, and no more, when the supplier takes back a sale of which a part went back', async () => {
    const user = await aCustomer();
    const sale = await aDeliveredSale(user);
    await refund(await aStaff('finance'), sale.id, 4_000);
    await inTransaction(system('test'), (uow) => reverseTransaction(uow, sale.id));
    assert.deepEqual(
      [await statusOf(sale.id), await walletBalance(user.id)],
      ['REFUNDED', sale.total_amount],
    );
  });

  it('returns money to the wallet that paid', async () => {
    const user = await aCustomer();
    const sale = await aDeliveredSale(user);
    const other = await walletOf((await aCustomer()).id);
    await query(`UPDATE wallets SET user_id = ?, name = 'Cadangan', default_of = NULL WHERE id = ?`, [
      user.id,
      other.id,
    ]);
    await query('UPDATE payments SET wallet_id = ? WHERE transaction_id = ?', [other.id, sale.id]);
    await refund(await aStaff('finance'), sale.id, 1_000);
    assert.equal((await refundsOf(sale.id))[0]?.wallet_id, other.id);
    assert.equal(await walletBalance(user.id), 0);
  });

  it('lets a guest collect each part by the one link', async () => {
    const before = await balanceOf(accounts.refundsPayable);
    const sale = await aDeliveredSale(null);
    const clerk = await aStaff('finance');
    const user = await aCustomer();
    const token = claimTokenOf(sale.id);
    const claim = () => inTransaction(system('test'), (uow) => claimRefund(uow, { userId: user.id, token }));
    await refund(clerk, sale.id, 3_000);
    await refund(clerk, sale.id, 1_000);
    assert.equal((await claim()).amount, 4_000);
    await assert.rejects(claim(), refusal('refund_claim_taken'));
    await refund(clerk, sale.id);
    assert.equal((await claim()).amount, sale.total_amount - 4_000);
    assert.equal(await walletBalance(user.id), sale.total_amount);
    assert.equal(await balanceOf(accounts.refundsPayable), before);
  });

  it('is never for a sale of one’s own, with an account or as a guest', async () => {
    const account = await aStaffAccount('finance');
    const self = await aCustomer({ email: account.email });
    const own = await aDeliveredSale(self);
    await assert.rejects(refund(actorOf(account), own.id, 1_000), refusal('own_benefit'));
    const asGuest = await aDeliveredSale(null);
    await query('UPDATE transactions SET contact_email = ? WHERE id = ?', [account.email, asGuest.id]);
    await assert.rejects(refund(actorOf(account), asGuest.id, 1_000), refusal('own_benefit'));
  });

  it('needs a second person above the ceiling, in parts as well', async () => {
    const { single } = ceilingOf('finance', 'transaction.refund');
    const user = await aCustomer();
    const sale = await aDearSale(user, single + 500_000);
    const clerk = await aStaff('finance');
    await assert.rejects(refund(clerk, sale.id), refusal('approval_required'));
    assert.equal(await walletBalance(user.id), 0);
    const approval = await inTransaction(clerk, (uow) =>
      requestRefund(uow, { transactionId: sale.id, amount: single + 1, reason }),
    );
    assert.deepEqual(approval.observed, { paid_amount: sale.payment?.amount, refunded_amount: 0 });
    const word = { approvalId: approval.id, reason: 'Sudah dicek ke gudang' };
    await inTransaction(await aStaff('admin'), (uow) => approve(uow, word));
    assert.deepEqual([await statusOf(sale.id), await walletBalance(user.id)], ['SUCCESS', single + 1]);
    const [row] = await query<{ approval_id: string }>(
      'SELECT approval_id FROM refunds WHERE transaction_id = ?',
      [sale.id],
    );
    assert.equal(row?.approval_id, approval.id);
  });

  it('leaves nothing that staff moved without authority, and the audit would say so', async () => {
    const clerk = await aStaff('finance');
    const sale = await aDeliveredSale(await aCustomer());
    await refund(clerk, sale.id, 1_000);
    const shift = (by: number) =>
      query('UPDATE staff_allowances SET used_amount = used_amount + ? WHERE staff_id = ?', [by, clerk.id]);
    await shift(-1);
    const check = authorityChecks.find(({ name }) => name === 'staff_moved_what_they_had_authority_for');
    const found = await check?.run();
    await shift(1);
    assert.equal(found?.count, 1);
    assert.ok(found?.examples[0]?.startsWith(clerk.id));
  });

  it('cannot be undone or touched up: a refund is written once', async () => {
    const user = await aCustomer();
    const sale = await aDeliveredSale(user);
    await fillWallet(await walletOf(user.id), 1_000);
    await refund(await aStaff('finance'), sale.id, 1_000);
    await assert.rejects(
      query('UPDATE refunds SET amount = 1 WHERE transaction_id = ?', [sale.id]),
      /denied/,
    );
    await assert.rejects(query('DELETE FROM refunds WHERE transaction_id = ?', [sale.id]), /denied/);
  });
});
