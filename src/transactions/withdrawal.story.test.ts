import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aStaff, aStaffAccount, actorOf } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { aBankAccount, aWithdrawal, aWithdrawer, type Withdrawer } from '../../test/factories/withdrawals.js';
import { drainJobs } from '../../test/jobs.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { accounts, balanceOf } from '../ledger/index.js';
import type { Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  approveWithdrawal,
  failWithdrawal,
  payOutWithdrawal,
  rejectWithdrawal,
  sendWithdrawal,
} from '../wallets/index.js';

const fee = 2_500;
const reason = 'as the rules say';

const ask = ({ customer, wallet, bankAccount }: Withdrawer, amount = 100_000, headers = {}) =>
  as(customer).post(
    `/wallets/${wallet.id}/withdrawals`,
    { amount, bank_account_id: bankAccount.id },
    headers,
  );

/** Rupiah that the default wallet may spend: its balance without what is held. */
async function available(who: Withdrawer): Promise<number> {
  const [row] = await query<{ free: string }>(
    `SELECT b.balance_amount - b.held_amount AS free FROM ledger_balances b
     JOIN ledger_accounts a ON a.id = b.account_id WHERE a.code = ?`,
    [accounts.customerWallet(who.wallet.id, who.customer.id).code],
  );
  return Number(row?.free);
}

const refusal = (code: string) => (error: { code?: string }) => error.code === code;

type Deed = (uow: UnitOfWork, wish: { withdrawalId: string; reason: string }) => Promise<unknown>;

async function does(deed: Deed, withdrawalId: string, actor?: Actor): Promise<void> {
  const person = actor ?? (await aStaff('finance'));
  await inTransaction(person, (uow) => deed(uow, { withdrawalId, reason }));
}

/** Walks a withdrawal along, each step by another member of staff. */
async function walk(id: string, ...deeds: Deed[]): Promise<void> {
  for (const deed of deeds) await does(deed, id);
}

const statusOf = async (who: Withdrawer, id: string): Promise<string> =>
  (await as(who.customer).get(`/withdrawals/${id}`)).body.data.status;

const transactionOf = async (who: Withdrawer, id: string) =>
  (await as(who.customer).get(`/transactions/${id}`)).body.data;

describe('POST /wallets/{id}/withdrawals', () => {
  endInSoundBooks();

  it('S2.206 S2.89 holds amount and fee, and shows the withdrawal among the transactions', async () => {
    const who = await aWithdrawer(500_000);
    const { status, body } = await ask(who);
    assert.equal(status, 201);
    const { amount, fee_amount, total_amount, bank_account } = body.data;
    assert.deepEqual(
      [body.data.status, amount, fee_amount, total_amount],
      ['REQUESTED', 100_000, fee, 102_500],
    );
    assert.match(bank_account.number, /^•••• \d{4}$/);
    assert.equal(await available(who), 500_000 - 102_500);
    assert.equal(await walletBalance(who.customer.id), 500_000);
    const transaction = await transactionOf(who, body.data.transaction_id);
    assert.deepEqual(
      [transaction.type, transaction.status, transaction.total_amount, transaction.number],
      ['WITHDRAWAL', 'PROCESSING', 102_500, body.data.number],
    );
  });

  it('answers a repeat as it answered before, and holds once', async () => {
    const who = await aWithdrawer();
    const key = { 'Idempotency-Key': 'tarik-saldo-satu-kali-saja' };
    const [first, again] = [await ask(who, 50_000, key), await ask(who, 50_000, key)];
    assert.deepEqual(again.body, first.body);
    assert.equal(await available(who), 1_000_000 - 52_500);
  });

  it('holds no more than there is, however many ask at once', async () => {
    const who = await aWithdrawer(250_000);
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(who)));
    const codes = answers.map(({ status, body }) => (status === 201 ? 'held' : body.code)).toSorted();
    assert.deepEqual(codes, ['held', 'held', 'insufficient_balance', 'insufficient_balance']);
    assert.equal(await available(who), 250_000 - 2 * 102_500);
  });

  it('takes amounts within the fee schedule only', async () => {
    const who = await aWithdrawer(200_000_000);
    for (const amount of [9_999, 50_000_001]) {
      const { status, body } = await ask(who, amount);
      assert.deepEqual([status, body.code], [422, 'withdrawal_amount_out_of_range']);
    }
    assert.equal((await ask(who, 10_000_001)).body.data.fee_amount, 5_000);
  });

  it('pays to verified accounts only, after they have rested, and never to other people’s', async () => {
    const who = await aWithdrawer();
    const fresh = await as(who.customer).post('/users/me/bank-accounts', {
      bank_code: '008',
      number: '1370012345678',
      holder_name: 'Sari Wulandari',
    });
    const to = (id: string) => ask({ ...who, bankAccount: { ...who.bankAccount, id } as never });
    assert.equal((await to(fresh.body.data.id)).body.code, 'bank_account_unverified');
    await query(`UPDATE bank_accounts SET status = 'VERIFIED' WHERE id = ?`, [fresh.body.data.id]);
    assert.equal((await to(fresh.body.data.id)).body.code, 'bank_account_resting');
    const strange = await aBankAccount((await aCustomer()).id);
    assert.equal((await to(strange.id)).status, 404);
    assert.equal(await available(who), 1_000_000);
  });

  it('is for customers whom we know, from their own wallets', async () => {
    const who = await aWithdrawer();
    const other = await aWithdrawer();
    assert.equal((await ask({ ...other, wallet: who.wallet })).status, 404);
    await query(`UPDATE users SET kyc_level = 'NONE' WHERE id = ?`, [who.customer.id]);
    assert.equal((await ask(who)).body.code, 'kyc_required');
    assert.equal((await anonymous.post(`/wallets/${who.wallet.id}/withdrawals`)).status, 401);
  });

  it('may be asked for five times a day', async () => {
    const who = await aWithdrawer();
    const asked = [];
    for (let number = 0; number < 6; number += 1) asked.push((await ask(who, 10_000)).status);
    assert.deepEqual(asked, [201, 201, 201, 201, 201, 409]);
  });

  it('S2.211 works from the default wallet under /wallet/withdraw', async () => {
    const who = await aWithdrawer();
    const body = { amount: 20_000, bank_account_id: who.bankAccount.id };
    const answer = await as(who.customer).post('/wallet/withdraw', body);
    assert.equal(answer.body.data.wallet_id, who.wallet.id);
  });
});

