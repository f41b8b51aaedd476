import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, fillWallet, walletOf } from '../../test/factories/wallets.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { moderateWallet, walletById } from './index.js';

interface WalletBody {
  id: string;
  name: string;
  is_default: boolean;
  balance_amount: number;
  available_amount: number;
  status: string;
}

interface Line {
  id: string;
  amount: number;
  balance_before_amount: number;
  balance_after_amount: number;
  title: string;
}

const dataOf = <T>(response: { status: number; body: unknown }): T => {
  assert.ok(response.status < 300, JSON.stringify(response.body));
  return (response.body as { data: T }).data;
};
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

describe('wallets', () => {
  it('S3.58 everybody has one default wallet from the first look, however many look at once', async () => {
    const user = await aCustomer();
    const looks = await Promise.all(Array.from({ length: 10 }, () => as(user).get('/wallets')));
    const seen = looks.map((look) => dataOf<WalletBody[]>(look));
    assert.ok(seen.every((wallets) => wallets.length === 1 && wallets[0]?.is_default));
    assert.equal(new Set(seen.map(([wallet]) => wallet?.id)).size, 1);
    assert.equal(seen[0]?.[0]?.name, 'Dompet utama');
  });

  it('S3.55 S3.58 opens further ones with names of their own, ten at most', async () => {
    const user = await aCustomer();
    const opened = dataOf<WalletBody>(await as(user).post('/wallets', { name: 'Tabungan' }));
    assert.equal(opened.balance_amount, 0);
    assert.equal(opened.status, 'ACTIVE');
    assert.equal(codeOf(await as(user).post('/wallets', { name: 'Tabungan' })), 'wallet_name_taken');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => as(user).post('/wallets', { name: `Dompet ${index}` })),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 8);
    assert.ok(answers.every((answer) => answer.status === 201 || codeOf(answer) === 'too_many_wallets'));
    assert.equal(dataOf<WalletBody[]>(await as(user).get('/wallets')).length, 10);
  });

  it('refuses other currencies with a reason', async () => {
    const answer = await as(await aCustomer()).post('/wallets', { name: 'Dolar', currency: 'USD' });
    assert.equal(answer.status, 422);
    assert.equal(codeOf(answer), 'currency_unsupported');
  });

  it('renames a wallet, and makes another one the default', async () => {
    const user = await aCustomer();
    const { id } = dataOf<WalletBody>(await as(user).post('/wallets', { name: 'Belanja' }));
    const changed = dataOf<WalletBody>(
      await as(user).patch(`/wallets/${id}`, { name: 'Belanja bulanan', is_default: true }),
    );
    assert.deepEqual([changed.name, changed.is_default], ['Belanja bulanan', true]);
    const wallets = dataOf<WalletBody[]>(await as(user).get('/wallets'));
    assert.deepEqual(
      wallets.map(({ is_default }) => is_default),
      [true, false],
    );
    assert.equal(wallets[0]?.id, id);
  });

  it('closes a wallet only when it is empty and not the default one', async () => {
    const user = await aCustomer();
    const main = await walletOf(user.id);
    const { id } = dataOf<WalletBody>(await as(user).post('/wallets', { name: 'Sementara' }));
    assert.equal(codeOf(await as(user).delete(`/wallets/${main.id}`)), 'wallet_is_default');
    const wallet = await walletById(id);
    assert.ok(wallet);
    await fillWallet(wallet, 500);
    assert.equal(codeOf(await as(user).delete(`/wallets/${id}`)), 'wallet_not_empty');
    const spare = dataOf<WalletBody>(await as(user).post('/wallets', { name: 'Kosong' }));
    assert.equal(dataOf<WalletBody>(await as(user).delete(`/wallets/${spare.id}`)).status, 'CLOSED');
  });

  it('S2.210 shows nobody else’s wallet', async () => {
    const wallet = await walletOf((await aCustomer()).id);
    const stranger = as(await aCustomer());
    for (const path of [`/wallets/${wallet.id}`, `/wallets/${wallet.id}/mutations`])
      assert.equal((await stranger.get(path)).status, 404, path);
    assert.equal((await stranger.patch(`/wallets/${wallet.id}`, { name: 'Saya' })).status, 404);
    assert.equal((await anonymous.get('/wallets')).status, 401);
  });
});

