import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { digitalOrder, goodsOrder, luckyNumber, unluckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, walletBalance, walletOf } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { entriesOfTransaction, ledgerChecks, runAudit } from '../ledger/index.js';
import { paymentChecks } from '../payments/index.js';
import { database, query } from '../platform/database.js';
import { findProduct } from '../products/index.js';
import { transactionById, transactionChecks, type TransactionResource } from './index.js';

const dataOf = (response: { body: unknown }) => (response.body as { data: TransactionResource }).data;
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

/** The check of the whole shop's deposits needs a database without other tests' bare payments. */
const checks = [...ledgerChecks, ...paymentChecks, ...transactionChecks].filter(
  ({ name }) => name !== 'held_money_equals_open_sales',
);

const stepsOf = (id: string) =>
  query<{ event: string; to_status: string }>(
    'SELECT event, to_status FROM transaction_logs WHERE transaction_id = ? ORDER BY id',
    [id],
  );

const fromWallet = (walletId: string) => ({ payment: { gateway: 'wallet', wallet_id: walletId } });

describe('POST /transactions paid from a wallet', () => {
  useShopFloor();

  async function buyer(amount: number) {
    const user = await aCustomer();
    return {
      user,
      wallet: await aFilledWallet(user.id, amount),
      product: await aDigitalProduct({ supplierSku: 'xld10' }),
    };
  }

  it('S2.204 S3.87 S3.89 pays at once, takes the price from the wallet, and delivers', async () => {
    const { user, wallet, product } = await buyer(50_000);
    const response = await as(user).post(
      '/transactions',
      digitalOrder(product, luckyNumber, fromWallet(wallet.id)),
    );
    assert.equal(response.status, 201, JSON.stringify(response.body));
    const sale = dataOf(response);
    assert.equal(sale.status, 'PAID');
    assert.equal(sale.payment?.gateway, 'wallet');
    assert.equal(sale.payment?.status, 'PAID');
    assert.equal(await walletBalance(user.id), 50_000 - sale.total_amount);
    await drainJobs();
    assert.equal((await transactionById(sale.id)).status, 'SUCCESS');
    assert.deepEqual(
      (await stepsOf(sale.id)).map(({ event }) => event),
      ['place', 'pay', 'process', 'succeed'],
    );
    assert.deepEqual(
      (await runAudit(checks)).checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('S2.204 refuses a wallet with too little, and leaves no trace of the order', async () => {
    const { user, wallet, product } = await buyer(100);
    const response = await as(user).post(
      '/transactions',
      digitalOrder(product, luckyNumber, fromWallet(wallet.id)),
    );
    assert.equal(response.status, 409);
    assert.equal(codeOf(response), 'insufficient_balance');
    assert.equal(await walletBalance(user.id), 100);
    assert.deepEqual(await query('SELECT id FROM transactions WHERE user_id = ?', [user.id]), []);
  });

  it('S3.17 lets as many orders through at the same instant as the balance covers', async () => {
    const { user, wallet, product } = await buyer(100_000);
    const order = digitalOrder(product, luckyNumber, fromWallet(wallet.id));
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => as(user).post('/transactions', order)),
    );
    const sold = answers.filter(({ status }) => status === 201).map(dataOf);
    const price = sold[0]?.total_amount ?? 0;
    assert.equal(sold.length, Math.floor(100_000 / price));
    assert.equal(await walletBalance(user.id), 100_000 - sold.length * price);
    assert.ok(answers.every(({ status }) => status === 201 || status === 409));
  });

  it('S2.210 takes the money once for one key, and answers each repeat with the same order', async () => {
    const { user, wallet, product } = await buyer(100_000);
    const order = digitalOrder(product, luckyNumber, fromWallet(wallet.id));
    const key = { 'Idempotency-Key': `key-of-${wallet.id}` };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => as(user).post('/transactions', order, key)),
    );
    const made = answers.filter(({ status }) => status === 201).map((answer) => dataOf(answer).id);
    assert.equal(new Set(made).size, 1);
    assert.ok(answers.every(({ status }) => status === 201 || status === 409));
    const { total_amount } = dataOf(answers.find(({ status }) => status === 201) ?? answers[0]!);
    assert.equal(await walletBalance(user.id), 100_000 - total_amount);
  });

  it('S2.210 keeps the answer in the same moment as the sale, in two trips besides reading', async () => {
    const { user, wallet, product } = await buyer(50_000);
    const order = digitalOrder(product, luckyNumber, fromWallet(wallet.id));
    await as(user).post('/transactions', order);
    const said: string[] = [];
    const source = database();
    const { logger } = source;
    source.logger = Object.assign(Object.create(logger) as typeof logger, {
      logQuery: (statement: string) => said.push(statement),
    });
    const answer = await as(user)
      .post('/transactions', order)
      .finally(() => (source.logger = logger));
    const writing = said.filter((statement) => /INSERT|UPDATE/.test(statement));
    assert.equal(writing.length, 2, writing.join('\n\n'));
    assert.match(writing[1] ?? '', /UPDATE idempotency_keys[^;]*;[^]*COMMIT$/);
    const [kept] = await query<{ status_code: number; response: string | object }>(
      'SELECT status_code, response FROM idempotency_keys WHERE resource_id = ?',
      [dataOf(answer).id],
    );
    const response: unknown = typeof kept?.response === 'string' ? JSON.parse(kept.response) : kept?.response;
    assert.deepEqual([kept?.status_code, response], [201, answer.body]);
  });

  it('gives the money back to the wallet that paid when the supplier fails', async () => {
    const { user, wallet, product } = await buyer(50_000);
    const sale = dataOf(
      await as(user).post('/transactions', digitalOrder(product, unluckyNumber, fromWallet(wallet.id))),
    );
    await drainJobs();
    assert.equal((await transactionById(sale.id)).status, 'REFUNDED');
    assert.equal(await walletBalance(user.id), 50_000);
    const refunded = (await entriesOfTransaction(sale.id)).find(
      ({ kind, amount }) => kind === 'sale.refund' && amount < 0,
    );
    assert.equal(refunded?.accountCode, `customer_wallet:${wallet.id}`);
    assert.deepEqual(
      (await runAudit(checks)).checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('puts goods on their way at once, with the stock taken', async () => {
    const user = await aCustomer();
    const product = await aPhysicalProduct({ stock: 5 });
    const wallet = await aFilledWallet(user.id, 5_000_000);
    const answer = await as(user).post(
      '/transactions',
      goodsOrder([{ product, quantity: 2 }], fromWallet(wallet.id)),
    );
    const sale = dataOf(answer);
    assert.equal(sale.status, 'PROCESSING', JSON.stringify(answer.body));
    assert.equal((await findProduct(product.id))?.product.stock, 3);
    assert.deepEqual(
      (await stepsOf(sale.id)).map(({ event, to_status }) => [event, to_status]),
      [
        ['place', 'AWAITING_PAYMENT'],
        ['pay', 'PAID'],
        ['process', 'PROCESSING'],
      ],
    );
  });

  it('knows nobody else’s wallet, no frozen one, and no wallet of guests', async () => {
    const { user, wallet, product } = await buyer(50_000);
    const stranger = await aCustomer();
    const order = digitalOrder(product, luckyNumber, fromWallet(wallet.id));
    assert.equal((await as(stranger).post('/transactions', order)).status, 404);
    assert.equal(await walletBalance(user.id), 50_000);
    await query(`UPDATE wallets SET status = 'FROZEN' WHERE id = ?`, [wallet.id]);
    assert.equal(codeOf(await as(user).post('/transactions', order)), 'wallet_frozen');
    assert.equal(await walletBalance(user.id), 50_000);
    assert.equal((await walletOf(user.id)).status, 'FROZEN');
  });
});
