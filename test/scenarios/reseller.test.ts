import assert from 'node:assert/strict';
import { accounts, balanceOf } from '../../src/ledger/index.js';
import { query } from '../../src/platform/database.js';
import type { TransactionResource } from '../../src/transactions/index.js';
import { anonymous, as } from '../app.js';
import { aDigitalProduct, anInputSchema, gameFields } from '../factories/products.js';
import { digitalOrder } from '../factories/transactions.js';
import { aReseller } from '../factories/users.js';
import { dataOf, journeyWith, seenBy, stepsSeenBy } from '../journey.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';

interface Call {
  body: Record<string, unknown> | null;
  answer: { body: { data: { price: number } } };
}

interface Message {
  id: string;
  kind: string;
  read_at: string | null;
}

describe('a reseller', () => {
  const providers = useShopFloor();
  const journey = journeyWith(providers);
  endInSoundBooks();

  it('S2.133 S2.137 S4.31 tops up a game by user id and zone id at the reseller’s price, and sees the serial number', async () => {
    await providers.control('digiflazz', { mode: 'pending' });
    const questions = await anInputSchema({ fields: gameFields, joinTemplate: '{{user_id}}{{zone_id}}' });
    const diamonds = await aDigitalProduct({
      supplierSku: 'ml86',
      inputSchemaId: questions.id,
      costAmount: 20_600,
      retailPriceAmount: 23_000,
      resellerPriceAmount: 21_000,
    });
    const reseller = await aReseller();
    const books = () =>
      Promise.all([
        balanceOf(accounts.salesRevenue),
        balanceOf(accounts.costOfGoods),
        balanceOf(accounts.orderDeposits),
      ]);
    const [revenue, cost, deposits] = await books();

    const inputs = { user_id: '12345678', zone_id: '1234' };
    const order = { ...digitalOrder(diamonds), inputs };
    const sale = dataOf<TransactionResource>(await as(reseller).post('/transactions', order));
    assert.deepEqual([sale.total_amount, sale.inputs], [21_000, inputs]);
    await journey.pay(sale);
    assert.deepEqual(await books(), [revenue, cost, deposits + 21_000], 'paid, not yet earned');
    assert.equal((await seenBy(reseller, sale)).fulfilment?.status, 'PENDING');
    await journey.supplierSays(sale, 'Sukses');

    const shown = await seenBy(reseller, sale);
    assert.equal(shown.status, 'SUCCESS');
    assert.ok(shown.fulfilment?.serial_number);
    assert.deepEqual(await stepsSeenBy(reseller, sale), [
      'AWAITING_PAYMENT',
      'PAID',
      'PROCESSING',
      'SUCCESS',
    ]);
    const calls = await providers.read<Call[]>('/log?provider=digiflazz');
    const bought = calls.filter(({ body }) => body?.['buyer_sku_code'] === 'ml86');
    assert.equal(bought.length, 1, 'asked for once');
    const charged = Number(bought[0]?.answer.body.data.price);
    assert.ok(charged > 0 && charged <= 21_000);
    assert.deepEqual(await books(), [revenue + 21_000, cost + charged, deposits]);
    assert.deepEqual(
      [bought[0]?.body?.['customer_no'], bought[0]?.body?.['max_price']],
      ['123456781234', 21_000],
    );

    const mails = await journey.mailsTo(reseller.email ?? '');
    assert.equal(mails.length, 2);
    const serial = shown.fulfilment.serial_number;
    assert.ok(
      mails.every(({ text }) => !text.includes(serial)),
      'no serial number travels by mail',
    );

    const stored = await query<{ words: string }>(
      `SELECT CONCAT_WS(' ', f.supplier_message, c.message) AS words FROM fulfilments f
       JOIN fulfilment_calls c ON c.fulfilment_id = f.id WHERE f.transaction_id = ?`,
      [sale.id],
    );
    assert.ok(stored.length > 0);
    assert.ok(
      stored.every(({ words }) => !words.includes(serial.split('/')[0] ?? '')),
      'the supplier’s own words are stored without the goods',
    );

    const unread = dataOf<Message[]>(await as(reseller).get('/notifications?after=0'));
    assert.deepEqual(
      unread.map(({ kind, read_at }) => [kind, read_at]),
      [
        ['transaction_paid', null],
        ['transaction_success', null],
      ],
    );
    const read = dataOf<Message>(await as(reseller).post(`/notifications/${unread[1]?.id}/read`));
    assert.ok(read.read_at);
    await providers.control('digiflazz', { mode: 'default' });
  });

  it('pays less than others for the same, and nobody can ask for that price by saying so', async () => {
    const product = await aDigitalProduct();
    const price = async (caller: typeof anonymous) =>
      dataOf<{ price_amount: number }>(await caller.get(`/products/${product.id}`)).price_amount;
    assert.deepEqual([await price(anonymous), await price(as(await aReseller()))], [12_000, 11_000]);
    const forged = { ...digitalOrder(product), customer_type: 'reseller' };
    assert.equal((await as(await aReseller()).post('/transactions', forged)).status, 422);
  });
});
