import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, knownCustomer, walletBalance, walletOf } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { exhaust } from '../../test/limits.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { ledgerChecks, runAudit } from '../ledger/index.js';
import { paymentChecks } from '../payments/index.js';
import { query } from '../platform/database.js';
import { transactionById, transactionChecks, type TransactionResource } from './index.js';

const dataOf = <T = TransactionResource>(response: { status: number; body: unknown }): T => {
  assert.ok(response.status < 300, JSON.stringify(response.body));
  return (response.body as { data: T }).data;
};
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

interface TransferBody {
  id: string | null;
  dry_run: boolean;
  recipient_name: string;
  available_amount: number;
}

async function assertSoundBooks(): Promise<void> {
  const { checks } = await runAudit([...ledgerChecks, ...paymentChecks, ...transactionChecks]);
  assert.deepEqual(
    checks.filter(({ ok }) => !ok),
    [],
  );
}

const stepsOf = async (id: string) =>
  (
    await query<{ event: string }>(
      'SELECT event FROM transaction_logs WHERE transaction_id = ? ORDER BY id',
      [id],
    )
  ).map(({ event }) => event);

const briva = { gateway: 'tripay', method: 'BRIVA' };

describe('top-ups', () => {
  const providers = useShopFloor();

  const pay = async (sale: TransactionResource, how: object = {}) => {
    await providers.control(`tripay/${sale.payment?.id}/pay`, how);
    await drainJobs();
  };

  it('S2.87 S3.56 fill the wallet once when the gateway has the money, however often it says so', async () => {
    const user = await aCustomer();
    const wallet = await walletOf(user.id);
    const topUp = dataOf(
      await as(user).post(`/wallets/${wallet.id}/topups`, { amount: 50_000, payment: briva }),
    );
    assert.deepEqual([topUp.type, topUp.status, topUp.wallet_id], ['TOPUP', 'AWAITING_PAYMENT', wallet.id]);
    assert.ok(topUp.payment?.pay_code);
    assert.equal(await walletBalance(user.id), 0);
    await pay(topUp, { copies: 5 });
    assert.equal((await transactionById(topUp.id)).status, 'SUCCESS');
    assert.equal(await walletBalance(user.id), 50_000);
    assert.deepEqual(await stepsOf(topUp.id), ['place', 'pay', 'succeed']);
    await assertSoundBooks();
  });

  it('S2.211 go to the default wallet under /wallet/topup, and a key makes one of them', async () => {
    const user = await aCustomer();
    const key = { 'Idempotency-Key': `topup-${user.id}` };
    const body = { amount: 20_000, payment: briva };
    const first = dataOf(await as(user).post('/wallet/topup', body, key));
    const again = await as(user).post('/wallet/topup', body, key);
    assert.equal(dataOf(again).id, first.id);
    assert.equal(again.headers['idempotency-replayed'], 'true');
    assert.equal(
      codeOf(await as(user).post('/wallet/topup', { ...body, amount: 30_000 }, key)),
      'idempotency_key_reused',
    );
  });

  it('are refused below the least amount, above what the customer may keep, and in a stranger’s wallet', async () => {
    const user = await aCustomer();
    const fill = (amount: number) => as(user).post('/wallet/topup', { amount, payment: briva });
    assert.equal(codeOf(await fill(9_999)), 'amount_too_small');
    assert.equal(codeOf(await fill(2_000_001)), 'wallet_balance_limit');
    await aFilledWallet(user.id, 1_990_000);
    assert.equal(codeOf(await fill(10_001)), 'wallet_balance_limit');
    dataOf(await fill(10_000));
    const other = await walletOf((await aCustomer()).id);
    assert.equal(
      (await as(user).post(`/wallets/${other.id}/topups`, { amount: 10_000, payment: briva })).status,
      404,
    );
  });
});

