import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue } from './demo-catalogue.js';

describe('the supplier side of the demo catalogue', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'catalogue-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const write = (name: string, category: unknown) => writeFileSync(join(dir, name), JSON.stringify(category));
  const goods = { name: 'Token PLN 20.000', brand: 'PLN', cost_amount: 20_100 };

  it('sells what has a supplier code, with its cut-off, and nothing else', () => {
    const name = { id: 'Token listrik', en: 'Tokens' };
    const token = { ...goods, supplier_sku: 'pln20', cut_off_start: '23:00', cut_off_end: '01:00' };
    write('a.json', { name, type: 'pln', products: [token, { ...goods, supplier_sku: null }] });
    const catalogue = openCatalogue(dir);
    assert.equal(catalogue.priceList({ cmd: 'prepaid' }).length, 1);
    const product = catalogue.find('pln20');
    assert.deepEqual([product?.price, product?.category, product?.goods], [20_100, 'Token listrik', 'pln']);
    assert.deepEqual(product?.cutOff, { start: '23:00', end: '01:00' });
  });

  it('treats goods without a cost as bills', () => {
    const bill = {
      supplier_sku: 'pdamjkt',
      name: 'Air',
      brand: 'PAM',
      cost_amount: 0,
      admin_fee_amount: 3_000,
    };
    write('b.json', { name: { id: 'PDAM' }, type: 'pdam', products: [bill] });
    const catalogue = openCatalogue(dir);
    assert.deepEqual(catalogue.find('pdamjkt')?.postpaid, { kind: 'pdam', admin: 3_000, commission: 800 });
    assert.equal(catalogue.priceList({ cmd: 'pasca' }).length, 1);
  });

  it('always knows the documented test products, listed or not', () => {
    write('a.json', { name: { id: 'PLN' }, type: 'pln', products: [{ ...goods, supplier_sku: 'pln20' }] });
    const catalogue = openCatalogue(dir);
    assert.equal(catalogue.find('xld10')?.price, 10_500);
    assert.equal(catalogue.priceList({ cmd: 'prepaid', code: 'xld10' }).length, 0);
  });

  it('falls back to a list of its own where there is no catalogue', () => {
    assert.ok(openCatalogue(join(dir, 'nowhere')).priceList({ cmd: 'prepaid' }).length > 5);
  });

  it("reads the store's own catalogue", () => {
    assert.ok(openCatalogue().priceList({ cmd: 'prepaid' }).length > 100);
  });
});
