import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { aDefinition, aGrant, aLiveRule } from '../../test/factories/discounts.js';
import { aDigitalProduct } from '../../test/factories/products.js';
import { digitalOrder, luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { aLiveVoucher } from '../../test/factories/vouchers.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { system, type Customer } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { grantCode } from '../discounts/index.js';
import type { Product } from '../products/index.js';
import type { User } from '../users/index.js';
import { moveVoucher } from '../vouchers/index.js';
import {
  explainCode,
  explainCodeOnSale,
  transactionById,
  type ExplainedCode,
  type Transaction,
} from './index.js';

const customerOf = ({ id, customerType }: User): Customer => ({ kind: 'customer', id, customerType });

const failed = (code: ExplainedCode | null) =>
  code?.judgements.filter(({ holds }) => !holds).map(({ condition }) => condition);

const hour = 3_600_000;
const hence = (ms: number): Date => new Date(clock.now().getTime() + ms);

describe('why a code helped a sale, or did not', function () {
  this.timeout(60_000);
  useSandbox();
  let product: Product;
  before(async () => {
    product = await aDigitalProduct({ supplierSku: 'xld10', costAmount: 20_000, retailPriceAmount: 32_000 });
  });

  async function aBuyer(): Promise<User> {
    const user = await aCustomer();
    await drainJobs();
    return user;
  }

  const order = (user: User, extra: object) =>
    as(user).post('/transactions', digitalOrder(product, luckyNumber, extra));

  async function placed(user: User, extra: object = {}): Promise<Transaction> {
    const { status, body } = await order(user, extra);
    assert.equal(status, 201, JSON.stringify(body));
    return transactionById((body as { data: { id: string } }).data.id);
  }

  const pause = (id: string) =>
    inTransaction(system('test'), (uow) => moveVoucher(uow, { id, event: 'pause', reason: 'Uji' }));

  it('says that a sale had it, though it could not be used again and is paused since', async () => {
    const user = await aBuyer();
    const { code, voucher } = await aLiveVoucher({ personLimit: 1, useLimit: 1, firstPurchaseOnly: true });
    const sale = await placed(user, { voucher_code: code });
    await pause(voucher.id);
    const told = await explainCodeOnSale(code, customerOf(user), sale);
    assert.deepEqual([told?.isUsed, failed(told), told?.cart], [true, [], { amount: 5_000, refusal: null }]);
  });

  it('says what was found when the customer tried it, whatever has become of the voucher since', async () => {
    const user = await aBuyer();
    const { code, voucher } = await aLiveVoucher({ minimumSpendAmount: 50_000 });
    assert.equal((await order(user, { voucher_code: code })).status, 422);
    const sale = await placed(user);
    await pause(voucher.id);
    const told = await explainCodeOnSale(code, customerOf(user), sale);
    assert.deepEqual(
      [told?.isUsed, failed(told), told?.cart],
      [false, [], { amount: 0, refusal: 'minimum_spend' }],
    );
  });

  it('judges what nobody tried as of the sale, which is not its own first purchase', async () => {
    const user = await aBuyer();
    const { code } = await aLiveVoucher({ firstPurchaseOnly: true, personLimit: 1 });
    const sale = await placed(user);
    await query(`UPDATE transactions SET status = 'PAID' WHERE id = ?`, [sale.id]);
    assert.deepEqual(failed(await explainCodeOnSale(code, customerOf(user), sale)), []);
    assert.deepEqual(failed(await explainCode(code, customerOf(user))), ['first_purchase']);
  });

  it('knows the codes that rules have granted, with whatever became of them, to their account alone', async () => {
    const [owner, stranger] = [await aBuyer(), await aBuyer()];
    const rule = await aLiveRule(aDefinition());
    const validUntil = hence(-hour);
    await aGrant(rule, owner.id, { validUntil });
    const code = grantCode(rule.ruleId, owner.id, 'Y2031');
    assert.equal((await order(owner, { voucher_code: code })).status, 422);
    const [refusal] = await query<{ reason: string }>(
      'SELECT reason FROM voucher_refusals WHERE user_id = ? ORDER BY id DESC LIMIT 1',
      [owner.id],
    );
    assert.equal(refusal?.reason, 'period');
    const told = await explainCode(code, customerOf(owner));
    assert.deepEqual([told?.ruleId, told?.voucherId, failed(told)], [rule.ruleId, null, ['period']]);
    assert.equal(await explainCode(code, customerOf(stranger)), null);
  });

  it('names the end of a period as well as its beginning', async () => {
    const user = await aBuyer();
    const validUntil = hence(hour).toISOString();
    const { code } = await aLiveVoucher({ validUntil });
    const told = await explainCode(code, customerOf(user));
    const period = told?.judgements.find(({ condition }) => condition === 'period');
    assert.equal(period?.needed['untilAt'], validUntil);
  });
});