describe('mutations of a wallet', () => {
  it('S2.208 S4.40 tell each movement with the balance before and after it, newest first, page by page', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 1_000);
    for (const amount of [200, 30]) await fillWallet(wallet, amount);
    const first = await as(user).get(`/wallets/${wallet.id}/mutations?limit=2`);
    const lines = dataOf<Line[]>(first);
    assert.deepEqual(
      lines.map((line) => [line.amount, line.balance_before_amount, line.balance_after_amount]),
      [
        [30, 1_200, 1_230],
        [200, 1_000, 1_200],
      ],
    );
    const { next_cursor } = (first.body as { page: { next_cursor: string } }).page;
    const rest = dataOf<Line[]>(
      await as(user).get(`/wallets/${wallet.id}/mutations?limit=2&cursor=${next_cursor}`),
    );
    assert.deepEqual(
      rest.map(({ amount }) => amount),
      [1_000],
    );
  });

  it('are found by Jakarta days', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 1_000);
    const count = async (range: string) =>
      dataOf<Line[]>(await as(user).get(`/wallets/${wallet.id}/mutations?${range}`)).length;
    assert.equal(await count('from=2020-01-01'), 1);
    assert.equal(await count('to=2020-01-01'), 0);
    assert.equal((await as(user).get(`/wallets/${wallet.id}/mutations?from=kemarin`)).status, 422);
  });

  it('S2.80 S2.85 S2.203 S2.211 S2.252 are there for the default wallet under /wallet', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 7_000);
    assert.equal(dataOf<WalletBody>(await as(user).get('/wallet')).id, wallet.id);
    for (const path of ['/wallet/balance', '/users/me/balance'])
      assert.deepEqual(dataOf(await as(user).get(path)), {
        balance_amount: 7_000,
        held_amount: 0,
        available_amount: 7_000,
      });
    assert.equal(dataOf<Line[]>(await as(user).get('/wallet/history')).length, 1);
  });

  it('S4.13 S4.14 S4.27 S4.39 stand in views of the names that reports expect', async () => {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, 900);
    const balances = await query<Record<string, unknown>>('SELECT * FROM balances WHERE user_id = ?', [
      user.id,
    ]);
    assert.equal(Number(balances[0]?.['available_amount']), 900);
    const lines = await query<Record<string, unknown>>('SELECT * FROM balance_mutations WHERE user_id = ?', [
      user.id,
    ]);
    assert.equal(lines[0]?.['wallet_id'], wallet.id);
    assert.equal(Number(lines[0]?.['balance_after_amount']), 900);
  });
});

describe('moderateWallet', () => {
  it('freezes and unfreezes by staff who may, with the deed recorded', async () => {
    const wallet = await walletOf((await aCustomer()).id);
    const freeze = { walletId: wallet.id, event: 'freeze' as const, reason: 'Dilaporkan dicuri' };
    await assert.rejects(
      inTransaction(await aStaff('viewer'), (uow) => moderateWallet(uow, freeze)),
      { code: 'forbidden' },
    );
    const finance = await aStaff('finance');
    await inTransaction(finance, (uow) => moderateWallet(uow, freeze));
    assert.equal((await walletById(wallet.id))?.status, 'FROZEN');
    await inTransaction(finance, (uow) => moderateWallet(uow, { ...freeze, event: 'unfreeze' }));
    assert.equal((await walletById(wallet.id))?.status, 'ACTIVE');
    const deeds = await query<{ action: string }>(
      'SELECT action FROM activity_logs WHERE subject_id = ? ORDER BY id',
      [wallet.id],
    );
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['wallet.freeze', 'wallet.unfreeze'],
    );
  });
});