describe('a withdrawal', () => {
  endInSoundBooks();

  it('leaves the wallet when it is sent, and our bank when it is paid out', async () => {
    const who = await aWithdrawer(300_000);
    const { id, transactionId } = await aWithdrawal(100_000, who);
    const [bank, fees] = [await balanceOf(accounts.bank), await balanceOf(accounts.feeRevenue)];
    await walk(id, approveWithdrawal);
    assert.equal(await walletBalance(who.customer.id), 300_000);
    await walk(id, sendWithdrawal);
    assert.equal(await walletBalance(who.customer.id), 197_500);
    assert.equal((await balanceOf(accounts.feeRevenue)) - fees, fee);
    assert.equal(await balanceOf(accounts.bank), bank);
    await walk(id, payOutWithdrawal);
    assert.equal((await balanceOf(accounts.bank)) - bank, -100_000);
    await drainJobs();
    assert.equal((await transactionOf(who, transactionId)).status, 'SUCCESS');
  });

  it('that fails gives amount and fee back', async () => {
    const who = await aWithdrawer(300_000);
    const { id, transactionId } = await aWithdrawal(100_000, who);
    await walk(id, approveWithdrawal, sendWithdrawal, failWithdrawal);
    assert.equal(await available(who), 300_000);
    await drainJobs();
    const { status, failure_code } = await transactionOf(who, transactionId);
    assert.deepEqual([status, failure_code], ['REFUNDED', 'withdrawal_failed']);
    await assert.rejects(does(failWithdrawal, id), refusal('illegal_transition'));
  });

  it('that the bank sends back after it confirmed it gives everything back as well', async () => {
    const who = await aWithdrawer(300_000);
    const { id, transactionId } = await aWithdrawal(100_000, who);
    await walk(id, approveWithdrawal, sendWithdrawal, payOutWithdrawal);
    await drainJobs();
    await walk(id, failWithdrawal);
    assert.equal(await available(who), 300_000);
    await drainJobs();
    assert.equal((await transactionOf(who, transactionId)).status, 'REFUNDED');
  });

  it('goes back to the default wallet when its own was closed meanwhile', async () => {
    const who = await aWithdrawer(102_500);
    const { id } = await aWithdrawal(100_000, who);
    await walk(id, approveWithdrawal, sendWithdrawal);
    await query(`UPDATE wallets SET status = 'CLOSED', default_of = NULL, name = 'lama' WHERE id = ?`, [
      who.wallet.id,
    ]);
    await walk(id, failWithdrawal);
    assert.equal(await walletBalance(who.customer.id), 102_500);
  });

  it('that staff reject is the customer’s to spend again, with the reason', async () => {
    const who = await aWithdrawer(300_000);
    const { id } = await aWithdrawal(100_000, who);
    await walk(id, approveWithdrawal, rejectWithdrawal);
    assert.equal(await available(who), 300_000);
    const { body } = await as(who.customer).get(`/withdrawals/${id}`);
    assert.deepEqual([body.data.status, body.data.reason], ['REJECTED', reason]);
  });

  it('is the customer’s to cancel until staff have agreed', async () => {
    const who = await aWithdrawer(300_000);
    const [first, second] = [await aWithdrawal(100_000, who), await aWithdrawal(100_000, who)];
    const cancelled = await as(who.customer).post(`/withdrawals/${first.id}/cancel`);
    assert.deepEqual([cancelled.status, cancelled.body.data.status], [200, 'CANCELLED']);
    await walk(second.id, approveWithdrawal);
    assert.equal((await as(who.customer).post(`/withdrawals/${second.id}/cancel`)).status, 409);
    assert.equal((await as(await aCustomer()).post(`/withdrawals/${second.id}/cancel`)).status, 404);
    assert.equal(await available(who), 300_000 - 102_500);
  });

  it('is decided once when staff approve and the customer cancels at the same instant', async () => {
    const who = await aWithdrawer(300_000);
    const { id } = await aWithdrawal(100_000, who);
    const [person, customer] = [await aStaff('finance'), as(who.customer)];
    await Promise.allSettled([
      does(approveWithdrawal, id, person),
      customer.post(`/withdrawals/${id}/cancel`),
    ]);
    const isApproved = (await statusOf(who, id)) === 'APPROVED';
    assert.equal(await available(who), isApproved ? 300_000 - 102_500 : 300_000);
  });

  it('is sent once, however many people press', async () => {
    const who = await aWithdrawer(300_000);
    const { id } = await aWithdrawal(100_000, who);
    await walk(id, approveWithdrawal);
    const person = await aStaff('finance');
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => does(sendWithdrawal, id, person)));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await walletBalance(who.customer.id), 197_500);
  });

  it('stops where the bank account was rejected meanwhile', async () => {
    const who = await aWithdrawer();
    const { id } = await aWithdrawal(100_000, who);
    await query(`UPDATE bank_accounts SET status = 'REJECTED' WHERE id = ?`, [who.bankAccount.id]);
    await assert.rejects(does(approveWithdrawal, id), refusal('bank_account_unverified'));
  });
});

