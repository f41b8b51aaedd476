import assert from 'node:assert/strict';
import { openAlerts } from '../factories/fulfilments.js';
import { aStaff } from '../factories/staff.js';
import { aGoodsSale, aSale, luckyNumber } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { walletBalance } from '../factories/wallets.js';
import { as } from '../app.js';
import { drainJobs } from '../jobs.js';
import { journeyWith } from '../journey.js';
import { aVisitor, loggedIn, wordsOf } from '../pages.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';
import { fulfilmentOf, moveShipment, shipmentOf } from '../../src/fulfilments/index.js';
import { entriesOfTransaction } from '../../src/ledger/index.js';
import { paymentOf, processCallback } from '../../src/payments/index.js';
import { system } from '../../src/platform/actor.js';
import { query } from '../../src/platform/database.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import {
  refundTransaction,
  transactionById,
  type TransactionResource,
} from '../../src/transactions/index.js';
import { failTransaction, markPaid } from '../../src/transactions/transaction.service.js';

type Sale = Pick<TransactionResource, 'id' | 'payment' | 'total_amount'>;

const statusOf = async ({ id }: Sale) => (await transactionById(id)).status;

const act = (work: Parameters<typeof inTransaction<void>>[1]) => inTransaction(system('test'), work);

const forgetJob = (job: string) => query(`DELETE FROM outbox WHERE job = ? AND status = 'PENDING'`, [job]);

/** What a refund moved, by account. */
async function refundOf({ id }: Sale): Promise<Record<string, number>> {
  const rows = await entriesOfTransaction(id);
  const entries = rows.filter(({ kind }) => kind === 'sale.refund');
  return Object.fromEntries(entries.map(({ accountCode, amount }) => [accountCode, amount]));
}

const alertsOf = async ({ id }: Sale) => openAlerts((await paymentOf(id))?.id ?? '');

const whereItWent = {
  id: /ke rekening atau dompet digital yang Anda pakai membayar.* 7 hari kerja .*hubungi kami/,
  en: /to the bank account or wallet app you paid from.* 7 working days.* contact us/,
};
const inBalance =
  /sudah masuk ke saldo|Tautan untuk mengambilnya|is now in your balance|The link to collect it/;

