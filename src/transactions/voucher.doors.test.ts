import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aCategory, aPhysicalProduct } from '../../test/factories/products.js';
import { aCustomer, aReseller } from '../../test/factories/users.js';
import { aLiveVoucher, aVoucher } from '../../test/factories/vouchers.js';
import { exhaust, spent } from '../../test/limits.js';
import { setClock } from '../../test/clock.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import type { Product } from '../products/index.js';
import type { User } from '../users/index.js';

interface Cart {
  goods_amount: number;
  discount_amount: number;
  total_amount: number;
  lines: { discount_amount: number }[];
  discounts: { source: string; name: string; amount: number }[];
}

const dataOf = <T>(response: { status: number; body: unknown }) => {
  assert.equal(response.status, 200, JSON.stringify(response.body));
  return (response.body as { data: T }).data;
};
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

describe('POST /vouchers/validate', () => {
  let user: User;
  let product: Product;
  before(async () => {
    user = await aCustomer();
    product = await aPhysicalProduct({
      costAmount: 10_000,
      retailPriceAmount: 20_000,
      resellerPriceAmount: 18_000,
    });
  });

  const cartOf = (quantity = 1, wanted = product) => ({ lines: [{ product_id: wanted.id, quantity }] });
  const validate = (code: string, cart: object = cartOf(), by = user) =>
    as(by).post('/vouchers/validate', { code, cart });
  const reasonNow = async (by = user): Promise<string | undefined> => {
    const [row] = await query<{ reason: string }>(
      'SELECT reason FROM voucher_refusals WHERE user_id = ? ORDER BY id DESC LIMIT 1',
      [by.id],
    );
    return row?.reason;
  };
  const assertRefused = async (response: { status: number; body: unknown }, reason: string, by = user) => {
    assert.equal(response.status, 422, JSON.stringify(response.body));
    assert.equal(codeOf(response), 'voucher_not_usable');
    assert.equal(await reasonNow(by), reason);
  };

  it('S2.213 S2.221 S2.253 answers what the cart costs with the code, and sets nothing aside', async () => {
    const { voucher, code } = await aLiveVoucher({ useLimit: 1 });
    for (let time = 0; time < 3; time += 1) {
      const cart = dataOf<Cart>(await validate(code, cartOf(2)));
      assert.equal(cart.goods_amount, 40_000);
      assert.equal(cart.discount_amount, 5_000);
      assert.equal(cart.lines[0]?.discount_amount, 5_000);
      assert.deepEqual(cart.discounts, [{ source: 'voucher', name: voucher.name, amount: 5_000 }]);
    }
  });

  it('S2.213 takes a code without minding blanks around it and small letters, and nothing else', async () => {
    const { code } = await aLiveVoucher();
    assert.equal((await validate(` ${code.toLowerCase()} `)).status, 200);
    await assertRefused(await validate(code.replace('HEMAT', 'НЕМАТ')), 'unknown');
    await assertRefused(await validate(`${code}X`), 'unknown');
  });

  it('never lets a cart fall below cost', async () => {
    const { code } = await aLiveVoucher({ amount: 15_000 });
    assert.equal(dataOf<Cart>(await validate(code)).discount_amount, 10_000);
  });

  it('S2.215 refuses a draft, and one whose time is over or still to come', async () => {
    const { code: draft } = await aVoucher();
    await assertRefused(await validate(draft), 'status');
    const { code } = await aLiveVoucher({
      validFrom: '2031-05-01T00:00:00+07:00',
      validUntil: '2031-06-01T00:00:00+07:00',
    });
    try {
      setClock('2031-04-30T23:59:59+07:00');
      await assertRefused(await validate(code), 'period');
      setClock('2031-05-01T00:00:00+07:00');
      assert.equal((await validate(code)).status, 200);
      setClock('2031-05-31T23:59:59+07:00');
      assert.equal((await validate(code)).status, 200);
      setClock('2031-06-01T00:00:00+07:00');
      await assertRefused(await validate(code), 'period');
    } finally {
      moveClock(0);
    }
  });

  it('S2.219 refuses whoever it does not name, whoever has another tier, and products it is not for', async () => {
    const [friend, reseller] = [await aCustomer(), await aReseller()];
    const { code: named } = await aLiveVoucher({ users: [friend.email ?? ''] });
    await assertRefused(await validate(named), 'named_user');
    assert.equal((await validate(named, cartOf(), friend)).status, 200);
    const { code: trade } = await aLiveVoucher({ customerTypes: ['reseller'] });
    await assertRefused(await validate(trade), 'customer_type');
    assert.equal((await validate(trade, cartOf(), reseller)).status, 200);
    const category = await aCategory();
    const { code: shelf } = await aLiveVoucher({ categoryCodes: [category.code] });
    await assertRefused(await validate(shelf), 'no_matching_line');
    const other = await aPhysicalProduct({
      costAmount: 10_000,
      retailPriceAmount: 20_000,
      categoryId: category.id,
    });
    assert.equal(dataOf<Cart>(await validate(shelf, cartOf(1, other))).discount_amount, 5_000);
  });

  it('refuses a cart below the least spend and a budget that is too short for it', async () => {
    const { code: rich } = await aLiveVoucher({ minimumSpendAmount: 40_000 });
    await assertRefused(await validate(rich), 'minimum_spend');
    assert.equal((await validate(rich, cartOf(2))).status, 200);
    const { code: short } = await aLiveVoucher({ budgetAmount: 4_999 });
    await assertRefused(await validate(short), 'budget_short');
  });

  it('asks guests to log in, and answers 422 to what is no cart', async () => {
    const { code } = await aLiveVoucher();
    assert.equal((await anonymous.post('/vouchers/validate', { code, cart: cartOf() })).status, 401);
    assert.equal((await validate(code, { lines: [] })).status, 422);
    assert.equal((await as(user).post('/vouchers/validate', { cart: cartOf() })).status, 422);
    assert.equal(
      (await validate(code, cartOf(1, Object.assign({}, product, { id: 'X'.repeat(26) })))).status,
      422,
    );
  });

  it('counts wrong codes against the account and forgives good ones', async () => {
    const guesser = await aCustomer();
    const limit = { name: 'voucher-code-account', seconds: 600 };
    const { code } = await aLiveVoucher();
    assert.equal((await validate(code, cartOf(), guesser)).status, 200);
    assert.equal(await spent(limit, guesser.id), 0);
    await assertRefused(await validate('TEBAK-1', cartOf(), guesser), 'unknown', guesser);
    assert.equal(await spent(limit, guesser.id), 1);
    await exhaust(limit, guesser.id);
    assert.equal((await validate(code, cartOf(), guesser)).status, 429);
  });
});

describe('GET /vouchers/mine', () => {
  it('shows the vouchers that name me, while I can use them', async () => {
    const user = await aCustomer();
    const { voucher, code } = await aLiveVoucher({ users: [user.phone ?? ''], personLimit: 2 });
    await aVoucher({ users: [user.phone ?? ''] });
    await aLiveVoucher();
    const mine = dataOf<{ code: string; name: string; uses_left: number }[]>(
      await as(user).get('/vouchers/mine'),
    );
    assert.deepEqual(
      mine.map((each) => [each.code, each.name, each.uses_left]),
      [[code, voucher.name, 2]],
    );
    assert.equal((await anonymous.get('/vouchers/mine')).status, 401);
    assert.deepEqual(dataOf(await as(await aCustomer()).get('/vouchers/mine')), []);
  });
});