describe('who may do what with a withdrawal', () => {
  endInSoundBooks();

  it('above a person’s ceiling nobody approves alone', async () => {
    const { id } = await aWithdrawal(5_000_001);
    await assert.rejects(does(approveWithdrawal, id), refusal('approval_required'));
  });

  it('nobody approves, sends or settles what is paid to themselves', async () => {
    const who = await aWithdrawer();
    const account = await aStaffAccount('owner');
    await query('UPDATE staff_accounts SET email = ? WHERE id = ?', [who.customer.email, account.id]);
    const self = actorOf(account);
    const { id } = await aWithdrawal(100_000, who);
    await assert.rejects(does(approveWithdrawal, id, self), refusal('own_benefit'));
    await walk(id, approveWithdrawal);
    await assert.rejects(does(sendWithdrawal, id, self), refusal('own_benefit'));
    await walk(id, sendWithdrawal);
    await assert.rejects(does(payOutWithdrawal, id, self), refusal('own_benefit'));
    await assert.rejects(does(failWithdrawal, id, self), refusal('own_benefit'));
  });

  it('sending is for those who handle the bank', async () => {
    const { id } = await aWithdrawal();
    await assert.rejects(does(approveWithdrawal, id, await aStaff('support')), refusal('forbidden'));
    await walk(id, approveWithdrawal);
    await assert.rejects(does(sendWithdrawal, id, await aStaff('admin')), refusal('forbidden'));
  });
});

describe('GET /withdrawals', () => {
  it('lists a customer’s own, newest first, of all wallets or of one', async () => {
    const who = await aWithdrawer();
    const [first, second] = [await aWithdrawal(10_000, who), await aWithdrawal(20_000, who)];
    await aWithdrawal(10_000);
    const idsAt = async (path: string) =>
      (await as(who.customer).get(path)).body.data.map(({ id }: { id: string }) => id);
    assert.deepEqual(await idsAt('/withdrawals'), [second.id, first.id]);
    assert.deepEqual(await idsAt(`/wallets/${who.wallet.id}/withdrawals`), [second.id, first.id]);
    assert.deepEqual(await idsAt(`/withdrawals?limit=1&cursor=${second.id}`), [first.id]);
    assert.equal((await as(await aCustomer()).get(`/withdrawals/${first.id}`)).status, 404);
  });

  it('says what a withdrawal would cost before it is asked for', async () => {
    const customer = as(await aCustomer());
    const { body } = await customer.get('/withdrawals/quote?amount=100000');
    assert.deepEqual(body.data, { amount: 100_000, fee_amount: fee, total_amount: 102_500 });
    assert.equal((await customer.get('/withdrawals/quote?amount=1')).status, 422);
  });
});
