import assert from 'node:assert/strict';
import { aDesk, urlOf, useConsole, type Desk } from '../test/console.js';
import { aBareRow, removeBareRows, secretMark } from '../test/factories/bare-rows.js';
import { aDigitalProduct, aPhysicalProduct } from '../test/factories/products.js';
import { aCustomer } from '../test/factories/users.js';
import { newId } from '../src/platform/ids.js';
import { database, query } from '../src/platform/database.js';
import { Product } from '../src/products/index.js';
import { Transaction } from '../src/transactions/index.js';
import { userById } from '../src/users/index.js';
import { consoleResources } from './resources.js';

const editOf = (product: Pick<Product, 'id'>) => urlOf.record('Product', product.id, 'edit');

const nameOf = async (id: string): Promise<string | undefined> =>
  (await database().getRepository(Product).findOneBy({ id }))?.name;

/** A sale of a registered customer, as a bare row. */
const aSaleOf = (userId: string) =>
  aBareRow(Transaction, ['inputSchemaId'], { userId, contactName: 'Sari', number: newId().slice(-20) });

describe('what the framework leaves open', () => {
  useConsole();
  let owner: Desk;

  before(async () => {
    owner = await aDesk('owner');
  });

  after(removeBareRows);

  describe('writing', () => {
    it('takes no field that the form does not have', async () => {
      const product = await aPhysicalProduct();
      for (const field of ['costAmount', 'stock', 'sku', 'version', 'createdAt', 'kind']) {
        const { body } = await owner.post(editOf(product), { name: 'Nama baru', [field]: 1, expected: '1' });
        assert.equal(body.notice?.message, 'problem_invalid_input', field);
        assert.equal(body.record?.errors?.[field]?.message, 'field_unknown_key');
      }
      assert.equal(await nameOf(product.id), product.name);
    });

    it('changes the record of the address, whatever id the body names', async () => {
      const [addressed, named] = [await aPhysicalProduct(), await aPhysicalProduct()];
      await owner.post(editOf(addressed), { id: named.id, name: 'Hanya yang ini', expected: '1' });
      assert.equal(await nameOf(addressed.id), 'Hanya yang ini');
      assert.equal(await nameOf(named.id), named.name);
    });

    it('never overwrites an old record with a new one', async () => {
      const customer = await aCustomer();
      const { body } = await owner.post(urlOf.create('User'), {
        id: customer.id,
        name: 'Pelanggan Lain',
        email: `lain-${newId().toLowerCase()}@contoh.test`,
        phone: '+6281299990055',
        customerType: 'retail',
        password: 'sandi-cukup-panjang',
      });
      assert.equal(body.notice?.type, 'success', JSON.stringify(body));
      assert.notEqual(body.record?.id, customer.id);
      assert.equal((await userById(customer.id))?.name, customer.name);
    });

    it('does not reach the prototype of anything', async () => {
      const product = await aPhysicalProduct();
      await owner.post(
        editOf(product),
        JSON.parse('{"__proto__":{"hacked":true},"constructor.prototype.hacked":true}') as object,
      );
      assert.equal(({} as { hacked?: boolean }).hacked, undefined);
    });

    it('refuses the second of two people who edited the same version', async () => {
      const product = await aPhysicalProduct();
      assert.equal(
        (await owner.post(editOf(product), { name: 'Yang pertama', expected: '1' })).body.notice?.type,
        'success',
      );
      const late = await owner.post(editOf(product), { name: 'Yang kedua', expected: '1' });
      assert.equal(late.body.notice?.message, 'problem_changed_meanwhile');
      assert.equal(await nameOf(product.id), 'Yang pertama');
      const blind = await owner.post(editOf(product), { name: 'Tanpa melihat' });
      assert.equal(blind.body.notice?.message, 'problem_changed_meanwhile');
    });

    it('says which code is taken, without a word of SQL', async () => {
      const product = await aPhysicalProduct();
      const answer = await owner.post(urlOf.create('Product'), {
        sku: product.sku,
        kind: 'physical',
        name: 'Kembar',
        categoryId: product.categoryId,
        brand: '',
        supplierSku: null,
        inputSchemaId: null,
        weightGrams: 100,
        cutOffStart: null,
        cutOffEnd: null,
        descriptionId: '',
        descriptionEn: '',
        needsSerialNumber: false,
        popular: false,
        active: true,
        costAmount: 1_000,
        retailPriceAmount: 2_000,
        resellerPriceAmount: 1_500,
        adminFeeAmount: 0,
        stock: 5,
      });
      assert.deepEqual(answer.body.notice, {
        type: 'error',
        message: 'problem_code_taken',
        options: { code: product.sku },
      });
      assert.doesNotMatch(answer.text, /SQL|Duplicate|products_sku/i);
    });
  });

  describe('reading', () => {
    it('sends name and id of a referenced row, and neither to people who may not read it', async () => {
      const customer = await aCustomer();
      const sale = await aSaleOf(customer.id);
      const shown = await owner.get(urlOf.record('Transaction', sale, 'show'));
      assert.deepEqual(shown.body.record?.populated['userId']?.params, {
        id: customer.id,
        name: customer.name,
      });
      assert.ok(!shown.text.includes('argon2'));

      const viewer = await aDesk('viewer');
      const seen = await viewer.get(urlOf.record('Transaction', sale, 'show'));
      assert.equal(seen.body.record?.params['userId'], customer.id);
      assert.deepEqual(seen.body.record?.populated, {});
    });

    it('leaves out the columns that a role may not see, also from lists and stories', async () => {
      const product = await aDigitalProduct({ costAmount: 7_654 });
      const viewer = await aDesk('viewer');
      assert.ok(!(await viewer.get(urlOf.record('Product', product.id, 'show'))).text.includes('7654'));
      assert.ok((await owner.get(urlOf.record('Product', product.id, 'show'))).text.includes('7654'));

      const sale = await aSaleOf(newId());
      const { story } = (await viewer.get(urlOf.record('Transaction', sale, 'show'))).body.record ?? {};
      assert.deepEqual([story?.['callbacks'], story?.['entries']], [[], []]);
    });

    it('answers no questions about hidden columns: not by filter, search, or sort', async () => {
      await query('UPDATE users SET password_hash = ? WHERE id = ?', [secretMark, (await aCustomer()).id]);
      for (const path of ['passwordHash', 'role', 'id`', 'status) OR (1', 'constructor', '__proto__']) {
        const { body, status } = await owner.get(
          urlOf.list('User', `?filters.${encodeURIComponent(path)}=${secretMark}`),
        );
        assert.equal(status, 200, path);
        assert.deepEqual([body.records, body.meta?.total], [[], 0], path);
      }
      const search = await owner.get(urlOf.search('User', secretMark, '?searchProperty=passwordHash'));
      assert.deepEqual(search.body.records, []);
      const [plain, sorted] = [
        await owner.get(urlOf.list('User')),
        await owner.get(urlOf.list('User', '?sortBy=passwordHash&direction=asc')),
      ];
      assert.deepEqual(
        sorted.body.records?.map(({ id }) => id),
        plain.body.records?.map(({ id }) => id),
      );
    });

    it('does not let a role narrow by a column that it may not see', async () => {
      const catalogue = await aDesk('viewer');
      const { body } = await catalogue.get(urlOf.list('Product', '?filters.costAmount=10000'));
      assert.equal(body.notice?.message, 'filterRefused');
    });

    it('hands out a hundred rows at most', async () => {
      for (let made = 0; made < 102; made += 1) await aSaleOf(newId());
      const asked = await owner.get(urlOf.list('Transaction', '?perPage=20000'));
      assert.ok((asked.body.records?.length ?? 0) <= 100);
      const most = await owner.get(urlOf.list('Transaction', '?perPage=100'));
      assert.equal(most.body.records?.length, 100);
    });

    it('S2.43 S2.44 S2.45 lists newest first and finds numbers by their beginning, exactly and not in the middle', async () => {
      const number = `TRX-${newId().slice(-12)}`;
      const sale = await aBareRow(Transaction, [], { number });
      const list = await owner.get(urlOf.list('Transaction'));
      assert.equal(list.body.records?.[0]?.id, sale);
      const by = async (text: string) =>
        (await owner.get(urlOf.list('Transaction', `?filters.number=${encodeURIComponent(text)}`))).body.meta
          ?.total;
      assert.equal(await by(number.slice(0, 14)), 1);
      assert.equal(await by(number.slice(4)), 0);
      assert.equal(await by('%'), 0);
      assert.equal(await by('TRX_'), 0);
    });

    it('finds nothing for letters that a column cannot hold', async () => {
      for (const { entity, policy } of consoleResources) {
        const texts = Object.entries(policy.filters).filter(
          ([, kind]) => kind === 'exact' || kind === 'prefix',
        );
        for (const [name] of texts) {
          const question = `?filters.${name}=${encodeURIComponent('é😀')}`;
          const { status, body } = await owner.get(urlOf.list(entity.name, question));
          assert.deepEqual([status, body.meta?.total], [200, 0], `${entity.name}.${name}`);
        }
      }
      const found = await owner.get(urlOf.search('User', encodeURIComponent('é😀')));
      assert.deepEqual([found.status, found.body.records], [200, []]);
    });

    it('survives odd questions', async () => {
      const odd = [
        'page=-1',
        'page=0',
        'page=99999999999999',
        'page=abc',
        'perPage=-5',
        'perPage=0',
        'perPage=abc',
        'perPage=1e9',
        'sortBy=nothing',
        'sortBy=__proto__',
        'sortBy=id;DROP',
        'direction=sideways',
        'sortBy=id&sortBy=number',
        'filters=x',
        'filters.status=NOPE',
        'filters.status=',
        'filters.status[]=PAID',
        'filters.status.deep.er=PAID',
        'filters.wibDate=notaday',
        'filters.wibDate~~from=2026-99-99',
        'filters.wibDate~~from=2026-02-31',
        'filters.wibDate~~sideways=2026-01-01',
        'filters.totalAmount=abc',
        'filters.totalAmount=1.5e3',
        `filters.number=${'x'.repeat(500)}`,
        'filters.number=%00',
        'filters.__proto__.x=1',
        'filters..=1',
        'filters=%5B%5D',
        '%',
      ];
      for (const question of odd) {
        const { status, text } = await owner.get(urlOf.list('Transaction', `?${question}`));
        assert.ok(status < 500, `${question}: ${text}`);
        assert.doesNotMatch(text, /SELECT|ER_[A-Z]+|node_modules/);
      }
      for (const id of ['nothing', '%00', "1'--", 'x'.repeat(300)]) {
        assert.ok(
          (await owner.get(urlOf.record('Transaction', encodeURIComponent(id), 'show'))).status < 500,
        );
      }
      assert.ok((await owner.get(urlOf.record('LedgerEntry', 'abc', 'show'))).status < 500);
    });
  });
});
