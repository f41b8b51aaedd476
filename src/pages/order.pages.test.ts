import assert from 'node:assert/strict';
import { setNoon } from '../../test/clock.js';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { aGoodsSale, aSale, luckyNumber, unluckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { journeyWith } from '../../test/journey.js';
import { exhaust, replenish } from '../../test/limits.js';
import { aVisitor, loggedIn, wordsOf } from '../../test/pages.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { query } from '../platform/database.js';
import { moveClock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { claimTokenOf, transactionById, type TransactionStatus } from '../transactions/index.js';
import { stepsOf } from './order-view.js';

const statusOf = async ({ id }: { id: string }) => (await transactionById(id)).status;

describe('the road of an order', () => {
  const states = (...history: TransactionStatus[]) =>
    stepsOf(history.at(-1) ?? 'AWAITING_PAYMENT', history).map((step) => step.state);

  it('has four steps, and shows where the order stands', () => {
    assert.deepEqual(states('AWAITING_PAYMENT'), ['now', 'todo', 'todo', 'todo']);
    assert.deepEqual(states('AWAITING_PAYMENT', 'PAID'), ['done', 'now', 'todo', 'todo']);
    assert.deepEqual(states('PROCESSING'), ['done', 'done', 'now', 'todo']);
    assert.deepEqual(states('SUCCESS'), ['done', 'done', 'done', 'done']);
  });

  it('ends where the order ended, and shows no step that it never took', () => {
    const paid = ['AWAITING_PAYMENT', 'PAID'] as const;
    assert.deepEqual(states('AWAITING_PAYMENT', 'EXPIRED'), ['done', 'ended']);
    assert.deepEqual(states(...paid, 'PROCESSING', 'FAILED', 'REFUNDED'), ['done', 'done', 'done', 'ended']);
    assert.deepEqual(states(...paid, 'FAILED', 'REFUNDED'), ['done', 'done', 'ended']);
    assert.equal(stepsOf('CANCELLED', ['AWAITING_PAYMENT', 'CANCELLED']).at(-1)?.status, 'CANCELLED');
  });
});

describe('the pages of an order', () => {
  const providers = useShopFloor();
  const journey = journeyWith(providers);
  before(() => setNoon());
  after(() => moveClock(0));

  it('show it to its customer and hide it from others', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    assert.equal((await (await loggedIn(user)).get(`/orders/${sale.id}`)).status, 200);
    const other = await loggedIn(await aCustomer());
    assert.equal((await other.get(`/orders/${sale.id}`)).status, 404);
    assert.equal((await other.get(`/orders/${sale.id}/state`)).status, 404);
    assert.equal((await other.post(`/orders/${sale.id}/cancel`)).status, 404);
    assert.equal((await aVisitor().get(`/orders/${sale.id}/state`)).status, 401);
    assert.equal((await aVisitor().post(`/orders/${sale.id}/cancel`)).status, 401);
    assert.equal(await statusOf(sale), 'AWAITING_PAYMENT');
  });

  it('believe no memory of an order that they did not write', async () => {
    const sale = await aSale(null);
    const visitor = aVisitor();
    visitor.tamper(
      `orders=${Buffer.from(JSON.stringify([sale.id])).toString('base64url')}.${'a'.repeat(64)}`,
    );
    assert.equal((await visitor.get(`/orders/${sale.id}`)).status, 303);
  });

  it('S4.57 tell an open page what is new, and nothing while nothing is', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const sale = await aSale(user, luckyNumber);
    const first = (await visitor.get(`/orders/${sale.id}/state`)).body as Record<string, string>;
    assert.equal(first['status'], 'AWAITING_PAYMENT');
    const same = await visitor.get(`/orders/${sale.id}/state?seen=${first['version']}`);
    assert.deepEqual(Object.keys(same.body as object).sort(), ['now', 'status', 'version']);
    await journey.pay(sale);
    const news = await visitor.get(`/orders/${sale.id}/state?seen=${first['version']}`);
    const { status, html } = news.body as Record<string, string>;
    assert.equal(status, 'SUCCESS');
    assert.match(html ?? '', /Nomor seri/);
    assert.match(String(news.headers['cache-control']), /no-store/);
  });

  it('show an electricity token in groups of four, and copy it without gaps', async () => {
    const user = await aCustomer();
    const product = await aDigitalProduct({
      supplierSku: 'pln50',
      costAmount: 50_500,
      retailPriceAmount: 52_000,
    });
    const sale = await aSale(user, luckyNumber, product);
    await journey.pay(sale);
    const page = await (await loggedIn(user)).get(`/orders/${sale.id}`);
    assert.match(wordsOf(page), /Token listrik \d{4} \d{4} \d{4} \d{4} \d{4} /);
    assert.match(page.text, /data-copy="\d{20}"/);
  });

  it('tell a queued order from one that is processed, and goods that are packed from goods on the road', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const shown = async ({ id }: { id: string }) => wordsOf(await visitor.get(`/orders/${id}`));
    const goods = await aGoodsSale(user);
    await journey.pay(goods);
    assert.match(await shown(goods), /Barang sedang kami siapkan/);
    await query(`UPDATE shipments SET status = 'SHIPPED' WHERE transaction_id = ?`, [goods.id]);
    assert.match(await shown(goods), /Barang sedang dalam perjalanan/);
    await providers.control('digiflazz', { mode: 'pending' });
    const sale = await aSale(user, '081234567890');
    await journey.pay(sale);
    await providers.control('digiflazz', { mode: 'default' });
    assert.match(await shown(sale), /Pesanan sedang diproses/);
    await query(`UPDATE transactions SET status = 'PAID' WHERE id = ?`, [sale.id]);
    assert.match(await shown(sale), /Pesanan sudah masuk antrean/);
    await query(`UPDATE transactions SET status = 'PROCESSING' WHERE id = ?`, [sale.id]);
  });

  it('tell who collects goods at the shop of no courier and no road', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const sale = await aGoodsSale(user, 1, undefined, 'ambil');
    await journey.pay(sale);
    const shown = async (status: string) => {
      await query('UPDATE shipments SET status = ? WHERE transaction_id = ?', [status, sale.id]);
      return wordsOf(await visitor.get(`/orders/${sale.id}`));
    };
    for (const status of ['QUEUED', 'PACKED', 'SHIPPED', 'DELIVERED'])
      assert.doesNotMatch(
        await shown(status),
        /[Kk]urir|Dikirim|[Pp]engiriman|perjalanan\.|Ongkos kirim/,
        status,
      );
    assert.match(await shown('SHIPPED'), /Barang siap diambil di toko.*Pengambilan di toko Siap diambil/);
  });

  it('tell a customer that a failed order’s money is in the balance', async () => {
    const user = await aCustomer();
    const sale = await aSale(user, unluckyNumber);
    await journey.pay(sale);
    const words = wordsOf(await (await loggedIn(user)).get(`/orders/${sale.id}`));
    assert.match(words, /Dana dikembalikan/);
    assert.match(words, /Rp 12\.000 sudah masuk ke saldo Anda/);
  });

  it('call off an order that is not paid, once, and say so', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const sale = await aGoodsSale(user, 2, await aPhysicalProduct({ stock: 5 }));
    const answer = await visitor.post(`/orders/${sale.id}/cancel`);
    assert.equal(answer.get('location'), `/orders/${sale.id}`);
    assert.equal(await statusOf(sale), 'CANCELLED');
    assert.match(wordsOf(await visitor.get(`/orders/${sale.id}`)), /Pesanan dibatalkan oleh Anda/);
    assert.equal((await visitor.post(`/orders/${sale.id}/cancel`)).status, 303);
  });

  it('leave a paid order as it is', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const sale = await aSale(user);
    await journey.pay(sale);
    assert.equal((await visitor.post(`/orders/${sale.id}/cancel`)).status, 303);
    assert.equal(await statusOf(sale), 'SUCCESS');
    assert.doesNotMatch((await visitor.get(`/orders/${sale.id}`)).text, /\/cancel"/);
  });

  it('refuse to call off by a form of another site', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    const visitor = await loggedIn(user);
    assert.equal((await visitor.post(`/orders/${sale.id}/cancel`, {}, 'https://example.com')).status, 403);
    assert.equal(await statusOf(sale), 'AWAITING_PAYMENT');
  });

  describe('tracking', () => {
    it('opens a guest’s order by number and phone, and lets them call it off', async () => {
      const sale = await aSale(null);
      const { number, contactPhone } = await transactionById(sale.id);
      const visitor = aVisitor();
      const form = { number: ` ${number.toLowerCase()} `, phone: contactPhone?.replace('+62', '0') ?? '' };
      assert.equal((await visitor.post('/track', form)).get('location'), `/orders/${sale.id}`);
      assert.match(wordsOf(await visitor.get(`/orders/${sale.id}`)), new RegExp(number));
      await visitor.post(`/orders/${sale.id}/cancel`);
      assert.equal(await statusOf(sale), 'CANCELLED');
    });

    it('does not let whoever tracks a customer’s order call it off', async () => {
      const user = await aCustomer();
      const sale = await aSale(user);
      const visitor = aVisitor();
      await visitor.post('/track', { number: sale.number, phone: user.phone ?? '' });
      assert.equal((await visitor.get(`/orders/${sale.id}`)).status, 200);
      await visitor.post(`/orders/${sale.id}/cancel`);
      assert.equal(await statusOf(sale), 'AWAITING_PAYMENT');
    });

    it('says no more than "not found" of a wrong pair, and keeps what was typed', async () => {
      const sale = await aSale(null);
      const wrong = await aVisitor().post('/track', { number: sale.number, phone: '081299999999' });
      assert.equal(wrong.status, 404);
      assert.match(wrong.text, new RegExp(`value="${sale.number}"`));
      assert.equal((await aVisitor().post('/track', {})).status, 422);
    });

    it('is slow for who guesses', async () => {
      const limit = { name: 'track-transaction', seconds: 300 };
      await exhaust(limit, '127.0.0.1');
      const refused = await aVisitor().post('/track', { number: 'TRX', phone: '081299999999' });
      await replenish(limit, '127.0.0.1');
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.get('retry-after')) > 0);
    });
  });

  describe('the history', () => {
    it('lists a customer’s own orders, filtered and in pages', async () => {
      const user = await aCustomer();
      const product = await aDigitalProduct({ supplierSku: 'xld10' });
      const sales = [];
      for (let made = 0; made < 16; made += 1) sales.push(await aSale(user, luckyNumber, product));
      await aSale(await aCustomer());
      const visitor = await loggedIn(user);
      const [oldest] = sales;
      assert.ok(oldest);
      await visitor.post(`/orders/${oldest.id}/cancel`);
      const first = await visitor.get('/orders');
      assert.equal(first.text.match(/href="\/orders\/[0-9A-Z]{26}"/g)?.length, 15);
      const [, next = ''] = /href="(\/orders\?cursor=[0-9A-Z]{26})"/.exec(first.text) ?? [];
      assert.match((await visitor.get(next)).text, new RegExp(oldest.id));
      const cancelled = await visitor.get('/orders?status=CANCELLED');
      assert.equal(cancelled.text.match(/href="\/orders\/[0-9A-Z]{26}"/g)?.length, 1);
      for (const odd of ['?cursor=zz', '?status=x&status=y', '?status=%00', `?cursor=${newId()}`])
        assert.equal((await visitor.get(`/orders${odd}`)).status, 200, odd);
    });

    it('sends a guest to the login and back', async () => {
      assert.equal(
        (await aVisitor().get('/orders?status=PAID')).get('location'),
        '/login?next=%2Forders%3Fstatus%3DPAID',
      );
    });
  });

  describe('the link to a guest’s refund', () => {
    it('shows the amount, asks for a login, and puts the money into a balance once', async () => {
      const sale = await aSale(null, unluckyNumber);
      await journey.pay(sale);
      const path = `/refund-claims/${claimTokenOf(sale.id)}`;
      const asked = await aVisitor().get(path);
      assert.match(wordsOf(asked), /Rp 12\.000.*Masuk atau daftar dulu/);
      assert.equal((await aVisitor().post(path)).status, 303);
      const owner = await loggedIn(await aCustomer());
      assert.equal((await owner.post(path)).get('location'), path);
      assert.match(wordsOf(await owner.get(path)), /Saldo Anda sekarang Rp 12\.000/);
      assert.equal((await owner.post(path)).status, 409);
      const late = await loggedIn(await aCustomer());
      assert.equal((await late.post(path)).status, 409);
      assert.match(wordsOf(await late.get(path)), /Dana sudah diambil.*bantuan@amanah\.test/);
    });

    it('waits on the order’s page until it is taken, and from then on the page says when it was', async () => {
      const sale = await aSale(null, unluckyNumber);
      await journey.pay(sale);
      const { number, id, contactPhone } = await transactionById(sale.id);
      const guest = aVisitor();
      await guest.post('/track', { number, phone: contactPhone ?? '' });
      assert.match(wordsOf(await guest.get(`/orders/${id}`)), /Rp 12\.000 menunggu Anda/);
      await (await loggedIn(await aCustomer())).post(`/refund-claims/${claimTokenOf(id)}`);
      const words = wordsOf(await guest.get(`/orders/${id}`));
      assert.match(words, /Rp 12\.000 sudah diambil pada \d+ \w+ \d{4}.*bantuan@amanah\.test/);
      assert.doesNotMatch(words, /menunggu Anda/);
    });
  });
});
