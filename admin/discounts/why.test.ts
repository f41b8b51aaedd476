import assert from 'node:assert/strict';
import { aDesk, useConsole, visit, type Desk } from '../../test/console.js';
import { aDefinition, aLiveRule, someFacts } from '../../test/factories/discounts.js';
import { aDigitalProduct } from '../../test/factories/products.js';
import { digitalOrder } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { aLiveVoucher } from '../../test/factories/vouchers.js';
import { as } from '../../test/app.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { newId } from '../../src/platform/ids.js';
import type { User } from '../../src/users/index.js';
import type { WhyData } from './components/why-data.js';

const page = '/admin/api/pages/discountWhy';

const ask = async (desk: Desk, asked: Record<string, string>): Promise<WhyData> =>
  (await desk.get(`${page}?${new URLSearchParams(asked).toString()}`)).body as unknown as WhyData;

describe('why a customer did not get a discount', function () {
  this.timeout(60_000);
  useConsole();
  useSandbox();
  let support: Desk;
  let user: User;
  before(async () => {
    support = await aDesk('support');
    user = await aCustomer();
    await drainJobs();
  });

  it('says of each condition of a rule what it asks for, what was found, and which failed first', async () => {
    const city = `Kota ${newId()}`;
    const rule = await aLiveRule(
      aDefinition({
        who: {
          all: [
            { code: 'customer_type', args: { type: 'retail' } },
            { code: 'lifetime_spend', args: { amount: 500_000 } },
            { code: 'city', args: { cities: [city] } },
          ],
        },
      }),
    );
    const answer = await ask(support, { customer: user.email ?? '' });
    assert.deepEqual([answer.customer?.id, answer.missing], [user.id, null]);
    const told = answer.rules.find(({ ruleId }) => ruleId === rule.ruleId);
    assert.deepEqual(
      told?.reasons.map(({ code, holds }) => [code, holds]),
      [
        ['customer_type', true],
        ['lifetime_spend', false],
        ['city', false],
      ],
    );
    assert.match(told.unlocks.replace(/\s/g, ' '), /Rp 500\.000/);
    assert.equal(told.isGiven, false);
    const byId = await ask(support, { customer: user.id, lang: 'en' });
    const english = byId.rules.find(({ ruleId }) => ruleId === rule.ruleId);
    assert.equal(english?.reasons[0]?.needed, 'are of type Retail');
  });

  it('explains a sale by its number, as things were when it was placed', async () => {
    const rule = await aLiveRule(
      aDefinition({ who: { all: [{ code: 'order_count', args: { least: 3 } }] } }),
    );
    const product = await aDigitalProduct({
      supplierSku: 'xld10',
      costAmount: 20_000,
      retailPriceAmount: 32_000,
    });
    const placed = await as(user).post('/transactions', digitalOrder(product));
    const { number, id } = (placed.body as { data: { number: string; id: string } }).data;
    const answer = await ask(support, { sale: number.toLowerCase() });
    assert.equal(answer.sale?.id, id);
    assert.equal(answer.rules.find(({ ruleId }) => ruleId === rule.ruleId)?.isGiven, false);
    assert.equal((await ask(support, { sale: id })).sale?.number, number);
  });

  it('tells staff why a code cannot be used, and no one that a code exists who may not ask', async () => {
    const { code, voucher } = await aLiveVoucher({ customerTypes: ['reseller'] });
    const answer = await ask(support, { customer: user.id, code });
    assert.equal(answer.code?.href, `/admin/resources/Voucher/records/${voucher.id}/show`);
    const failed = answer.code.judgements.filter(({ holds }) => !holds);
    assert.deepEqual(
      failed.map(({ condition }) => condition),
      ['customer_type'],
    );
    assert.equal((await ask(support, { customer: user.id, code: 'TIDAKADA' })).code, null);
    for (const role of ['catalogue', 'viewer'] as const)
      assert.deepEqual((await (await aDesk(role)).get(`${page}?customer=${user.id}&code=${code}`)).body, {
        forbidden: true,
      });
    assert.equal((await visit(page)).status, 401);
  });

  it('says what it could not find', async () => {
    assert.equal((await ask(support, { sale: 'AMN-0' })).missing, 'sale');
    assert.equal((await ask(support, { customer: someFacts().userId })).missing, 'customer');
    assert.equal((await ask(support, { customer: 'bukan siapa-siapa' })).missing, 'customer');
    const empty = await ask(support, {});
    assert.deepEqual([empty.missing, empty.rules, empty.code], [null, [], null]);
  });
});
