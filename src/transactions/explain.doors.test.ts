import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aDefinition, aLiveRule, aSegment, type RunningRule } from '../../test/factories/discounts.js';
import { aDigitalProduct } from '../../test/factories/products.js';
import { digitalOrder, luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { forgetLiveRules, isHeldOut, type Definition, type Who } from '../discounts/index.js';
import type { Product } from '../products/index.js';
import type { User } from '../users/index.js';
import { explainSaleToStaff, transactionById, type TransactionResource } from './index.js';

interface Explained {
  rule_id: string;
  is_given: boolean;
  amount: number;
  text: string;
  unlocks: string;
  conditions: { code: string }[];
}

const price = (args: object) => ({ code: 'price', args: { kind: 'FIXED', amount: 2_000, ...args } });
const atSale = (who: Who, values: Partial<Definition> = {}): Definition =>
  aDefinition({ who, when: 'sale', effect: price({}), limits: { per: 'sale' }, ...values });

describe('why a discount was given, or not', function () {
  this.timeout(60_000);
  useSandbox();
  let product: Product;
  let user: User;
  const running: RunningRule[] = [];

  const live = async (definition: Definition): Promise<RunningRule> => {
    const rule = await aLiveRule(definition);
    running.push(rule);
    return rule;
  };

  before(async () => {
    product = await aDigitalProduct({ supplierSku: 'xld10', costAmount: 20_000, retailPriceAmount: 32_000 });
    user = await aCustomer();
    await drainJobs();
  });
  afterEach(async () => {
    for (const { versionId } of running.splice(0))
      await query(
        `UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL, ended_at = NOW(3) WHERE id = ?`,
        [versionId],
      );
    await forgetLiveRules();
  });

  async function placed(): Promise<TransactionResource> {
    const response = await as(user).post('/transactions', digitalOrder(product, luckyNumber));
    assert.equal(response.status, 201, JSON.stringify(response.body));
    return (response.body as { data: TransactionResource }).data;
  }

  const dataOf = ({ status, body }: { status: number; body: unknown }): Explained[] => {
    assert.equal(status, 200, JSON.stringify(body));
    return (body as { data: Explained[] }).data;
  };

  const ofSale = async (id: string) => dataOf(await as(user).get(`/discounts/explain?transaction_id=${id}`));
  const ofCart = async (quantity = 1) =>
    dataOf(
      await as(user).post('/discounts/explain', {
        cart: { lines: [{ product_id: product.id, quantity }] },
      }),
    );
  const of = ({ ruleId }: RunningRule, explained: Explained[]) =>
    explained.find(({ rule_id }) => rule_id === ruleId);

  it('tells what a rule took off a cart, and off the sale that came of it', async () => {
    const rule = await live(atSale({ all: [] }));
    const [before, sale] = [of(rule, await ofCart()), await placed()];
    const after = of(rule, await ofSale(sale.id));
    assert.deepEqual([before?.is_given, before?.amount], [true, 2_000]);
    assert.deepEqual([after?.is_given, after?.amount], [true, 2_000]);
    assert.match(after?.text ?? '', /Rp\s2\.000/);
  });

  it('names the condition that failed and what would unlock it', async () => {
    const rule = await live(atSale({ code: 'lifetime_spend', args: { amount: 500_000 } }));
    const explained = of(rule, await ofCart());
    assert.equal(explained?.is_given, false);
    assert.deepEqual(
      explained?.conditions.map(({ code }) => code),
      ['lifetime_spend'],
    );
    assert.match(explained?.text ?? '', /Rp\s500\.000.*Rp\s0/);
    assert.match(explained?.unlocks ?? '', /Rp\s500\.000/);
  });

  it('says how much is missing to the least spend', async () => {
    const rule = await live(atSale({ all: [] }, { effect: price({ minimum_spend_amount: 50_000 }) }));
    const explained = of(rule, await ofCart());
    assert.match(explained?.unlocks ?? '', /Rp\s18\.000/);
  });

  it('says nothing to customers of rules that are not for them, or of who is held out', async () => {
    const [listed, resellers, heldOut] = [
      await live(atSale({ code: 'segment', args: { segment_id: await aSegment() } })),
      await live(atSale({ code: 'customer_type', args: { type: 'reseller' } })),
      await live(aDefinition({ hold_out_bps: 5_000 })),
    ];
    const told = await ofCart();
    assert.equal(of(listed, told), undefined);
    assert.equal(of(resellers, told), undefined);
    assert.equal(of(heldOut, told) === undefined, isHeldOut(heldOut.ruleId, user.id, 5_000));
  });

  it('shows staff every rule with every condition, needed and actual', async () => {
    const rule = await live(
      atSale({
        all: [
          { code: 'customer_type', args: { type: 'retail' } },
          { code: 'order_count', args: { least: 3 } },
        ],
      }),
    );
    const sale = await placed();
    const said = (await explainSaleToStaff(await transactionById(sale.id), 'id')).find(
      ({ ruleId }) => ruleId === rule.ruleId,
    );
    assert.deepEqual(
      said?.reasons.map(({ code, holds }) => [code, holds]),
      [
        ['customer_type', true],
        ['order_count', false],
      ],
    );
    assert.equal(said?.isGiven, false);
  });

  it('judges a sale by the rules and facts of its time, whatever came later', async () => {
    const rule = await live(atSale({ code: 'order_count', args: { least: 0, most: 0 } }));
    const sale = await placed();
    assert.equal(of(rule, await ofSale(sale.id))?.is_given, true);
    await query('UPDATE customer_figures SET order_count = 5 WHERE user_id = ?', [user.id]);
    const later = await live(atSale({ all: [] }));
    const told = await ofSale(sale.id);
    assert.equal(of(rule, told)?.is_given, true);
    assert.equal(of(later, told), undefined);
    await query('UPDATE customer_figures SET order_count = 0 WHERE user_id = ?', [user.id]);
  });

  it('judges a sale by the type of customer with which it was placed', async () => {
    const rule = await live(
      atSale(
        { all: [{ code: 'customer_type', args: { type: 'retail' } }] },
        { effect: price({ minimum_spend_amount: 90_000 }) },
      ),
    );
    const sale = await placed();
    const type = (name: string) =>
      query('UPDATE customer_figures SET customer_type = ? WHERE user_id = ?', [name, user.id]);
    await type('reseller');
    assert.match(of(rule, await ofSale(sale.id))?.unlocks ?? '', /Rp\s58\.000/);
    await type('retail');
  });

  it('is not told to strangers, and not about sales that are not there', async () => {
    const sale = await placed();
    const path = `/discounts/explain?transaction_id=${sale.id}`;
    assert.equal((await anonymous.get(path)).status, 401);
    assert.equal((await as(await aCustomer()).get(path)).status, 404);
    assert.equal((await as(user).get(`/discounts/explain?transaction_id=${newId()}`)).status, 404);
    assert.equal((await as(user).get('/discounts/explain')).status, 422);
    assert.equal((await anonymous.post('/discounts/explain', { cart: { lines: [] } })).status, 401);
    assert.equal((await as(user).post('/discounts/explain', { cart: { lines: [] } })).status, 422);
  });
});
