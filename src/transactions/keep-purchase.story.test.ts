import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { aSale } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { journeyWith } from '../../test/journey.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { factsChecks } from '../discounts/index.js';
import { runAudit } from '../ledger/index.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { changeCustomerTier, moderateCustomer } from '../staff/index.js';
import type { User } from '../users/index.js';
import { purchaseChecks } from './purchase.checks.js';
import { refundTransaction } from './refund-transaction.js';
import { transactionById } from './transaction.read-model.js';

interface Figures {
  isOpen: number;
  customerType: string;
  orders: number;
  spend: number;
  first: Date | null;
  last: Date | null;
}

async function figuresOf({ id }: User): Promise<Figures> {
  const [row] = await query<Figures>(
    `SELECT is_open AS isOpen, customer_type AS customerType, order_count AS orders, spend_amount AS spend,
       first_order_at AS first, last_order_at AS last FROM customer_figures WHERE user_id = ?`,
    [id],
  );
  assert.ok(row);
  return { ...row, isOpen: Number(row.isOpen), orders: Number(row.orders), spend: Number(row.spend) };
}

const daysOf = async ({ id }: User) =>
  (
    await query<{ orders: number; spend: string }>(
      'SELECT order_count AS orders, spend_amount AS spend FROM customer_days WHERE user_id = ?',
      [id],
    )
  ).map(({ orders, spend }) => [Number(orders), Number(spend)]);

describe('what rules know of a customer', () => {
  const journey = journeyWith(useShopFloor());
  endInSoundBooks();

  const audit = async () =>
    (await runAudit([...factsChecks, ...purchaseChecks])).checks.filter(({ ok }) => !ok);

  const aDeliveredSale = async (user: User) => {
    const sale = await aSale(user);
    await journey.pay(sale);
    return transactionById(sale.id);
  };

  it('begins with the account', async () => {
    const customer = await aCustomer();
    await drainJobs();
    const nothing = { orders: 0, spend: 0, first: null, last: null };
    assert.deepEqual(await figuresOf(customer), { isOpen: 1, customerType: 'retail', ...nothing });
  });

  it('follows what staff change about the account', async () => {
    const customer = await aCustomer();
    const admin = await aStaff('admin');
    const reason = 'Pindah ke harga reseller';
    await inTransaction(admin, (uow) =>
      changeCustomerTier(uow, { userId: customer.id, customerType: 'reseller', reason }),
    );
    await inTransaction(admin, (uow) =>
      moderateCustomer(uow, { userId: customer.id, event: 'deactivate', reason }),
    );
    await drainJobs();
    const { isOpen, customerType } = await figuresOf(customer);
    assert.deepEqual([isOpen, customerType], [0, 'reseller']);
  });

  it('counts a sale with its delivery, and its lines with their categories', async () => {
    const customer = await aCustomer();
    const sale = await aDeliveredSale(customer);
    const { orders, spend } = await figuresOf(customer);
    assert.deepEqual([orders, spend], [1, sale.goodsAmount]);
    assert.deepEqual(await daysOf(customer), [[1, sale.goodsAmount]]);
    const lines = await query<{ product: string; category: string }>(
      `SELECT l.product_id AS product, p.category_id AS category FROM purchase_lines l JOIN products p ON p.id = l.product_id
       AND p.category_id = l.category_id WHERE l.transaction_id = ?`,
      [sale.id],
    );
    assert.equal(lines.length, 1);
    assert.deepEqual(await audit(), []);
  });

  it('counts a sale no more once its money went back as a whole, and remembers the one before', async () => {
    const customer = await aCustomer();
    const kept = await aDeliveredSale(customer);
    const before = await figuresOf(customer);
    const sale = await aDeliveredSale(customer);
    assert.equal((await figuresOf(customer)).orders, 2);
    await inTransaction(await aStaff('admin'), (uow) =>
      refundTransaction(uow, { transactionId: sale.id, reason: 'Barang keliru' }),
    );
    assert.deepEqual(await figuresOf(customer), before);
    assert.deepEqual(await daysOf(customer), [[1, kept.goodsAmount]]);
    assert.deepEqual(await audit(), []);
  });

  it('knows no guests', async () => {
    const sale = await aSale(null);
    await journey.pay(sale);
    const found = await query('SELECT transaction_id FROM purchases WHERE transaction_id = ?', [sale.id]);
    assert.deepEqual(found, []);
  });

  it('shows in the audit when figures are not what was bought', async () => {
    const customer = await aCustomer();
    const sale = await aDeliveredSale(customer);
    await query('UPDATE customer_figures SET order_count = 7 WHERE user_id = ?', [customer.id]);
    await query(`UPDATE purchases SET goods_amount = goods_amount + 1 WHERE transaction_id = ?`, [sale.id]);
    assert.deepEqual(
      (await audit()).map(({ name }) => name),
      [
        'customer_figures_are_their_purchases',
        'customer_days_are_their_purchases',
        'delivered_sale_is_a_purchase',
      ],
    );
    await query('UPDATE customer_figures SET order_count = 1 WHERE user_id = ?', [customer.id]);
    await query(`UPDATE purchases SET goods_amount = goods_amount - 1 WHERE transaction_id = ?`, [sale.id]);
    assert.deepEqual(await audit(), []);
  });
});
