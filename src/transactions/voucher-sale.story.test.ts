import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { digitalOrder, goodsOrder, luckyNumber, unluckyNumber } from '../../test/factories/transactions.js';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { aLiveVoucher } from '../../test/factories/vouchers.js';
import { aStaff } from '../../test/factories/staff.js';
import { aFilledWallet, walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { system } from '../platform/actor.js';
import { database, query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { performanceOf, Voucher, VoucherUsage } from '../vouchers/index.js';
import {
  cancelTransaction,
  expireTransaction,
  refundTransaction,
  transactionById,
  TransactionDiscount,
  type TransactionResource,
} from './index.js';

const dataOf = (response: { status: number; body: unknown }) => {
  assert.equal(response.status, 201, JSON.stringify(response.body));
  return (response.body as { data: TransactionResource }).data;
};
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

const usageOf = (transactionId: string) =>
  database().getRepository(VoucherUsage).findOneByOrFail({ transactionId });
const voucherNow = (id: string) => database().getRepository(Voucher).findOneByOrFail({ id });
const refusalsOf = (userId: string) =>
  query<{ reason: string }>('SELECT reason FROM voucher_refusals WHERE user_id = ? ORDER BY id', [userId]);

describe('a sale with a voucher', () => {
  useShopFloor();

  it('S2.212 S2.214 S2.217 costs less by the voucher at the gateway, and uses it once it is paid', async () => {
    const user = await aCustomer();
    const product = await aPhysicalProduct({ costAmount: 1_000, retailPriceAmount: 20_000 });
    const { voucher, code } = await aLiveVoucher({ useLimit: 5, budgetAmount: 100_000 });
    const lines = [{ product, quantity: 3 }];
    const sale = dataOf(
      await as(user).post('/transactions', goodsOrder(lines, { voucher_code: ` ${code.toLowerCase()} ` })),
    );
    assert.equal(sale.goods_amount, 60_000);
    assert.equal(sale.discount_amount, 5_000);
    assert.equal(sale.total_amount, sale.goods_amount - 5_000 + sale.admin_fee_amount + sale.shipping_amount);
    assert.deepEqual(sale.discounts, [{ source: 'voucher', name: voucher.name, amount: 5_000 }]);
    assert.equal(sale.lines[0]?.discount_amount, 5_000);
    const kept = await database()
      .getRepository(TransactionDiscount)
      .findOneByOrFail({ transactionId: sale.id });
    assert.equal(kept.explanation.given_amount, 5_000);
    assert.equal((await usageOf(sale.id)).status, 'RESERVED');
    const counted = await voucherNow(voucher.id);
    assert.deepEqual([counted.usedCount, counted.budgetUsedAmount], [1, 5_000]);
  });

  it('S2.216 is born used when a wallet pays, and takes the price after the discount', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 50_000);
    const product = await aDigitalProduct({
      supplierSku: 'xld10',
      costAmount: 5_000,
      retailPriceAmount: 12_000,
    });
    const { code } = await aLiveVoucher({ kind: 'PERCENT', percentBps: 5_000, capAmount: 3_000 });
    const order = digitalOrder(product, luckyNumber, {
      payment: { gateway: 'wallet', wallet_id: wallet.id },
      voucher_code: code,
    });
    const sale = dataOf(await as(user).post('/transactions', order));
    assert.equal(sale.discount_amount, 3_000);
    assert.equal(await walletBalance(user.id), 50_000 - sale.total_amount);
    assert.equal((await usageOf(sale.id)).status, 'USED');
    await drainJobs();
    assert.equal((await transactionById(sale.id)).status, 'SUCCESS');
    assert.equal((await usageOf(sale.id)).status, 'USED');
  });

  it('counts for its voucher what its goods brought, without shipping, and nothing of what was given back', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 200_000);
    const { voucher, code } = await aLiveVoucher();
    const extra = { payment: { gateway: 'wallet', wallet_id: wallet.id }, voucher_code: code };
    const product = await aPhysicalProduct({ costAmount: 12_000, retailPriceAmount: 20_000 });
    const sent = dataOf(await as(user).post('/transactions', goodsOrder([{ product, quantity: 2 }], extra)));
    assert.ok(sent.shipping_amount > 0);
    const topUp = await aDigitalProduct({
      supplierSku: 'xld10',
      costAmount: 5_000,
      retailPriceAmount: 12_000,
    });
    const undone = dataOf(await as(user).post('/transactions', digitalOrder(topUp, luckyNumber, extra)));
    await drainJobs();
    const refund = { transactionId: undone.id, amount: null, reason: 'Nomor salah' };
    await inTransaction(await aStaff('finance'), (uow) => refundTransaction(uow, refund));
    const goods = sent.goods_amount - 5_000;
    assert.deepEqual((await performanceOf([voucher.id])).get(voucher.id), {
      ...{ useCount: 2, reservedCount: 0, returnedCount: 0, customerCount: 1, discountAmount: 5_000 },
      ...{ revenueAmount: goods, costAmount: 24_000, marginAmount: goods - 24_000 },
    });
  });

  it('gives the voucher back once when the delivery fails, and refunds what was paid', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 50_000);
    const product = await aDigitalProduct({
      supplierSku: 'xld10',
      costAmount: 5_000,
      retailPriceAmount: 12_000,
    });
    const { voucher, code } = await aLiveVoucher({ personLimit: 1, useLimit: 1, budgetAmount: 5_000 });
    const order = digitalOrder(product, unluckyNumber, {
      payment: { gateway: 'wallet', wallet_id: wallet.id },
      voucher_code: code,
    });
    const sale = dataOf(await as(user).post('/transactions', order));
    await drainJobs();
    assert.equal((await transactionById(sale.id)).status, 'REFUNDED');
    assert.equal(await walletBalance(user.id), 50_000);
    const usage = await usageOf(sale.id);
    assert.deepEqual([usage.status, usage.slot], ['RETURNED', null]);
    const counted = await voucherNow(voucher.id);
    assert.deepEqual([counted.usedCount, counted.budgetUsedAmount], [0, 0]);
    const again = await as(user).post('/transactions', { ...order, inputs: { phone: luckyNumber } });
    assert.equal(again.status, 201, JSON.stringify(again.body));
  });

  it('S2.215 gives it back when nobody pays, and when the customer calls the sale off', async () => {
    const user = await aCustomer();
    const { voucher, code } = await aLiveVoucher({ useLimit: 1 });
    const product = await aPhysicalProduct({ costAmount: 1_000, retailPriceAmount: 20_000 });
    const order = goodsOrder([{ product, quantity: 1 }], { voucher_code: code });
    const late = dataOf(await as(user).post('/transactions', order));
    assert.equal(codeOf(await as(user).post('/transactions', order)), 'voucher_not_usable');
    await inTransaction(system('test'), (uow) => expireTransaction(uow, late.id));
    await inTransaction(system('test'), (uow) => expireTransaction(uow, late.id));
    const next = dataOf(await as(user).post('/transactions', order));
    await inTransaction(system('test'), (uow) =>
      cancelTransaction(uow, { transactionId: next.id, reason: 'uji' }),
    );
    assert.equal((await voucherNow(voucher.id)).usedCount, 0);
  });

  it('S2.218 tells everybody the same and staff the real reason', async () => {
    const user = await aCustomer();
    const product = await aPhysicalProduct({ costAmount: 1_000, retailPriceAmount: 20_000 });
    const place = async (code: string) =>
      as(user).post('/transactions', goodsOrder([{ product, quantity: 1 }], { voucher_code: code }));
    const { code: rich } = await aLiveVoucher({ minimumSpendAmount: 500_000 });
    const { code: theirs } = await aLiveVoucher({ customerTypes: ['reseller'] });
    const answers = [await place('TIDAK-ADA'), await place(rich), await place(theirs)];
    for (const answer of answers) {
      assert.equal(answer.status, 422);
      assert.equal(codeOf(answer), 'voucher_not_usable');
    }
    const bodies = answers.map(({ body }) => ({ ...(body as object), request_id: '' }));
    assert.deepEqual(bodies[0], bodies[1]);
    assert.deepEqual(bodies[0], bodies[2]);
    assert.deepEqual(
      (await refusalsOf(user.id)).map(({ reason }) => reason),
      ['unknown', 'minimum_spend', 'customer_type'],
    );
  });

  it('asks guests to sign in', async () => {
    const product = await aPhysicalProduct({ costAmount: 1_000, retailPriceAmount: 20_000 });
    const contact = { name: 'Tamu Toko', ...uniqueContact() };
    const { code } = await aLiveVoucher();
    const order = goodsOrder([{ product, quantity: 1 }], { contact, voucher_code: code });
    const response = await anonymous.post('/transactions', order);
    assert.equal(response.status, 422);
    assert.equal(codeOf(response), 'voucher_needs_account');
  });
});
