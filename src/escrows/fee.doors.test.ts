import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aCustomer } from '../../test/factories/users.js';
import type { User } from '../users/index.js';

const path = '/escrows/quotes';

describe('POST /escrows/quotes', () => {
  let user: User;
  before(async () => {
    user = await aCustomer();
  });

  it('S0.31 S0.59 S0.60 S0.61 answers nominal, fee and total for the nominal that was entered', async () => {
    const { status, body } = await as(user).post(path, { amount: 250_000, fee_payer: 'buyer' });
    assert.equal(status, 200);
    assert.deepEqual(body, {
      data: {
        amount: 250_000,
        fee_amount: 10_000,
        total_amount: 260_000,
        buyer_pays_amount: 260_000,
        seller_receives_amount: 250_000,
        schedule_version: 1,
      },
    });
  });

  it('shares the fee as the two have agreed, and tells of a cheaper nominal close by', async () => {
    const { body } = await as(user).post(path, { amount: 101_000, fee_payer: 'split' });
    assert.deepEqual((body as { data: unknown }).data, {
      amount: 101_000,
      fee_amount: 10_000,
      total_amount: 111_000,
      buyer_pays_amount: 106_000,
      seller_receives_amount: 96_000,
      schedule_version: 1,
      cheaper_at: { amount: 100_999, fee_amount: 5_000, total_amount: 105_999, saved_amount: 5_000 },
    });
  });

  it('answers the same question the same way, and keeps nothing of it', async () => {
    const ask = () => as(user).post(path, { amount: 5_000_000, fee_payer: 'seller' });
    assert.deepEqual((await ask()).body, (await ask()).body);
  });

  it('refuses a nominal outside the schedule and says where it begins and ends', async () => {
    for (const amount of [9_999, 20_000_001]) {
      const { status, body } = await as(user).post(path, { amount, fee_payer: 'buyer' });
      assert.equal(status, 422);
      const problem = body as { code: string; detail: string };
      assert.equal(problem.code, 'amount_outside_schedule');
      assert.match(problem.detail, /10\.000.*20\.000\.000/);
    }
  });

  it('refuses what is no question', async () => {
    for (const wrong of [
      {},
      { amount: 100_000 },
      { amount: '100000', fee_payer: 'buyer' },
      { amount: 10_000.5, fee_payer: 'buyer' },
      { amount: -1, fee_payer: 'buyer' },
      { amount: 100_000, fee_payer: 'nobody' },
      { amount: 100_000, fee_payer: 'buyer', schedule_version: 7 },
    ])
      assert.equal((await as(user).post(path, wrong)).status, 422, JSON.stringify(wrong));
  });

  it('S0.21 is open to customers who are logged in', async () => {
    const { status } = await anonymous.post(path, { amount: 100_000, fee_payer: 'buyer' });
    assert.equal(status, 401);
  });
});
