import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import {
  aDefinition,
  aGrant,
  aLiveRule,
  aPriceRule,
  type RunningRule,
} from '../../test/factories/discounts.js';
import { aDigitalProduct } from '../../test/factories/products.js';
import { aStaff } from '../../test/factories/staff.js';
import { digitalOrder, luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { aFilledWallet } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { discountRuleChecks, end, grantCode, grantsOf, pause, type Definition } from '../discounts/index.js';
import { runAudit } from '../ledger/index.js';
import type { Product } from '../products/index.js';
import { editUser, personOf, type ProfileChanges, type User } from '../users/index.js';
import { cancelTransaction, placeSchema, placeTransaction, transactionChecks } from './index.js';
import type { TransactionResource } from './index.js';

interface Shopper {
  user: User;
  walletId: string;
}

const reason = 'Program uji coba';

/** A customer of whom rules know, as they do moments after somebody signs up. */
async function aShopper(values: Parameters<typeof aCustomer>[0] = {}): Promise<Shopper> {
  const user = await aCustomer(values);
  await drainJobs();
  return { user, walletId: (await aFilledWallet(user.id, 900_000)).id };
}

describe('S1.6 S1.21 a sale under discount rules', function () {
  this.timeout(120_000);
  useSandbox();
  let product: Product;
  const running: RunningRule[] = [];

  before(async () => {
    product = await aDigitalProduct({ supplierSku: 'xld10', costAmount: 20_000, retailPriceAmount: 32_000 });
  });

  const live = async (definition: Definition): Promise<RunningRule> => {
    const rule = await aLiveRule(definition);
    running.push(rule);
    return rule;
  };

  const admin = async <T>(work: (uow: Parameters<Parameters<typeof inTransaction<T>>[1]>[0]) => Promise<T>) =>
    inTransaction(await aStaff('admin'), work);

  afterEach(async () => {
    for (const { versionId } of running.splice(0))
      await admin((uow) => end(uow, { versionId, reason })).catch(() => undefined);
    const report = await runAudit([...discountRuleChecks, ...transactionChecks]);
    assert.deepEqual(
      report.checks.filter(({ ok }) => !ok),
      [],
    );
  });

  const order = (extra: object = {}) => digitalOrder(product, luckyNumber, extra);

  async function placed({ user }: Shopper, extra: object = {}): Promise<TransactionResource> {
    const response = await as(user).post('/transactions', order(extra));
    assert.equal(response.status, 201, JSON.stringify(response.body));
    return (response.body as { data: TransactionResource }).data;
  }

  async function buy({ user, walletId }: Shopper, extra: object = {}): Promise<string> {
    const wish = placeSchema.parse(order({ payment: { gateway: 'wallet', wallet_id: walletId }, ...extra }));
    const key = newId();
    const actor = { kind: 'customer', id: user.id, customerType: 'retail' } as const;
    const idempotency = { owner: user.id, route: 'race', key, bodyHash: key.padEnd(64, '0') };
    try {
      const { transaction } = await placeTransaction({ order: wish, actor, locale: 'id', idempotency });
      return transaction.discountAmount > 0 ? 'less' : 'full';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  const tally = (answers: string[]) =>
    Object.fromEntries(
      [...new Set(answers)].sort().map((each) => [each, answers.filter((a) => a === each).length]),
    );

  const statusesOf = async (rule: RunningRule) =>
    (
      await query<{ status: string }>(
        'SELECT status FROM discount_grants WHERE rule_id = ? ORDER BY created_at',
        [rule.ruleId],
      )
    ).map(({ status }) => status);

  const spentOf = async ({ versionId }: RunningRule) => {
    const [row] = await query<{ spent: string }>(
      'SELECT budget_used_amount AS spent FROM discount_versions WHERE id = ?',
      [versionId],
    );
    return Number(row?.spent);
  };

  it('costs less by itself, keeps why, and is shown beforehand', async () => {
    const shopper = await aShopper();
    const rule = await live(aPriceRule());
    const available = await as(shopper.user).get('/discounts/available');
    assert.deepEqual(
      (available.body as { data: { rule_id: string; amount: number }[] }).data.map((each) => [
        each.rule_id,
        each.amount,
      ]),
      [[rule.ruleId, 1_000]],
    );
    const sale = await placed(shopper);
    assert.deepEqual([sale.discount_amount, sale.goods_amount], [1_000, 32_000]);
    const [kept] = await query<{ source: string; source_id: string; amount: string }>(
      'SELECT source, source_id, amount FROM transaction_discounts WHERE transaction_id = ?',
      [sale.id],
    );
    assert.deepEqual(
      { ...kept, amount: Number(kept?.amount) },
      { source: 'rule', source_id: rule.ruleId, amount: 1_000 },
    );
    assert.deepEqual(await statusesOf(rule), ['RESERVED']);
  });

  it('gives only those who qualify, and guests nothing', async () => {
    const shopper = await aShopper();
    await live(aPriceRule({ who: { all: [{ code: 'customer_type', args: { type: 'reseller' } }] } }));
    assert.equal((await placed(shopper)).discount_amount, 0);
    assert.equal((await anonymous.get('/discounts/available')).status, 401);
  });

  it('is paid: what was set aside is used; and called off: it can be had again, once', async () => {
    const shopper = await aShopper();
    const rule = await live(aPriceRule({ limits: { per: 'ever', budget_amount: 5_000 } }));
    const first = await placed(shopper);
    assert.deepEqual([first.discount_amount, await spentOf(rule)], [1_000, 1_000]);
    assert.equal((await placed(shopper)).discount_amount, 0);
    await admin((uow) => cancelTransaction(uow, { transactionId: first.id, reason }));
    assert.deepEqual([await statusesOf(rule), await spentOf(rule)], [['RETURNED'], 0]);
    assert.equal(await buy(shopper), 'less');
    assert.deepEqual([await statusesOf(rule), await spentOf(rule)], [['USED'], 1_000]);
    assert.equal(await buy(shopper), 'full');
  });

  it('never spends more than the budget, whoever buys at once, and sells at full price once it is not enough', async () => {
    const shoppers: Shopper[] = [];
    for (let made = 0; made < 24; made += 1) shoppers.push(await aShopper());
    const rule = await live(aPriceRule({ limits: { per: 'ever', budget_amount: 5_500 } }));
    const answers = await Promise.all(shoppers.map((shopper) => buy(shopper)));
    assert.equal(tally(answers)['less'], 5);
    // Who was shown the lower price is told; who came later was not shown it any more.
    assert.ok(answers.every((answer) => ['less', 'full', 'discount_gone'].includes(answer)));
    const again = shoppers.filter((_, index) => answers[index] === 'discount_gone');
    assert.deepEqual(new Set(await Promise.all(again.map((shopper) => buy(shopper)))), new Set(['full']));
    assert.equal(await spentOf(rule), 5_000);
  });

  it('gives one person once, however often they buy at once', async () => {
    const shopper = await aShopper();
    await live(aPriceRule({ limits: { per: 'day' } }));
    const answers = await Promise.all(Array.from({ length: 6 }, () => buy(shopper)));
    assert.equal(tally(answers)['less'], 1);
  });

  it('gives nothing any more in the moment in which a rule is paused, with a budget or without', async () => {
    for (const limits of [{ per: 'sale' as const }, { per: 'sale' as const, budget_amount: 100_000 }]) {
      const shoppers = [await aShopper(), await aShopper()];
      const rule = await live(aPriceRule({ limits }));
      assert.equal(await buy(shoppers[0]!), 'less');
      await query(`UPDATE discount_versions SET status = 'PAUSED' WHERE id = ?`, [rule.versionId]);
      assert.equal(await buy(shoppers[1]!), 'discount_gone');
      assert.equal(await buy(shoppers[1]!), 'full');
      await query(`UPDATE discount_versions SET status = 'LIVE' WHERE id = ?`, [rule.versionId]);
      await admin((uow) => pause(uow, { versionId: rule.versionId, reason }));
      assert.equal(await buy(shoppers[1]!), 'full');
    }
  });

  it('costs its full price where the grant of the period was of another kind', async () => {
    const shopper = await aShopper();
    const rule = await live(aPriceRule({ limits: { per: 'ever' } }));
    await aGrant(rule, shopper.user.id, { periodKey: 'E' });
    assert.equal(await buy(shopper), 'full');
    assert.deepEqual(await statusesOf(rule), ['GRANTED']);
  });

  it('takes a granted voucher by its code from its account alone, once', async () => {
    const [owner, stranger] = [await aShopper(), await aShopper()];
    const rule = await live(
      aDefinition({ effect: { code: 'voucher', args: { kind: 'FIXED', amount: 3_000 } } }),
    );
    await aGrant(rule, owner.user.id, { amount: 3_000 });
    const [granted] = await grantsOf(owner.user.id);
    const code = grantCode(rule.ruleId, owner.user.id, 'Y2031');
    assert.equal(granted?.code, code);
    assert.equal(await buy(stranger, { voucher_code: code }), 'voucher_not_usable');
    const answers = await Promise.all([1, 2, 3].map(() => buy(owner, { voucher_code: code })));
    assert.equal(tally(answers)['less'], 1);
    assert.equal(await buy(owner, { voucher_code: code }), 'voucher_not_usable');
    assert.deepEqual(await statusesOf(rule), ['USED']);
  });

  it('leaves a granted voucher with its account, whoever turns out to be the same person', async () => {
    const [early, owner] = [await aShopper(), await aShopper()];
    const rule = await live(
      aDefinition({ effect: { code: 'voucher', args: { kind: 'FIXED', amount: 3_000 } } }),
    );
    await aGrant(rule, owner.user.id, { amount: 3_000 });
    const [granted] = await grantsOf(owner.user.id);
    const voucher_code = granted?.code;
    const namesake = await aShopper({ email: owner.user.email?.replace('@', '+lain@') ?? '' });
    assert.equal(await personOf(namesake.user.id), owner.user.id);
    const mine = await as(namesake.user).get('/vouchers/mine');
    assert.deepEqual([mine.status, (mine.body as { data: unknown[] }).data], [200, []]);
    assert.equal(await buy(namesake, { voucher_code }), 'voucher_not_usable');
    const edit = (userId: string, changes: ProfileChanges) =>
      admin((uow) => editUser(uow, { userId, changes }));
    await edit(early.user.id, uniqueContact());
    await edit(owner.user.id, { phone: early.user.phone ?? '' });
    await drainJobs();
    assert.equal(await personOf(owner.user.id), early.user.id);
    assert.equal(await buy(early, { voucher_code }), 'voucher_not_usable');
    assert.equal(await buy(owner, { voucher_code }), 'less');
    assert.deepEqual(await statusesOf(rule), ['USED']);
  });

  it('gives a granted voucher back when the sale is called off, and not once it has run out or is paused', async () => {
    const owner = await aShopper();
    const rule = await live(
      aDefinition({ effect: { code: 'voucher', args: { kind: 'FIXED', amount: 3_000 } } }),
    );
    await aGrant(rule, owner.user.id, {
      amount: 3_000,
      validUntil: new Date(clock.now().getTime() + 3_600_000),
    });
    const voucher_code = grantCode(rule.ruleId, owner.user.id, 'Y2031');
    const sale = await placed(owner, { voucher_code });
    assert.equal(sale.discount_amount, 3_000);
    await admin((uow) => cancelTransaction(uow, { transactionId: sale.id, reason }));
    assert.deepEqual(await statusesOf(rule), ['GRANTED']);
    await admin((uow) => pause(uow, { versionId: rule.versionId, reason }));
    assert.equal(await buy(owner, { voucher_code }), 'voucher_not_usable');
    await admin((uow) => end(uow, { versionId: rule.versionId, reason }));
    await query('UPDATE discount_grants SET valid_until = ? WHERE rule_id = ?', [clock.now(), rule.ruleId]);
    assert.equal(await buy(owner, { voucher_code }), 'voucher_not_usable');
  });

  it('never sells below cost, however many rules give something', async () => {
    const shopper = await aShopper();
    for (const stacking_group of ['one', 'two', 'three'])
      await live(
        aPriceRule({ effect: { code: 'price', args: { kind: 'FIXED', amount: 9_000, stacking_group } } }),
      );
    const sale = await placed(shopper);
    assert.equal(sale.discount_amount, 12_000);
  });
});
