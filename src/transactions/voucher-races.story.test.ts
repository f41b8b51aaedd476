import assert from 'node:assert/strict';
import { aCustomer } from '../../test/factories/users.js';
import { aDigitalProduct } from '../../test/factories/products.js';
import { digitalOrder, luckyNumber } from '../../test/factories/transactions.js';
import { aLiveVoucher } from '../../test/factories/vouchers.js';
import { aFilledWallet } from '../../test/factories/wallets.js';
import { system } from '../platform/actor.js';
import { database, query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { runAudit } from '../ledger/index.js';
import type { Product } from '../products/index.js';
import type { User } from '../users/index.js';
import { moveVoucher, returnVouchers, Voucher, voucherChecks } from '../vouchers/index.js';
import { placeSchema, placeTransaction, transactionChecks } from './index.js';

interface Shopper {
  user: User;
  walletId: string;
}

const aShopper = async (amount = 100_000): Promise<Shopper> => {
  const user = await aCustomer();
  return { user, walletId: (await aFilledWallet(user.id, amount)).id };
};

/** Buys from a wallet with the code; answers the refusal's code, or "bought". */
async function buy({ user, walletId }: Shopper, product: Product, code: string): Promise<string> {
  const order = placeSchema.parse(
    digitalOrder(product, luckyNumber, {
      payment: { gateway: 'wallet', wallet_id: walletId },
      voucher_code: code,
    }),
  );
  const actor = { kind: 'customer', id: user.id, customerType: 'retail' } as const;
  const key = newId();
  try {
    await placeTransaction({
      order,
      actor,
      locale: 'id',
      idempotency: { owner: user.id, route: 'race', key, bodyHash: key.padEnd(64, '0') },
    });
    return 'bought';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const tally = (answers: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
};

const voucherNow = (id: string) => database().getRepository(Voucher).findOneByOrFail({ id });

async function assertSound(): Promise<void> {
  const report = await runAudit([...voucherChecks, ...transactionChecks]);
  assert.deepEqual(
    report.checks.filter(({ ok }) => !ok),
    [],
  );
}

describe('vouchers that many reach for at once', function () {
  this.timeout(120_000);
  let product: Product;
  before(async () => {
    product = await aDigitalProduct({ supplierSku: 'xld10', costAmount: 1_000, retailPriceAmount: 12_000 });
  });
  afterEach(assertSound);

  it('S2.218 gives exactly 10 of 200 customers the last 10 uses', async () => {
    const shoppers: Shopper[] = [];
    for (let made = 0; made < 200; made += 1) shoppers.push(await aShopper());
    const { voucher, code } = await aLiveVoucher({ useLimit: 10, personLimit: 1 });
    const answers = await Promise.all(shoppers.map((shopper) => buy(shopper, product, code)));
    assert.deepEqual(tally(answers), { bought: 10, voucher_not_usable: 190 });
    assert.equal((await voucherNow(voucher.id)).usedCount, 10);
    const [paid] = await query<{ count: string }>(
      `SELECT COUNT(*) AS count FROM transactions t JOIN voucher_usages u ON u.transaction_id = t.id
       WHERE u.voucher_id = ? AND t.discount_amount = 5000`,
      [voucher.id],
    );
    assert.equal(Number(paid?.count), 10);
  });

  it('never spends more than the budget', async () => {
    const shoppers = await Promise.all(Array.from({ length: 20 }, () => aShopper()));
    const { voucher, code } = await aLiveVoucher({ budgetAmount: 18_000 });
    const answers = await Promise.all(shoppers.map((shopper) => buy(shopper, product, code)));
    assert.deepEqual(tally(answers), { bought: 3, voucher_not_usable: 17 });
    assert.equal((await voucherNow(voucher.id)).budgetUsedAmount, 15_000);
  });

  it('gives one person as many as the limit of a person says, through however many carts', async () => {
    const shopper = await aShopper(1_000_000);
    const { code } = await aLiveVoucher({ personLimit: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => buy(shopper, product, code)));
    assert.deepEqual(tally(answers), { bought: 3, voucher_not_usable: 9 });
  });

  it('gives a first purchase one voucher, whichever of them', async () => {
    const shopper = await aShopper(1_000_000);
    const first = { firstPurchaseOnly: true, personLimit: 1 };
    const vouchers = [await aLiveVoucher(first), await aLiveVoucher(first), await aLiveVoucher(first)];
    const answers = await Promise.all(vouchers.map(({ code }) => buy(shopper, product, code)));
    assert.deepEqual(tally(answers), { bought: 1, voucher_not_usable: 2 });
  });

  it('stops with the pause: whoever bought after it has no discount', async () => {
    const shoppers = await Promise.all(Array.from({ length: 20 }, () => aShopper()));
    const { voucher, code } = await aLiveVoucher();
    const pause = inTransaction(system('test'), (uow) =>
      moveVoucher(uow, { id: voucher.id, event: 'pause', reason: 'uji coba' }),
    );
    const [answers] = await Promise.all([
      Promise.all(shoppers.map((shopper) => buy(shopper, product, code))),
      pause,
    ]);
    const { usedCount } = await voucherNow(voucher.id);
    assert.equal(tally(answers)['bought'] ?? 0, usedCount);
    assert.equal(await buy(shoppers[0] ?? (await aShopper()), product, code), 'voucher_not_usable');
    assert.equal((await voucherNow(voucher.id)).usedCount, usedCount);
  });

  it('comes back once, however often it is returned', async () => {
    const shopper = await aShopper();
    const { voucher, code } = await aLiveVoucher({ useLimit: 5 });
    assert.equal(await buy(shopper, product, code), 'bought');
    const [row] = await query<{ id: string }>(
      'SELECT transaction_id AS id FROM voucher_usages WHERE voucher_id = ?',
      [voucher.id],
    );
    const back = () => inTransaction(system('test'), (uow) => returnVouchers(uow, row?.id ?? ''));
    const answers = await Promise.allSettled([back(), back(), back(), back()]);
    assert.ok(answers.some(({ status }) => status === 'fulfilled'));
    assert.equal((await voucherNow(voucher.id)).usedCount, 0);
    await query(`UPDATE transactions SET status = 'FAILED' WHERE id = ?`, [row?.id]);
  });
});
