import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { aStaff } from '../../test/factories/staff.js';
import {
  aGoodsSale,
  anAddress,
  aSale,
  digitalOrder,
  goodsOrder,
  luckyNumber,
  unluckyNumber,
} from '../../test/factories/transactions.js';
import { aCustomer, aReseller, uniqueContact } from '../../test/factories/users.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { moveShipment, shipmentOf } from '../fulfilments/index.js';
import { entriesOfTransaction, runAudit } from '../ledger/index.js';
import { guest } from '../platform/actor.js';
import { newId } from '../platform/ids.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { findProduct } from '../products/index.js';
import {
  cancelTransaction,
  claimTokenOf,
  refundTransaction,
  transactionById,
  transactionChecks,
  type TransactionResource,
} from './index.js';

const dataOf = <T>(response: { body: unknown }) => (response.body as { data: T }).data;
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

const refusedBy = async (work: Promise<unknown>) => {
  try {
    await work;
    return 'nothing';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

/** The check of the whole shop's deposits needs a database without other tests' bare payments. */
const checksOfOneSale = transactionChecks.filter(({ name }) => name !== 'held_money_equals_open_sales');

const statusOf = async (id: string) => (await transactionById(id)).status;

const stepsOf = async (id: string) =>
  (
    await query<{ to_status: string }>(
      'SELECT to_status FROM transaction_logs WHERE transaction_id = ? ORDER BY id',
      [id],
    )
  ).map((row) => row.to_status);

describe('sales', () => {
  const providers = useShopFloor();

  const pay = async (sale: TransactionResource, body: object = {}) => {
    const [row] = await query<{ reference: string }>(
      'SELECT reference FROM payments WHERE transaction_id = ?',
      [sale.id],
    );
    await providers.control(`tripay/${row?.reference}/pay`, body);
    await drainJobs();
  };

  /** The supplier answers "pending" by default; its word comes by webhook. */
  const settle = async (sale: TransactionResource, status: string) => {
    const [row] = await query<{ ref_id: string }>('SELECT ref_id FROM fulfilments WHERE transaction_id = ?', [
      sale.id,
    ]);
    await providers.control(`digiflazz/${row?.ref_id}/webhook`, { status, copies: 1 });
    await drainJobs();
  };

  afterEach(async () => {
    const { ok, checks } = await runAudit(checksOfOneSale);
    assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
  });

  describe('POST /transactions', () => {
    it('S0.12 S2.86 S4.34 S4.35 takes an order with its total, fee and pay code', async () => {
      const user = await aCustomer();
      const product = await aDigitalProduct({ adminFeeAmount: 500 });
      const response = await as(user).post('/transactions', digitalOrder(product));
      assert.equal(response.status, 201);
      const sale = dataOf<TransactionResource>(response);
      assert.match(sale.number, /^TRX-\d{8}-[2-9A-Z]{8}$/);
      assert.deepEqual(
        [sale.status, sale.type, sale.goods_amount, sale.admin_fee_amount, sale.total_amount],
        ['AWAITING_PAYMENT', 'PPOB', 12_000, 500, 12_500],
      );
      assert.equal(sale.payment?.status, 'UNPAID');
      assert.equal(sale.payment?.amount, 12_500 + (sale.payment?.fee_amount ?? 0));
      assert.ok(sale.payment?.pay_code);
    });

    it('S4.30 charges resellers their own price', async () => {
      const product = await aDigitalProduct();
      const retail = await aSale(await aCustomer(), luckyNumber, product);
      const reseller = await aSale(await aReseller(), luckyNumber, product);
      assert.deepEqual([retail.total_amount, reseller.total_amount], [12_000, 11_000]);
    });

    it('S4.23 serves guests who leave a contact, and asks others for one', async () => {
      const product = await aDigitalProduct();
      const without = await anonymous.post('/transactions', digitalOrder(product));
      assert.equal(without.status, 422);
      const contact = { name: 'Tamu', ...uniqueContact() };
      const response = await anonymous.post('/transactions', digitalOrder(product, luckyNumber, { contact }));
      assert.equal(response.status, 201);
    });

    it('S2.91 refuses what does not fit and leaves nothing behind', async () => {
      const user = await aCustomer();
      const product = await aDigitalProduct();
      const goods = await aPhysicalProduct();
      const before = await query('SELECT id FROM transactions');
      const good = digitalOrder(product);
      const attempts: [object, number][] = [
        [{}, 422],
        [{ ...good, type: 'GIFT' }, 422],
        [{ ...good, product_id: 'x' }, 422],
        [{ ...good, product_id: newId() }, 422],
        [{ ...good, product_id: { $ne: null } }, 422],
        [{ ...good, inputs: { phone: '12' } }, 422],
        [{ ...good, inputs: { phone: luckyNumber, other: 'x' } }, 422],
        [{ ...good, inputs: [] }, 422],
        [{ ...good, total_amount: 1 }, 422],
        [{ ...good, payment: { gateway: 'tripay', method: 'NOPE' } }, 422],
        [{ ...good, payment: { gateway: 'cash', method: 'BRIVA' } }, 422],
        [digitalOrder(goods), 422],
        [goodsOrder([{ product, quantity: 1 }]), 422],
        [goodsOrder([{ product: goods, quantity: 0 }]), 422],
        [goodsOrder([{ product: goods, quantity: -1 }]), 422],
        [goodsOrder([{ product: goods, quantity: 1.5 }]), 422],
        [goodsOrder([{ product: goods, quantity: 11 }]), 409],
        [
          goodsOrder([
            { product: goods, quantity: 1 },
            { product: goods, quantity: 1 },
          ]),
          422,
        ],
        [goodsOrder([{ product: goods, quantity: 1 }], { shipping: anAddress('burung') }), 422],
      ];
      for (const [body, status] of attempts) {
        const response = await as(user).post('/transactions', body);
        assert.equal(response.status, status, `${JSON.stringify(body)} → ${JSON.stringify(response.body)}`);
      }
      assert.equal((await query('SELECT id FROM transactions')).length, before.length);
      assert.equal((await findProduct(goods.id))?.product.stock, 10);
    });

    it('refuses names that are not what they look like, and text that cannot be seen, and keeps lines', async () => {
      const product = await aDigitalProduct();
      const goods = await aPhysicalProduct();
      const named = (name: string) =>
        digitalOrder(product, luckyNumber, { contact: { name, ...uniqueContact() } });
      const sent = (change: object) =>
        goodsOrder([{ product: goods, quantity: 1 }], { shipping: { ...anAddress(), ...change } });
      const hidden = ['a\u0000b', 'a\ud800b', 'Sari \u202Etset', 'Sa\u200bri'];
      const attempts: [string, object][] = [
        ...['Admin Amanah', 'Sаri', '\uFB2C'.repeat(120), ...hidden].flatMap((name): [string, object][] => [
          ['contact.name', named(name)],
          ['shipping.recipient_name', sent({ recipient_name: name })],
        ]),
        ...hidden.flatMap((text): [string, object][] => [
          ['shipping.address', sent({ address: text })],
          ['shipping.city', sent({ city: text })],
          ['shipping.note', sent({ note: text })],
          ['inputs.phone', { ...digitalOrder(product), inputs: { phone: text } }],
        ]),
        ['shipping.city', sent({ city: 'Ban\ndung' })],
      ];
      for (const [path, body] of attempts) {
        const response = await anonymous.post('/transactions', {
          contact: { name: 'Tamu', ...uniqueContact() },
          ...body,
        });
        assert.equal(response.status, 422, `${path}: ${JSON.stringify(body)}`);
        assert.deepEqual(
          (response.body as { errors: { path: string }[] }).errors.map((error) => error.path),
          [path],
        );
      }
      const lines = { address: 'Jl. Melati No. 8\r\nRT 02/05', note: 'Pagar hijau\nTitip tetangga' };
      assert.equal((await as(await aCustomer()).post('/transactions', sent(lines))).status, 201);
    });

    it('holds goods a quarter of an hour for a guest, and everything else an hour', async () => {
      const contact = { name: 'Tamu', ...uniqueContact() };
      const goods = goodsOrder([{ product: await aPhysicalProduct(), quantity: 1 }]);
      const minutesFor = async (order: Promise<{ body: unknown }>) => {
        const { created_at, expires_at } = dataOf<TransactionResource>(await order);
        return (Date.parse(expires_at) - Date.parse(created_at)) / 60_000;
      };
      const digital = { ...digitalOrder(await aDigitalProduct()), contact };
      assert.equal(await minutesFor(anonymous.post('/transactions', { ...goods, contact })), 15);
      assert.equal(await minutesFor(as(await aCustomer()).post('/transactions', goods)), 60);
      assert.equal(await minutesFor(anonymous.post('/transactions', digital)), 60);
    });

    it('lets guests hold twenty pieces of a product and fifty in all, and sends those who want more to the login', async () => {
      const contact = { name: 'Tamu', ...uniqueContact() };
      const goods = await Promise.all([1, 2, 3].map(() => aPhysicalProduct({ stock: 200 })));
      const basket = (...quantities: number[]) =>
        goodsOrder(
          quantities.map((quantity, place) => ({ product: goods[place] as (typeof goods)[0], quantity })),
        );
      const asGuest = (...quantities: number[]) =>
        anonymous.post('/transactions', { ...basket(...quantities), contact });
      for (const quantities of [[21], [1, 21], [17, 17, 17]]) {
        const refused = await asGuest(...quantities);
        assert.deepEqual([refused.status, codeOf(refused)], [422, 'guest_pieces_limit'], String(quantities));
        const { detail } = refused.body as { detail: string };
        assert.match(detail, /paling banyak 20 buah per barang dan 50 buah seluruhnya\. Masuk/);
      }
      assert.equal((await asGuest(20, 20, 10)).status, 201);
      const buyer = await aCustomer();
      assert.equal((await as(buyer).post('/transactions', basket(100, 100))).status, 201);
    });

    it('puts nothing more aside for a guest whose three orders for goods are unpaid', async () => {
      const contact = { name: 'Tamu', ...uniqueContact() };
      const product = await aPhysicalProduct({ stock: 20 });
      const order = () =>
        anonymous.post('/transactions', { ...goodsOrder([{ product, quantity: 1 }]), contact });
      const placed = [await order(), await order(), await order()];
      assert.deepEqual(
        placed.map(({ status }) => status),
        [201, 201, 201],
      );
      const refused = await order();
      assert.deepEqual([refused.status, codeOf(refused)], [409, 'guest_orders_limit']);
      assert.equal((await findProduct(product.id))?.product.stock, 17);
      const digital = digitalOrder(await aDigitalProduct(), luckyNumber, { contact });
      assert.equal((await anonymous.post('/transactions', digital)).status, 201);
      const [first] = placed.map((response) => dataOf<TransactionResource>(response));
      await inTransaction(guest, (uow) =>
        cancelTransaction(uow, { transactionId: first?.id ?? '', reason: 'Ganti barang' }),
      );
      assert.equal((await order()).status, 201);
    });

    it('S2.93 places one sale when the same request comes twice', async () => {
      const user = await aCustomer();
      const body = digitalOrder(await aDigitalProduct());
      const headers = { 'Idempotency-Key': newId() };
      const first = await as(user).post('/transactions', body, headers);
      const second = await as(user).post('/transactions', body, headers);
      assert.deepEqual(second.body, first.body);
      assert.equal(second.get('Idempotency-Replayed'), 'true');
    });

    it('S2.59 never sells the last piece twice', async () => {
      const product = await aPhysicalProduct({ stock: 3 });
      const buyers = await Promise.all(Array.from({ length: 8 }, () => aCustomer()));
      const orders = buyers.map((buyer) =>
        as(buyer).post('/transactions', goodsOrder([{ product, quantity: 1 }])),
      );
      const statuses = (await Promise.all(orders)).map((response) => response.status);
      assert.deepEqual(statuses.filter((status) => status === 201).length, 3);
      assert.deepEqual(statuses.filter((status) => status === 409).length, 5);
      assert.equal((await findProduct(product.id))?.product.stock, 0);
    });

    it('S3.6 stands when the gateway does not answer, and gets its pay code later', async () => {
      await providers.control('tripay', { mode: 'lost', times: 1 });
      const sale = await aSale(await aCustomer());
      assert.deepEqual(
        [sale.status, sale.payment?.status, sale.payment?.pay_code],
        ['AWAITING_PAYMENT', 'UNPAID', null],
      );
      await providers.control('tripay', { mode: 'success' });
    });
  });

  describe('a paid sale', () => {
    it('S1.16 S2.94 S2.103 S4.53 S4.54 S4.57 S4.58 goes from payment to serial number, and its buyer is told', async () => {
      const user = await aCustomer();
      const sale = await aSale(user);
      await pay(sale);
      if ((await statusOf(sale.id)) === 'PROCESSING') await settle(sale, 'Sukses');
      assert.equal(await statusOf(sale.id), 'SUCCESS');
      assert.deepEqual(await stepsOf(sale.id), ['AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS']);
      const shown = dataOf<TransactionResource>(await as(user).get(`/transactions/${sale.id}`));
      assert.equal(shown.fulfilment?.status, 'SUCCESS');
      assert.ok(shown.fulfilment?.serial_number);
      const news = dataOf<{ kind: string; sequence: number }[]>(await as(user).get('/notifications?after=0'));
      assert.deepEqual(
        news.map(({ kind, sequence }) => [kind, sequence]),
        [
          ['transaction_paid', 1],
          ['transaction_success', 2],
        ],
      );
      const mail = await providers.read<{ to: string[]; subject: string }[]>(
        `/mail?to=${encodeURIComponent(user.email ?? '')}`,
      );
      assert.equal(mail.length, 2);
    });

    it('S2.96 S2.107 S4.48 tells its history to its owner only', async () => {
      const user = await aCustomer();
      const sale = await aSale(user);
      await pay(sale);
      const logs = dataOf<{ to_status: string; by: string }[]>(
        await as(user).get(`/transactions/${sale.id}/logs`),
      );
      assert.deepEqual(
        logs.slice(0, 2).map(({ to_status, by }) => [to_status, by]),
        [
          ['AWAITING_PAYMENT', 'customer'],
          ['PAID', 'system'],
        ],
      );
      assert.equal((await as(await aCustomer()).get(`/transactions/${sale.id}/logs`)).status, 404);
    });

    it('gives a customer the money back into the wallet when the supplier fails', async () => {
      const user = await aCustomer();
      const sale = await aSale(user, unluckyNumber);
      await pay(sale);
      assert.equal(await statusOf(sale.id), 'REFUNDED');
      assert.equal(await walletBalance(user.id), sale.total_amount);
    });

    it('keeps a guest’s refund behind a claim link that works once', async () => {
      const sale = await aSale(null, unluckyNumber);
      await pay(sale);
      assert.equal(await statusOf(sale.id), 'REFUNDED');
      const token = claimTokenOf(sale.id);
      const finder = await aCustomer();
      assert.equal((await anonymous.post('/refund-claims', { token })).status, 401);
      assert.equal((await as(finder).post('/refund-claims', { token: 'f'.repeat(64) })).status, 404);
      assert.equal((await as(finder).post('/refund-claims', { token })).status, 200);
      assert.equal((await as(await aCustomer()).post('/refund-claims', { token })).status, 409);
      assert.equal(await walletBalance(finder.id), sale.total_amount);
    });

    it('moves once when the gateway says it twenty times', async () => {
      const user = await aCustomer();
      const sale = await aSale(user, unluckyNumber);
      await pay(sale, { copies: 20 });
      assert.deepEqual(await stepsOf(sale.id), [
        'AWAITING_PAYMENT',
        'PAID',
        'PROCESSING',
        'FAILED',
        'REFUNDED',
      ]);
      assert.equal(await walletBalance(user.id), sale.total_amount);
    });

    it('posts clearing, deposit, revenue and cost to the books', async () => {
      const sale = await aSale(await aCustomer());
      await pay(sale);
      if ((await statusOf(sale.id)) === 'PROCESSING') await settle(sale, 'Sukses');
      const entries = await entriesOfTransaction(sale.id);
      const codes = new Set(entries.map((entry) => entry.accountCode));
      for (const code of [
        'gateway_clearing:tripay',
        'order_deposits',
        'sales_revenue',
        'cost_of_goods',
        'supplier_deposit:digiflazz',
      ]) {
        assert.ok(codes.has(code), `${code} in ${[...codes].join(', ')}`);
      }
    });
  });

  describe('goods', () => {
    it('travel packed, shipped, delivered, and earn their revenue then', async () => {
      const user = await aCustomer();
      const sale = await aGoodsSale(user);
      await pay(sale);
      assert.equal(await statusOf(sale.id), 'PROCESSING');
      const staff = await aStaff('support');
      const shipment = await shipmentOf(sale.id);
      const move = (event: 'pack' | 'ship' | 'deliver', trackingNumber?: string) =>
        inTransaction(staff, (uow) =>
          moveShipment(uow, { shipmentId: shipment?.id ?? '', event, trackingNumber }),
        );
      await move('pack');
      await move('ship', 'JNE0012345678');
      await move('deliver');
      await drainJobs();
      const shown = dataOf<TransactionResource>(await as(user).get(`/transactions/${sale.id}`));
      assert.deepEqual(
        [shown.status, shown.fulfilment?.status, shown.fulfilment?.tracking_number],
        ['SUCCESS', 'DELIVERED', 'JNE0012345678'],
      );
    });

    it('go back on the shelf and the money to the buyer when the shipment is cancelled', async () => {
      const user = await aCustomer();
      const product = await aPhysicalProduct({ stock: 5 });
      const sale = await aGoodsSale(user, 2, product);
      await pay(sale);
      assert.equal((await findProduct(product.id))?.product.stock, 3);
      const shipment = await shipmentOf(sale.id);
      await inTransaction(await aStaff('admin'), (uow) =>
        moveShipment(uow, { shipmentId: shipment?.id ?? '', event: 'cancel', reason: 'Barang cacat' }),
      );
      await drainJobs();
      assert.equal(await statusOf(sale.id), 'REFUNDED');
      assert.equal((await findProduct(product.id))?.product.stock, 5);
      assert.equal(await walletBalance(user.id), sale.total_amount);
    });
  });

  describe('POST /transactions/:id/cancel', () => {
    it('S2.97 S2.108 calls an unpaid sale off with its reason and frees the stock', async () => {
      const user = await aCustomer();
      const product = await aPhysicalProduct({ stock: 5 });
      const sale = await aGoodsSale(user, 2, product);
      const response = await as(user).post(`/transactions/${sale.id}/cancel`, { reason: 'Salah alamat' });
      assert.equal(response.status, 200);
      assert.deepEqual(
        [dataOf<TransactionResource>(response).status, dataOf<TransactionResource>(response).payment?.status],
        ['CANCELLED', 'CANCELLED'],
      );
      assert.equal((await findProduct(product.id))?.product.stock, 5);
      const again = await as(user).post(`/transactions/${sale.id}/cancel`, {});
      assert.deepEqual([again.status, codeOf(again)], [409, 'transaction_not_cancellable']);
      assert.equal((await findProduct(product.id))?.product.stock, 5);
    });

    it('is refused to strangers, nobody, and once it is paid', async () => {
      const user = await aCustomer();
      const sale = await aSale(user);
      assert.equal((await as(await aCustomer()).post(`/transactions/${sale.id}/cancel`)).status, 404);
      assert.equal((await anonymous.post(`/transactions/${sale.id}/cancel`)).status, 401);
      await pay(sale);
      assert.equal((await as(user).post(`/transactions/${sale.id}/cancel`)).status, 409);
    });

    it('parks money that arrives after the cancellation in the wallet, and the sale stays cancelled', async () => {
      const user = await aCustomer();
      const sale = await aSale(user);
      await as(user).post(`/transactions/${sale.id}/cancel`, {});
      await pay(sale);
      assert.equal(await statusOf(sale.id), 'CANCELLED');
      assert.ok((await walletBalance(user.id)) >= sale.total_amount);
    });
  });

  describe('GET /transactions', () => {
    it('S2.98 S2.81 lists a customer’s own sales, newest first, page by page', async () => {
      const user = await aCustomer();
      const product = await aDigitalProduct();
      const sales: string[] = [];
      for (let i = 0; i < 3; i += 1) sales.unshift((await aSale(user, luckyNumber, product)).id);
      await aSale(await aCustomer(), luckyNumber, product);
      const first = await as(user).get('/transactions?limit=2');
      const { next_cursor } = (first.body as { page: { next_cursor: string } }).page;
      const second = await as(user).get(`/transactions?limit=2&cursor=${next_cursor}`);
      const ids = [first, second].flatMap((response) =>
        dataOf<TransactionResource[]>(response).map((sale) => sale.id),
      );
      assert.deepEqual(ids, sales);
      assert.equal((second.body as { page: { has_more: boolean } }).page.has_more, false);
    });

    it('filters by state and refuses odd questions without falling over', async () => {
      const user = await aCustomer();
      await aSale(user);
      assert.equal(dataOf<unknown[]>(await as(user).get('/transactions?status=SUCCESS')).length, 0);
      for (const question of ['status=NOPE', 'limit=0', 'limit=101', 'cursor=zz', 'limit=1&limit=2', 'x=1']) {
        assert.equal((await as(user).get(`/transactions?${question}`)).status, 422, question);
      }
      assert.equal((await anonymous.get('/transactions')).status, 401);
    });

    it('S4.12 hides other people’s sales', async () => {
      const sale = await aSale(await aCustomer());
      assert.equal((await as(await aCustomer()).get(`/transactions/${sale.id}`)).status, 404);
      assert.equal((await anonymous.get(`/transactions/${sale.id}`)).status, 401);
      assert.equal((await as(await aCustomer()).get('/transactions/1%27%20OR%201=1')).status, 422);
    });

    it('S2.76 S2.106 sums up a customer’s own figures', async () => {
      const user = await aCustomer();
      const sale = await aSale(user, unluckyNumber);
      await pay(sale);
      const stats = dataOf<Record<string, number>>(await as(user).get('/transactions/stats/summary'));
      assert.deepEqual([stats['total_count'], stats['failed_count'], stats['success_count']], [1, 1, 0]);
    });
  });

  describe('POST /transactions/track', () => {
    it('opens a sale with its number and phone together, and with nothing less', async () => {
      const sale = await aSale(null);
      const [row] = await query<{ phone: string }>(
        'SELECT contact_phone AS phone FROM transactions WHERE id = ?',
        [sale.id],
      );
      const found = await anonymous.post('/transactions/track', {
        number: sale.number.toLowerCase(),
        phone: row?.phone,
      });
      assert.equal(dataOf<TransactionResource>(found).id, sale.id);
      const wrong = await anonymous.post('/transactions/track', {
        number: sale.number,
        phone: '081299999999',
      });
      assert.equal(wrong.status, 404);
    });
  });

  describe('refundTransaction', () => {
    it('S2.230 lets finance give a delivered sale’s money back once, with a reason', async () => {
      const user = await aCustomer();
      const sale = await aSale(user);
      await pay(sale);
      if ((await statusOf(sale.id)) === 'PROCESSING') await settle(sale, 'Sukses');
      const refund = async (role: 'finance' | 'viewer') => {
        const actor = await aStaff(role);
        return inTransaction(actor, (uow) =>
          refundTransaction(uow, { transactionId: sale.id, reason: 'Salah produk' }),
        );
      };
      assert.equal(await refusedBy(refund('viewer')), 'forbidden');
      await refund('finance');
      assert.equal(await refusedBy(refund('finance')), 'transaction_not_refundable');
      assert.equal(await walletBalance(user.id), sale.total_amount);
    });
  });
});