describe('transfers', () => {
  it('S2.88 show the masked name first and move nothing, then move the money at once', async () => {
    const [sender, recipient] = [await knownCustomer(), await aCustomer({ name: 'Budi Santoso' })];
    const wallet = await aFilledWallet(sender.id, 100_000);
    const body = { to: recipient.email, amount: 40_000, note: 'Uang makan' };
    const planned = await as(sender).post(`/wallets/${wallet.id}/transfers`, { ...body, dry_run: true });
    assert.equal(planned.status, 200);
    const plan = dataOf<TransferBody>(planned);
    assert.deepEqual([plan.id, plan.recipient_name, plan.available_amount], [null, 'B*** S******', 60_000]);
    assert.equal(await walletBalance(sender.id), 100_000);
    const made = dataOf<TransferBody>(await as(sender).post(`/wallets/${wallet.id}/transfers`, body));
    assert.equal(made.recipient_name, 'B*** S******');
    assert.equal(await walletBalance(sender.id), 60_000);
    assert.equal(await walletBalance(recipient.id), 40_000);
    assert.deepEqual(await stepsOf(made.id ?? ''), ['place', 'pay', 'succeed']);
    await assertSoundBooks();
    await drainJobs();
    const told = dataOf<{ title: string }[]>(await as(recipient).get('/notifications'));
    assert.match(told[0]?.title ?? '', /40\.000 masuk dari S\*{3} W\*{8}/);
    const [sent, ...rest] = dataOf<{ kind: string }[]>(await as(sender).get('/notifications'));
    assert.deepEqual([sent?.kind, rest.length], ['transfer_sent', 0]);
  });

  it('S2.211 go by phone as well, from the default wallet under /wallet/transfer', async () => {
    const [sender, recipient] = [await knownCustomer(), await aCustomer()];
    await aFilledWallet(sender.id, 10_000);
    const to = `0${String(recipient.phone).slice(3)}`;
    dataOf(await as(sender).post('/wallet/transfer', { to, amount: 1_000 }));
    assert.equal(await walletBalance(recipient.id), 1_000);
  });

  it('need a customer whom we know, and stop at the limit of the day even when asked thirty times at once', async () => {
    const stranger = await aCustomer();
    const recipient = await knownCustomer('FULL');
    await aFilledWallet(stranger.id, 50_000);
    const refused = await as(stranger).post('/wallet/transfer', { to: recipient.email, amount: 5_000 });
    assert.deepEqual([refused.status, codeOf(refused)], [403, 'kyc_required']);
    const sender = await knownCustomer('BASIC');
    await aFilledWallet(sender.id, 30_000_000);
    const send = () => as(sender).post('/wallet/transfer', { to: recipient.email, amount: 1_000_000 });
    const answers = await Promise.all(Array.from({ length: 30 }, send));
    assert.equal(answers.filter(({ status }) => status === 201).length, 10);
    assert.ok(answers.every((answer) => answer.status === 201 || codeOf(answer) === 'wallet_daily_limit'));
    assert.equal(await walletBalance(recipient.id), 10_000_000);
    await assertSoundBooks();
  });

  it('S3.17 leave no rupiah more than there was when two customers send to each other at the same instant', async () => {
    const [one, other] = [await knownCustomer('FULL'), await knownCustomer('FULL')];
    for (const { id } of [one, other]) await aFilledWallet(id, 20_000);
    const send = (from: typeof one, to: typeof one) =>
      as(from).post('/wallet/transfer', { to: to.email, amount: 15_000 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? send(one, other) : send(other, one))),
    );
    assert.ok(answers.every((answer) => answer.status === 201 || codeOf(answer) === 'insufficient_balance'));
    assert.equal((await walletBalance(one.id)) + (await walletBalance(other.id)), 40_000);
    await assertSoundBooks();
  });

  it('reach nobody above what they may keep, nobody barred, and nobody unknown', async () => {
    const [sender, poor, barred] = [await knownCustomer('FULL'), await aCustomer(), await aCustomer()];
    await aFilledWallet(sender.id, 5_000_000);
    await query(`UPDATE users SET status = 'BANNED' WHERE id = ?`, [barred.id]);
    const send = (to: string | null, amount = 2_000_001) =>
      as(sender).post('/wallet/transfer', { to, amount });
    assert.equal(codeOf(await send(poor.email)), 'wallet_balance_limit');
    assert.equal(codeOf(await send(barred.email)), 'recipient_unknown');
    assert.equal(codeOf(await send('tidak-ada@contoh.test')), 'recipient_unknown');
    assert.equal(await walletBalance(sender.id), 5_000_000);
    await exhaust({ name: 'unknown-recipient', seconds: 3_600 }, sender.id);
    assert.equal(
      (await send('coba-lagi@contoh.test')).status,
      429,
      'nobody learns by guessing who has an account',
    );
    assert.equal(
      codeOf(await send(poor.email)),
      'wallet_balance_limit',
      'those who know their recipient go on',
    );
  });

  it('go between wallets of one’s own without limits, but not from a wallet to itself', async () => {
    const user = await aCustomer();
    const main = await aFilledWallet(user.id, 50_000);
    const { id } = dataOf<{ id: string }>(await as(user).post('/wallets', { name: 'Tabungan' }));
    const moved = dataOf<TransferBody>(
      await as(user).post(`/wallets/${main.id}/transfers`, { to: id, amount: 20_000 }),
    );
    assert.equal(moved.recipient_name, 'Tabungan');
    assert.equal(await walletBalance(user.id), 30_000);
    const toSelf = await as(user).post('/wallet/transfer', { to: user.email, amount: 1_000 });
    assert.equal(codeOf(toSelf), 'transfer_to_same_wallet');
    await assertSoundBooks();
  });

  it('S2.210 happen once for one key, and the same key at another wallet is refused', async () => {
    const [sender, recipient] = [await knownCustomer(), await aCustomer()];
    const wallet = await aFilledWallet(sender.id, 50_000);
    const second = dataOf<{ id: string }>(await as(sender).post('/wallets', { name: 'Kedua' }));
    const key = { 'Idempotency-Key': `transfer-${wallet.id}` };
    const body = { to: recipient.email, amount: 10_000 };
    const send = (id: string) => as(sender).post(`/wallets/${id}/transfers`, body, key);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(wallet.id)));
    assert.ok(answers.every(({ status }) => status === 201 || status === 409));
    assert.equal(await walletBalance(recipient.id), 10_000);
    assert.equal(codeOf(await send(second.id)), 'idempotency_key_reused');
  });
});
