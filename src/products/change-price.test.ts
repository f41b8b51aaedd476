import assert from 'node:assert/strict';
import { aDigitalProduct, aMarginRule } from '../../test/factories/products.js';
import { aStaff } from '../../test/factories/staff.js';
import { system, type Actor } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { approve } from '../staff/index.js';
import { changePrice, requestPrice } from './change-price.js';
import { marginRules } from './margin-rules.js';
import { explainPrice } from './price.js';
import { Product } from './product.entity.js';
import type { ChangePrice } from './product.forms.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const saved = (id: string) => database().getRepository(Product).findOneByOrFail({ id });

type Prices = Omit<ChangePrice, 'productId' | 'version' | 'reason'>;

const wish = ({ id, version }: Product, prices: Prices): ChangePrice => ({
  productId: id,
  version,
  reason: 'Menghabiskan stok lama',
  ...prices,
});

const change = (actor: Actor, product: Product, prices: Prices) =>
  inTransaction(actor, (uow) => changePrice(uow, wish(product, prices)));

async function agree(product: Product, prices: Prices) {
  const approval = await inTransaction(await aStaff('catalogue'), (uow) =>
    requestPrice(uow, wish(product, prices)),
  );
  const say = async () => {
    const word = { approvalId: approval.id, reason: 'Untuk promosi' };
    return inTransaction(await aStaff('admin'), (uow) => approve(uow, word));
  };
  return { approval, say };
}

const unitPrice = async (product: Product) =>
  explainPrice(product, 'retail', await marginRules()).unit_amount;

describe('a price below cost', () => {
  it('is nothing that one person sets, from either side, whatever their role', async () => {
    const product = await aDigitalProduct({ costAmount: 10_000, retailPriceAmount: 12_000 });
    for (const role of ['catalogue', 'owner'] as const) {
      const actor = await aStaff(role);
      for (const prices of [{ retailPriceAmount: 9_999 }, { costAmount: 12_001 }])
        await assert.rejects(change(actor, product, prices), refusal('approval_required'));
    }
    assert.equal((await saved(product.id)).version, 1);
  });

  it('is nothing that the machinery sets', async () => {
    const product = await aDigitalProduct({ costAmount: 10_000 });
    await assert.rejects(
      change(system('sync'), product, { retailPriceAmount: 9_000 }),
      refusal('price_below_cost'),
    );
  });

  it('is asked of customers once a second person agrees, measured by the loss with each piece', async () => {
    const product = await aDigitalProduct({ costAmount: 10_000, resellerPriceAmount: 11_000 });
    const { approval, say } = await agree(product, { retailPriceAmount: 9_500, resellerPriceAmount: 9_200 });
    assert.equal(approval.amount, 800);
    await say();
    const after = await saved(product.id);
    assert.deepEqual([after.retailPriceAmount, after.lossAgreedCostAmount], [9_500, 10_000]);
    assert.equal(await unitPrice(after), 9_500);
  });

  it('holds only while the cost does not rise, and ends with the next sound price', async () => {
    await aMarginRule({ marginAmount: 500 });
    const product = await aDigitalProduct({ costAmount: 10_000 });
    const { say } = await agree(product, { retailPriceAmount: 9_500 });
    await say();
    const after = await saved(product.id);
    const dearer = Object.assign(new Product(), after, { costAmount: 10_001 });
    assert.ok((await unitPrice(dearer)) >= 10_001);
    await change(await aStaff('catalogue'), after, { retailPriceAmount: 12_000 });
    assert.equal((await saved(product.id)).lossAgreedCostAmount, null);
  });

  it('is not set on a product that has changed since it was asked', async () => {
    const product = await aDigitalProduct({ costAmount: 10_000 });
    const { say } = await agree(product, { retailPriceAmount: 9_500 });
    await change(await aStaff('catalogue'), product, { retailPriceAmount: 13_000 });
    await assert.rejects(say(), refusal('changed_meanwhile'));
    assert.equal((await saved(product.id)).retailPriceAmount, 13_000);
  });
});
