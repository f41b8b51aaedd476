import assert from 'node:assert/strict';
import { aCustomer } from '../../test/factories/users.js';
import { aWithdrawal, aWithdrawer, type Withdrawer } from '../../test/factories/withdrawals.js';
import { aVisitor, loggedIn, valueOf, wordsOf, type Visitor } from '../../test/pages.js';
import { query } from '../platform/database.js';
import { listWithdrawals } from '../wallets/index.js';

const path = '/wallet/withdraw';

const formOf = ({ wallet, bankAccount }: Withdrawer, amount: string) => ({
  wallet_id: wallet.id,
  bank_account_id: bankAccount.id,
  amount,
});

const withdrawalsOf = async ({ customer }: Withdrawer) =>
  (await listWithdrawals({ userId: customer.id, limit: 10 })).rows;

/** The form of the second page, as its button sends it. */
async function confirmationOf(visitor: Visitor, form: Record<string, string>) {
  const page = await visitor.post(path, form);
  assert.equal(page.status, 200);
  return { page, second: { ...form, confirmed: 'yes', key: valueOf(page, 'key') ?? '' } };
}

describe('the page for withdrawals', () => {
  it('S2.206 shows the fee before it is agreed to, and only then holds the money', async () => {
    const who = await aWithdrawer();
    const visitor = await loggedIn(who.customer);
    const { page, second } = await confirmationOf(visitor, formOf(who, 'Rp 100.000'));
    assert.match(wordsOf(page), /Biaya penarikan Rp ?2\.500 .*Rp ?102\.500/);
    assert.deepEqual(await withdrawalsOf(who), []);
    const done = await visitor.post(path, second);
    assert.deepEqual([done.status, done.get('location')], [303, path]);
    const [made] = await withdrawalsOf(who);
    assert.deepEqual([made?.amount, made?.feeAmount], [100_000, 2_500]);
    assert.match(wordsOf(await visitor.get(path)), new RegExp(`BCA •••• \\d{4} ${made?.number} .*Diajukan`));
  });

  it('makes one withdrawal however often the button is pressed', async () => {
    const who = await aWithdrawer();
    const visitor = await loggedIn(who.customer);
    const { second } = await confirmationOf(visitor, formOf(who, '50000'));
    await Promise.all([visitor.post(path, second), visitor.post(path, second)]);
    await visitor.post(path, second);
    assert.equal((await withdrawalsOf(who)).length, 1);
  });

  it('says what is wrong and keeps what was typed', async () => {
    const who = await aWithdrawer(50_000);
    const visitor = await loggedIn(who.customer);
    for (const amount of ['9.999', '-5', '1e5', '10.000,50', '']) {
      const refused = await visitor.post(path, formOf(who, amount));
      assert.equal(refused.status, 422, amount);
      assert.match(refused.text, /id="amount-error"/);
    }
    const { second } = await confirmationOf(visitor, formOf(who, '100000'));
    const poor = await visitor.post(path, second);
    assert.equal(poor.status, 409);
    assert.equal(valueOf(poor, 'amount'), '100000');
  });

  it('tells whom we do not know yet why not', async () => {
    const who = await aWithdrawer();
    await query(`UPDATE users SET kyc_level = 'NONE' WHERE id = ?`, [who.customer.id]);
    const visitor = await loggedIn(who.customer);
    const { second } = await confirmationOf(visitor, formOf(who, '50000'));
    const refused = await visitor.post(path, second);
    assert.equal(refused.status, 403);
    assert.match(refused.text, /role="alert"/);
  });

  it('lets a request be called off, and shows why one was refused', async () => {
    const who = await aWithdrawer();
    const { id } = await aWithdrawal(20_000, who);
    const visitor = await loggedIn(who.customer);
    assert.match((await visitor.get(path)).text, new RegExp(`/wallet/withdrawals/${id}/cancel`));
    assert.equal(
      (await (await loggedIn(await aCustomer())).post(`/wallet/withdrawals/${id}/cancel`)).status,
      404,
    );
    assert.equal((await visitor.post(`/wallet/withdrawals/${id}/cancel`)).status, 303);
    assert.equal((await visitor.post(`/wallet/withdrawals/${id}/cancel`)).status, 303);
    assert.equal((await withdrawalsOf(who))[0]?.status, 'CANCELLED');
    await query(`UPDATE withdrawals SET closing_reason = '<b>palsu</b>' WHERE id = ?`, [id]);
    assert.match((await visitor.get(path)).text, /&lt;b&gt;palsu/);
  });

  it('is for customers only, and speaks English too', async () => {
    assert.match((await aVisitor().get(path)).get('location') ?? '', /^\/login\?next=/);
    const who = await aWithdrawer();
    assert.match(wordsOf(await (await loggedIn(who.customer, 'en')).get(path)), /Your withdrawals/);
  });
});

describe('the page for bank accounts', () => {
  const form = { bank_code: '009', number: '77-1234 5678', holder_name: 'Sari Wulandari' };

  it('S2.75 adds an account, shows it masked, and removes it', async () => {
    const visitor = await loggedIn(await aCustomer());
    assert.equal((await visitor.post('/bank-accounts', form)).status, 303);
    const page = await visitor.get('/bank-accounts');
    assert.match(wordsOf(page), /BNI •••• 5678 Sari Wulandari Menunggu pemeriksaan/);
    assert.doesNotMatch(page.text, /7712345678/);
    const [, id] = /\/bank-accounts\/(\w{26})\/remove/.exec(page.text) ?? [];
    const strange = await loggedIn(await aCustomer());
    await strange.post(`/bank-accounts/${id}/remove`);
    assert.match((await visitor.get('/bank-accounts')).text, /5678/);
    await visitor.post(`/bank-accounts/${id}/remove`);
    assert.doesNotMatch((await visitor.get('/bank-accounts')).text, /5678/);
  });

  it('says beside each field what is wrong', async () => {
    const visitor = await loggedIn(await aCustomer());
    const refused = await visitor.post('/bank-accounts', { bank_code: '999', number: '12', holder_name: '' });
    assert.equal(refused.status, 422);
    for (const field of ['bank_code', 'number', 'holder_name'])
      assert.match(refused.text, new RegExp(`id="${field}-error"`), field);
    await visitor.post('/bank-accounts', form);
    assert.equal((await visitor.post('/bank-accounts', form)).status, 409);
  });

  it('sends whoever has none there from the page for withdrawals', async () => {
    const visitor = await loggedIn(await aCustomer());
    assert.match((await visitor.get(path)).text, /href="\/bank-accounts"/);
  });
});
