import assert from 'node:assert/strict';
import {
  aDesk,
  performAtDesk as perform,
  urlOf,
  useConsole,
  type Answer,
  type Desk,
} from '../test/console.js';
import { aBareRow, removeBareRows } from '../test/factories/bare-rows.js';
import { aPhysicalProduct } from '../test/factories/products.js';
import { anOutboxRow } from '../test/factories/reports.js';
import { staffPassword } from '../test/factories/staff.js';
import { aGoodsSale, aSale } from '../test/factories/transactions.js';
import { aCustomer } from '../test/factories/users.js';
import { walletBalance } from '../test/factories/wallets.js';
import { drainJobs } from '../test/jobs.js';
import { useShopFloor } from '../test/shop-floor.js';
import { fulfilmentOf, shipmentOf } from '../src/fulfilments/index.js';
import { PaymentCallback } from '../src/payments/index.js';
import { raiseAlertNow } from '../src/platform/alerts.js';
import { clock } from '../src/platform/clock.js';
import { database, query } from '../src/platform/database.js';
import { newId } from '../src/platform/ids.js';
import { Product } from '../src/products/index.js';
import { transactionById } from '../src/transactions/index.js';
import { StaffAccount } from '../src/staff/index.js';
import { userById } from '../src/users/index.js';

const productOf = async (id: string) => {
  const product = await database().getRepository(Product).findOneBy({ id });
  assert.ok(product);
  return product;
};

const activitiesOf = (subjectId: string) =>
  query<{
    action: string;
    reason: string | null;
    actor_id: string;
    before: string;
  }>(
    'SELECT action, reason, actor_id, CONCAT(before_values) AS `before` FROM activity_logs WHERE subject_id = ? ORDER BY id',
    [subjectId],
  );

const said = ({ body, text }: Answer) => body.notice?.message ?? text;

const reason = 'Permintaan pelanggan lewat telepon';

