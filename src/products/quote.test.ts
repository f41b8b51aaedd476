import assert from 'node:assert/strict';
import { aCategory, aDigitalProduct, aMarginRule, aPhysicalProduct } from '../../test/factories/products.js';
import { clock, moveClock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { CustomerType } from '../users/index.js';
import { mostPieces, quoteLines } from './quote.js';
import type { StockLine } from './stock.js';

const quote = (customerType: CustomerType, ...wanted: StockLine[]) => quoteLines(customerType, wanted);

async function refusal(...wanted: StockLine[]): Promise<DomainError> {
  const thrown: unknown = await quote('retail', ...wanted).catch((error: unknown) => error);
  assert.ok(thrown instanceof DomainError, String(thrown));
  return thrown;
}

const one = ({ id }: { id: string }): StockLine => ({ productId: id, quantity: 1 });

/** Sets business time to an instant. */
const setClock = (moment: string) => {
  moveClock(0);
  moveClock(new Date(moment).getTime() - clock.now().getTime());
};

describe('quoteLines', () => {
  afterEach(() => moveClock(0));

  it('S4.30 quotes the tier of the customer, whole lines included', async () => {
    const product = await aPhysicalProduct({ adminFeeAmount: 500 });
    const wanted = { productId: product.id, quantity: 3 };
    const amounts = async (tier: CustomerType) => {
      const [line] = await quote(tier, wanted);
      return [line?.unitAmount, line?.totalAmount, line?.costAmount, line?.adminFeeAmount];
    };
    assert.deepEqual(await amounts('retail'), [12_000, 36_000, 30_000, 1_500]);
    assert.deepEqual(await amounts('reseller'), [11_000, 33_000, 30_000, 1_500]);
  });

  it('explains a price that margin rules made', async () => {
    const category = await aCategory();
    await aMarginRule({ categoryId: category.id, marginBps: 1_000, marginAmount: 20 });
    const product = await aPhysicalProduct({ categoryId: category.id, retailPriceAmount: null });
    const [line] = await quote('retail', one(product));
    assert.equal(line?.unitAmount, 11_100);
    assert.deepEqual(
      line.explanation.lines.map(({ code, amount }) => [code, amount]),
      [
        ['cost', 10_000],
        ['margin_category', 1_020],
        ['rounding', 80],
      ],
    );
  });

  it('answers the lines in the order they were asked', async () => {
    const products = [await aPhysicalProduct(), await aPhysicalProduct(), await aPhysicalProduct()].reverse();
    const lines = await quote('retail', ...products.map(one));
    assert.deepEqual(
      lines.map(({ product }) => product.id),
      products.map(({ id }) => id),
    );
  });

  it('names lines that are unknown, repeated or of no sensible quantity', async () => {
    const product = await aPhysicalProduct();
    const error = await refusal(one(product), one(product), one({ id: newId() }));
    assert.deepEqual([error.code, error.status], ['invalid_input', 422]);
    assert.deepEqual(error.fields, [
      { path: 'lines.1.product_id', code: 'repeated' },
      { path: 'lines.2.product_id', code: 'unknown_reference' },
    ]);
    for (const quantity of [0, -1, 1.5, Number.NaN, mostPieces + 1]) {
      const { fields } = await refusal({ productId: product.id, quantity });
      assert.deepEqual(fields, [{ path: 'lines.0.quantity', code: 'invalid' }]);
    }
  });

  it('refuses what is switched off: product, category, supplier, or a bill without a known cost', async () => {
    const closed = await aCategory({ active: false });
    const refused = [
      await aPhysicalProduct({ active: false }),
      await aPhysicalProduct({ categoryId: closed.id }),
      await aDigitalProduct({ supplierActive: false }),
      await aDigitalProduct({ costAmount: 0, retailPriceAmount: 0, adminFeeAmount: 2_500 }),
    ];
    for (const product of refused) {
      const error = await refusal(one(product));
      assert.deepEqual([error.code, error.status], ['product_unavailable', 409]);
    }
  });

  it('refuses more pieces than there are, and says how many are left', async () => {
    const product = await aPhysicalProduct({ stock: 2 });
    const error = await refusal({ productId: product.id, quantity: 3 });
    assert.deepEqual([error.code, error.status, error.params['left']], ['out_of_stock', 409, 2]);
  });

  it('refuses a product in its cut-off hours with the time it opens again', async () => {
    const product = await aDigitalProduct({ cutOffStart: '23:00', cutOffEnd: '01:00' });
    setClock('2030-03-01T23:30:00+07:00');
    const error = await refusal(one(product));
    assert.deepEqual([error.code, error.status], ['product_cut_off', 409]);
    assert.equal(error.params['opens_at'], '2030-03-01T18:00:00.000Z');
    assert.equal(error.params['time'], '01:00');
    setClock('2030-03-02T01:00:01+07:00');
    assert.equal((await quote('retail', one(product))).length, 1);
  });
});