describe('money that the gateway gives back by itself', () => {
  const providers = useShopFloor();
  const { mailsTo } = journeyWith(providers);
  endInSoundBooks();

  /** Paid at the gateway; the shop's jobs are left to the test. */
  const collect = async (sale: Sale) => {
    const reference = (await paymentOf(sale.id))?.reference ?? '';
    await providers.control(`tripay/${reference}/pay`);
  };

  /** The gateway gives the money back, and says so by its callback. */
  const returnAtGateway = async (sale: Sale) => {
    await providers.control(`tripay/${(await paymentOf(sale.id))?.reference}/refund`);
    await drainJobs();
  };

  const paidSale = async (phone = luckyNumber) => {
    const user = await aCustomer();
    const sale = await aSale(user, phone);
    await collect(sale);
    await drainJobs();
    return { user, sale };
  };

  /** Collected and booked, but the sale has not heard of it. */
  async function settledSale() {
    const user = await aCustomer();
    const sale = await aSale(user);
    await collect(sale);
    const [row] = await query<{ id: string }>('SELECT id FROM payment_callbacks WHERE merchant_ref = ?', [
      sale.payment?.id,
    ]);
    await act((uow) => processCallback(uow, row?.id ?? ''));
    await forgetJob('mark-transaction-paid');
    return { user, sale };
  }

  /** Paid, with an order that no worker has taken up. */
  async function queuedSale() {
    const paid = await settledSale();
    await act((uow) => markPaid(uow, paid.sale.id));
    await forgetJob('ProcessDigiflazzOrder');
    return paid;
  }

  it('ends a sale that is not bought yet: nothing is bought, and nobody is paid twice', async () => {
    const { user, sale } = await queuedSale();
    assert.equal(await statusOf(sale), 'PAID');
    await returnAtGateway(sale);
    const order = await fulfilmentOf(sale.id);
    assert.deepEqual([await statusOf(sale), order?.status, order?.calls], ['REFUNDED', 'FAILED', 0]);
    assert.equal((await transactionById(sale.id)).failureCode, 'payment_returned');
    assert.deepEqual(await refundOf(sale), {
      order_deposits: sale.total_amount,
      'gateway_clearing:tripay': -sale.total_amount,
    });
    assert.equal(await walletBalance(user.id), 0);
    assert.deepEqual(await alertsOf(sale), []);
  });

  it('is where it was paid from, say the order’s page, the message and the mail, in both languages', async () => {
    const { user, sale } = await queuedSale();
    await returnAtGateway(sale);
    for (const [language, told] of Object.entries(whereItWent)) {
      const shown = wordsOf(await (await loggedIn(user, language)).get(`/orders/${sale.id}`));
      assert.match(shown, told);
      assert.doesNotMatch(shown, inBalance);
      const answer = await as(user).get('/notifications', { 'Accept-Language': language });
      const [news] = (answer.body as { data: { kind: string; body: string }[] }).data;
      assert.equal(news?.kind, 'payment_returned');
      assert.match(news?.body ?? '', told);
    }
    const mails = await mailsTo(user.email ?? '');
    assert.match(mails[0]?.text ?? '', whereItWent.id);
    assert.ok(mails[0]?.text.includes(`/orders/${sale.id}`));
    assert.ok(mails.every(({ subject }) => !subject.startsWith('Dana pesanan')));
  });

  it('buys nothing when the return is heard before the payment', async () => {
    const { sale } = await settledSale();
    await returnAtGateway(sale);
    await act((uow) => markPaid(uow, sale.id));
    assert.deepEqual([await statusOf(sale), await fulfilmentOf(sale.id)], ['REFUNDED', null]);
  });

  it('is for a person to settle once the supplier may have bought, and a failure then pays nobody twice', async () => {
    const { user, sale } = await paidSale('081234567890');
    await returnAtGateway(sale);
    assert.deepEqual(
      [await statusOf(sale), await alertsOf(sale)],
      ['PROCESSING', ['payment_refunded_at_gateway']],
    );
    await act((uow) => failTransaction(uow, sale.id, 'failed'));
    assert.equal(await statusOf(sale), 'REFUNDED');
    assert.equal((await refundOf(sale))['gateway_clearing:tripay'], -sale.total_amount);
    assert.equal(await walletBalance(user.id), 0);
    await query(`UPDATE fulfilments SET status = 'FAILED' WHERE transaction_id = ?`, [sale.id]);
  });

  it('lets staff close a delivered sale, against the revenue, without a second payout', async () => {
    const { user, sale } = await paidSale();
    await returnAtGateway(sale);
    assert.deepEqual(
      [await statusOf(sale), await alertsOf(sale)],
      ['SUCCESS', ['payment_refunded_at_gateway']],
    );
    const finance = await aStaff('finance');
    await inTransaction(finance, (uow) =>
      refundTransaction(uow, { transactionId: sale.id, reason: 'Dikembalikan gerbang' }),
    );
    assert.deepEqual(await refundOf(sale), {
      sales_revenue: sale.total_amount,
      'gateway_clearing:tripay': -sale.total_amount,
    });
    assert.equal(await walletBalance(user.id), 0);
  });

  it('leaves a parcel to staff, whose cancelling of it ends the sale', async () => {
    const user = await aCustomer();
    const sale = await aGoodsSale(user);
    await collect(sale);
    await drainJobs();
    await returnAtGateway(sale);
    assert.deepEqual(
      [await statusOf(sale), await alertsOf(sale)],
      ['PROCESSING', ['payment_refunded_at_gateway']],
    );
    const shipmentId = (await shipmentOf(sale.id))?.id ?? '';
    await inTransaction(await aStaff('admin'), (uow) =>
      moveShipment(uow, { shipmentId, event: 'cancel', reason: 'Dana sudah kembali' }),
    );
    await drainJobs();
    assert.equal(await statusOf(sale), 'REFUNDED');
    assert.equal(await walletBalance(user.id), 0);
  });

  it('leaves a guest no refund to claim, and no link that promises one', async () => {
    const sale = await aSale(null, '081234567890');
    const { number, contactEmail, contactPhone } = await transactionById(sale.id);
    await collect(sale);
    await drainJobs();
    await returnAtGateway(sale);
    await act((uow) => failTransaction(uow, sale.id, 'failed'));
    assert.deepEqual(await query('SELECT id FROM refund_claims WHERE transaction_id = ?', [sale.id]), []);
    await query(`UPDATE fulfilments SET status = 'FAILED' WHERE transaction_id = ?`, [sale.id]);
    await drainJobs();
    const [mail] = await mailsTo(contactEmail ?? '');
    assert.match(mail?.text ?? '', whereItWent.id);
    assert.doesNotMatch(mail?.text ?? '', /refund-claims/);
    const visitor = aVisitor('en');
    await visitor.post('/track', { number, phone: contactPhone ?? '' });
    const shown = wordsOf(await visitor.get(`/orders/${sale.id}`));
    assert.match(shown, whereItWent.en);
    assert.doesNotMatch(shown, inBalance);
  });
});