describe('actions of the console', () => {
  const providers = useShopFloor();
  useConsole();
  let owner: Desk;

  before(async () => {
    owner = await aDesk('owner');
  });

  const pay = async (saleId: string) => {
    const [row] = await query<{ reference: string }>(
      'SELECT reference FROM payments WHERE transaction_id = ?',
      [saleId],
    );
    await providers.control(`tripay/${row?.reference}/pay`);
    await drainJobs();
  };

  const deliver = async (saleId: string) => {
    const fulfilment = await fulfilmentOf(saleId);
    await providers.control(`digiflazz/${fulfilment?.refId}/webhook`, { status: 'Sukses', copies: 1 });
    await drainJobs();
  };

  const aDeliveredSale = async () => {
    const customer = await aCustomer();
    const sale = await aSale(customer);
    await pay(sale.id);
    await deliver(sale.id);
    assert.equal((await transactionById(sale.id)).status, 'SUCCESS');
    return { sale, customer };
  };

  describe('on products', () => {
    it('S2.55 edit what is said about them, and write down who did it and what was there before', async () => {
      const product = await aPhysicalProduct();
      const form = (await owner.get(urlOf.record('Product', product.id, 'edit'))).body.record?.form;
      assert.equal(form?.fields.find(({ name }) => name === 'name')?.value, product.name);
      assert.equal(
        said(await perform(owner, 'Product', product.id, 'edit', { name: 'Semen 40 kg' })),
        'done_edit',
      );
      const [activity] = await activitiesOf(product.id);
      assert.deepEqual([activity?.action, activity?.actor_id], ['product.edited', owner.account.id]);
      assert.match(activity?.before ?? '', new RegExp(`"name": ?"${product.name}"`));
    });

    it('S2.57 S2.58 change prices with a reason, give one back to the margin rules, and ask a second person for a loss', async () => {
      const product = await aPhysicalProduct({ costAmount: 10_000 });
      const prices = {
        costAmount: 10_000,
        retailPriceAmount: 15_000,
        resellerPriceAmount: null,
        adminFeeAmount: 0,
      };
      assert.equal(
        said(await perform(owner, 'Product', product.id, 'changePrice', prices)),
        'problem_invalid_input',
      );
      assert.equal(
        said(await perform(owner, 'Product', product.id, 'changePrice', { ...prices, reason })),
        'done_changePrice',
      );
      const priced = await productOf(product.id);
      assert.deepEqual([priced.retailPriceAmount, priced.resellerPriceAmount], [15_000, null]);
      assert.equal((await activitiesOf(product.id))[0]?.reason, reason);

      const loss = await perform(owner, 'Product', product.id, 'changePrice', {
        ...prices,
        retailPriceAmount: 9_000,
        reason,
      });
      assert.equal(said(loss), 'approval_asked');
      assert.equal((await productOf(product.id)).retailPriceAmount, 15_000);
    });

    it('S2.59 count stock by the difference, once for a double click', async () => {
      const product = await aPhysicalProduct({ stock: 10 });
      const click = () =>
        owner.post(urlOf.record('Product', product.id, 'adjustStock'), { delta: 5, reason, expected: '10' });
      const answers = await Promise.all([click(), click()]);
      assert.deepEqual(answers.map(said).sort(), ['done_adjustStock', 'problem_changed_meanwhile']);
      assert.equal((await productOf(product.id)).stock, 15);
      assert.equal((await activitiesOf(product.id)).length, 1);
    });
  });

  describe('on the catalogue', () => {
    it('S2.56 open a category and edit it', async () => {
      const facts = {
        type: 'pulsa',
        nameId: 'Kuota',
        nameEn: 'Data',
        descriptionId: '',
        descriptionEn: '',
        icon: 'gift',
      };
      const code = `kuota-${newId()
        .toLowerCase()
        .replace(/[^a-z]/g, '')}`;
      const opened = await owner.post(urlOf.create('ProductCategory'), {
        ...facts,
        code,
        sortOrder: 5,
        active: true,
      });
      assert.equal(said(opened), 'done_new');
      const id = opened.body.record?.id ?? '';
      const edit = await perform(owner, 'ProductCategory', id, 'edit', {
        ...facts,
        sortOrder: 6,
        active: false,
      });
      assert.equal(said(edit), 'done_edit');
      assert.equal(edit.body.record?.params['sortOrder'], 6);
    });

    it('S2.60 set a margin for a category, and show the price that it makes, line by line', async () => {
      const product = await aPhysicalProduct({ costAmount: 10_000, retailPriceAmount: null });
      const rule = {
        scope: 'category',
        categoryId: product.categoryId,
        productId: null,
        customerType: 'retail',
      };
      const figures = { marginBps: 1_000, marginAmount: 250, roundUpToAmount: 500, active: true, reason };
      assert.equal(said(await owner.post(urlOf.create('MarginRule'), { ...rule, ...figures })), 'done_new');
      const shown = (await owner.get(urlOf.record('Product', product.id, 'show'))).body.record;
      assert.equal(shown?.params['retailPrice'], 11_500);
      const { retail } = shown?.story?.['prices'] as {
        retail: { lines: { code: string; amount: number }[] };
      };
      assert.deepEqual(
        retail.lines.map(({ code, amount }) => [code, amount]),
        [
          ['cost', 10_000],
          ['margin_category', 1_250],
          ['rounding', 250],
        ],
      );
      const viewer = await aDesk('viewer');
      const seen = (await viewer.get(urlOf.record('Product', product.id, 'show'))).body.record;
      assert.deepEqual([seen?.params['retailPrice'], seen?.story], [11_500, { prices: null }]);
    });
  });

  describe('on staff', () => {
    it('S2.39 open an account that can log in, and end its sessions with a new role', async () => {
      const person = {
        name: 'Rina Kasir',
        email: `rina-${newId().toLowerCase()}@toko.test`,
        role: 'support',
      };
      const opened = await owner.post(urlOf.create('StaffAccount'), { ...person, password: staffPassword });
      assert.equal(said(opened), 'done_new');
      const account = await database().getRepository(StaffAccount).findOneByOrFail({ email: person.email });
      const desk = await aDesk('support', account);
      const change = { name: person.name, phone: '081299990001', role: 'viewer', active: true, reason };
      assert.equal(said(await perform(owner, 'StaffAccount', account.id, 'edit', change)), 'done_edit');
      assert.equal((await desk.get(urlOf.list('Product'))).status, 401);
    });
  });

  describe('on customers', () => {
    it('S2.46 S2.47 add one and correct them', async () => {
      const contact = { email: `baru-${newId().toLowerCase()}@contoh.test`, phone: '0812 7777 0001' };
      const added = await owner.post(urlOf.create('User'), {
        ...contact,
        name: 'Pelanggan Baru',
        customerType: 'retail',
        password: 'sandi-cukup-panjang',
      });
      assert.equal(said(added), 'done_new');
      const id = added.body.record?.id ?? '';
      const change = {
        ...contact,
        name: 'Nama Benar',
        locale: 'en',
        birthDate: '1990-02-28',
        city: null,
        reason,
      };
      assert.equal(said(await perform(owner, 'User', id, 'edit', change)), 'done_edit');
      assert.equal((await userById(id))?.name, 'Nama Benar');
    });

    it('S2.48 S2.49 S2.50 ban once for two clicks, tell why, and offer only what the state allows', async () => {
      const customer = await aCustomer();
      const click = () =>
        owner.post(urlOf.record('User', customer.id, 'ban'), { reason, expected: 'ACTIVE' });
      const answers = await Promise.all([click(), click()]);
      assert.deepEqual(answers.map(said).sort(), ['done_ban', 'problem_changed_meanwhile']);
      assert.equal((await userById(customer.id))?.status, 'BANNED');
      assert.deepEqual(
        (await activitiesOf(customer.id)).map(({ action }) => action),
        ['user.status_changed'],
      );

      const again = await perform(owner, 'User', customer.id, 'deactivate', { reason });
      assert.equal(again.body.notice?.type, 'error');
      assert.equal(said(await perform(owner, 'User', customer.id, 'activate', { reason })), 'done_activate');
    });

    it('run on POST alone', async () => {
      const customer = await aCustomer();
      const opened = await owner.get(
        urlOf.record('User', customer.id, `ban?reason=${encodeURIComponent(reason)}&expected=ACTIVE`),
      );
      assert.ok(opened.body.record?.form);
      assert.equal((await userById(customer.id))?.status, 'ACTIVE');
    });

    it('move between retail and reseller prices', async () => {
      const customer = await aCustomer();
      const moved = await perform(owner, 'User', customer.id, 'changeType', {
        customerType: 'reseller',
        reason,
      });
      assert.equal(said(moved), 'done_changeType');
      assert.equal((await userById(customer.id))?.customerType, 'reseller');
    });
  });

  describe('on sales', () => {
    it('S2.97 call an unpaid one off, and not a paid one', async () => {
      const sale = await aSale(await aCustomer());
      assert.equal(
        said(await perform(owner, 'Transaction', sale.id, 'cancelSale', { reason })),
        'done_cancelSale',
      );
      assert.equal((await transactionById(sale.id)).status, 'CANCELLED');
      const refused = await owner.post(urlOf.record('Transaction', sale.id, 'cancelSale'), {
        reason,
        expected: 'CANCELLED',
      });
      assert.equal(said(refused), 'problem_changed_meanwhile');
    });

    it('answer a button that stands no longer with the state of now, and change nothing', async () => {
      const sale = await aSale(await aCustomer());
      await pay(sale.id);
      const before = await transactionById(sale.id);
      const url = urlOf.record('Transaction', sale.id, 'cancelSale');
      const answers = [
        await owner.get(url),
        await owner.post(url, { reason, expected: 'AWAITING_PAYMENT' }),
        await owner.post(url, { reason, expected: before.status }),
      ];
      for (const { status, body } of answers) {
        assert.equal(status, 200);
        assert.deepEqual([body.notice?.type, body.notice?.message], ['error', 'problem_changed_meanwhile']);
        assert.equal(body.redirectUrl, `/admin/resources/Transaction/records/${sale.id}/show`);
        assert.equal(body.record?.params['status'], before.status);
        assert.equal(body.record?.form, undefined);
      }
      assert.deepEqual(await transactionById(sale.id), before);
      assert.deepEqual(await activitiesOf(sale.id), []);
    });

    it('S2.230 give a delivered one’s money back once for two clicks, after saying how much', async () => {
      const { sale, customer } = await aDeliveredSale();
      const url = urlOf.record('Transaction', sale.id, 'refundSale');
      const opened = await owner.get(url);
      assert.match(
        opened.text,
        new RegExp(`"money_back_at_most","kind":"money","value":${sale.total_amount}`),
      );
      const typed = { amount: null, reason, expected: 'SUCCESS' };
      const shown = (await owner.post(url, typed)).body.record?.preview;
      assert.equal(shown?.journals[0]?.entries[0]?.amount, sale.total_amount);
      assert.equal(await walletBalance(customer.id), 0);
      const confirmation = { digest: shown?.digest, token: shown?.token };
      const click = () => owner.post(url, { ...typed, confirmation });
      const answers = await Promise.all([click(), click()]);
      assert.deepEqual(answers.map(said).sort(), ['done_refundSale', 'problem_form_sent_already']);
      assert.equal(await walletBalance(customer.id), sale.total_amount);
    });

    it('tell a sale’s whole story on one page', async () => {
      const { sale } = await aDeliveredSale();
      const { story } = (await owner.get(urlOf.record('Transaction', sale.id, 'show'))).body.record ?? {};
      const timeline = story?.['timeline'] as { what: string; at: string; params: Record<string, string> }[];
      const states = timeline.filter(({ what }) => what === 'sale').map(({ params }) => params['state']);
      assert.deepEqual(states, ['AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS']);
      const whats = new Set(timeline.map(({ what }) => what));
      for (const what of ['payment_opened', 'callback', 'supplier_purchase', 'supplier_callback'])
        assert.ok(whats.has(what));
      assert.deepEqual(
        [...timeline].sort((a, b) => a.at.localeCompare(b.at)),
        timeline,
      );
      const entries = story?.['entries'] as { amount: string }[];
      assert.equal(
        entries.reduce((sum, { amount }) => sum + Number(amount), 0),
        0,
      );
      assert.ok(entries.length >= 6);
    });

    it('reveal a serial number for a reason, to those who may, and write it down', async () => {
      const { sale } = await aDeliveredSale();
      const fulfilment = await fulfilmentOf(sale.id);
      const id = fulfilment?.id ?? '';
      const revealed = await perform(owner, 'Fulfilment', id, 'revealSerialNumber', { reason });
      const serial = revealed.body.revealed?.value ?? '';
      assert.ok(serial.length > 8, revealed.text);
      assert.ok(!(await owner.get(urlOf.record('Fulfilment', id, 'show'))).text.includes(serial));
      const [activity] = (await activitiesOf(id)).filter(({ action }) => action === 'serial_number.reveal');
      assert.equal(activity?.reason, reason);
      const finance = await aDesk('finance');
      assert.equal(
        said(await finance.post(urlOf.record('Fulfilment', id, 'revealSerialNumber'), { reason })),
        'forbiddenError',
      );
    });

    it('pack, ship with a tracking number, and deliver goods', async () => {
      const sale = await aGoodsSale(await aCustomer());
      await pay(sale.id);
      const shipment = await shipmentOf(sale.id);
      const id = shipment?.id ?? '';
      assert.equal(said(await perform(owner, 'Shipment', id, 'pack')), 'done_pack');
      const without = await perform(owner, 'Shipment', id, 'ship');
      assert.equal(said(without), 'problem_invalid_input');
      assert.equal(
        said(await perform(owner, 'Shipment', id, 'ship', { trackingNumber: 'JNE001234' })),
        'done_ship',
      );
      assert.equal(said(await perform(owner, 'Shipment', id, 'deliver')), 'done_deliver');
      await drainJobs();
      assert.equal((await transactionById(sale.id)).status, 'SUCCESS');
    });
  });

  describe('on the machinery', () => {
    it('close an alert once, and say so to the second who tries', async () => {
      const subject = newId();
      await raiseAlertNow({ kind: 'payment_parked', subject, severity: 'warning' });
      const listed = await owner.get(
        urlOf.list('AlertNote', `?filters.subject=${subject}&filters.stage=open`),
      );
      const id = listed.body.records?.[0]?.id ?? '';
      const click = () =>
        owner.post(urlOf.record('AlertNote', id, 'closeAlert'), { reason, expected: 'null' });
      assert.deepEqual((await Promise.all([click(), click()])).map(said).sort(), [
        'done_closeAlert',
        'problem_changed_meanwhile',
      ]);
      const open = await owner.get(urlOf.list('AlertNote', `?filters.subject=${subject}&filters.stage=open`));
      assert.equal(open.body.meta?.total, 0);
    });

    it('have a callback acted on again once for two clicks, unless it has taken effect', async () => {
      const failed = await aBareRow(PaymentCallback, [], { verdict: 'FAILED' });
      const click = () =>
        owner.post(urlOf.record('PaymentCallback', failed, 'replay'), { reason, expected: 'FAILED' });
      assert.deepEqual((await Promise.all([click(), click()])).map(said).sort(), [
        'done_replay',
        'problem_changed_meanwhile',
      ]);
      const jobs = await query(`SELECT id FROM outbox WHERE JSON_VALUE(payload, '$.id') = ?`, [failed]);
      assert.equal(jobs.length, 1);
      const applied = await aBareRow(PaymentCallback, [], { verdict: 'APPLIED' });
      const refused = await perform(owner, 'PaymentCallback', applied, 'replay', { reason });
      assert.equal(refused.body.notice?.type, 'error');
      await query(`DELETE FROM outbox WHERE JSON_VALUE(payload, '$.id') = ?`, [failed]);
      await removeBareRows();
    });

    it('restart a dead job and nothing else', async () => {
      const dead = await anOutboxRow({ status: 'DEAD', availableAt: clock.wall() });
      assert.equal(
        said(await perform(owner, 'OutboxJob', dead, 'restartJob', { reason })),
        'done_restartJob',
      );
      const [row] = await query<{ status: string }>('SELECT status FROM outbox WHERE id = ?', [dead]);
      assert.equal(row?.status, 'PENDING');
      assert.equal(
        said(await perform(owner, 'OutboxJob', dead, 'restartJob', { reason })),
        'problem_changed_meanwhile',
      );
      await query('DELETE FROM outbox WHERE id = ?', [dead]);
    });
  });
});
