import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Answer, type Desk } from '../../test/console.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet } from '../../test/factories/wallets.js';
import { balanceOf } from '../../src/ledger/index.js';
import { query } from '../../src/platform/database.js';
import { ceilingOf } from '../../src/staff/index.js';
import { walletAccount, type Wallet } from '../../src/wallets/index.js';

const said = ({ body, text }: Answer) => body.notice?.message ?? text;

const { single } = ceilingOf('finance', 'wallet.adjust');

const balance = (wallet: Wallet) => balanceOf(walletAccount(wallet));

const place = (wallet: Wallet) => urlOf.record('Wallet', wallet.id, 'adjustBalance');

const wish = (amount: number, how = 'add') => ({ how, amount, reason: 'Saldo keliru karena gangguan' });

const show = async (desk: Desk, resource: string, id: string) =>
  (await desk.get(urlOf.record(resource, id, 'show'))).body.record;

describe('a form that posts', () => {
  useConsole();
  let clerk: Desk;

  before(async () => {
    clerk = await aDesk('finance');
  });

  const aWallet = async (amount = 50_000) => aFilledWallet((await aCustomer()).id, amount);

  it('shows the entries first and writes exactly those', async () => {
    const wallet = await aWallet();
    const shown = (await clerk.post(place(wallet), wish(20_000))).body.record?.preview;
    assert.deepEqual(
      shown?.journals.map(({ kind, entries }) => [kind, entries.map(({ amount }) => amount)]),
      [['wallet.adjusted', [20_000, -20_000]]],
    );
    assert.equal(await balance(wallet), 50_000);
    const confirmation = { digest: shown?.digest, token: shown?.token };
    const answer = await clerk.post(place(wallet), { ...wish(20_000), confirmation });
    assert.equal(said(answer), 'done_adjustBalance');
    assert.equal(await balance(wallet), 70_000);
  });

  it('is done once, however often the button is pressed', async () => {
    const wallet = await aWallet();
    const shown = (await clerk.post(place(wallet), wish(20_000))).body.record?.preview;
    const confirmation = { digest: shown?.digest, token: shown?.token };
    const press = () => clerk.post(place(wallet), { ...wish(20_000), confirmation });
    const answers = (await Promise.all([press(), press(), press()])).map(said).sort();
    assert.deepEqual(answers, [
      'done_adjustBalance',
      'problem_form_sent_already',
      'problem_form_sent_already',
    ]);
    assert.equal(await balance(wallet), 70_000);
  });

  it('writes nothing when that would be something else than was shown', async () => {
    const wallet = await aWallet();
    const shown = (await clerk.post(place(wallet), wish(60_000, 'set'))).body.record?.preview;
    const confirmation = { digest: shown?.digest, token: shown?.token };
    await performAtDesk(clerk, 'Wallet', wallet.id, 'adjustBalance', wish(5_000));
    const answer = await clerk.post(place(wallet), { ...wish(60_000, 'set'), confirmation });
    assert.equal(said(answer), 'problem_preview_outdated');
    assert.equal(await balance(wallet), 55_000);
  });

  it('refuses at the first step what the books would refuse', async () => {
    const wallet = await aWallet(1_000);
    const answer = await clerk.post(place(wallet), wish(1_001, 'subtract'));
    assert.equal(said(answer), 'problem_insufficient_balance');
  });
});

describe('the desk of approvals', () => {
  useConsole();
  let clerk: Desk;
  let chief: Desk;

  before(async () => {
    clerk = await aDesk('finance');
    chief = await aDesk('admin');
  });

  async function aRequest(how = 'add') {
    const wallet = await aFilledWallet((await aCustomer()).id, 50_000);
    const answer = await performAtDesk(
      clerk,
      'Wallet',
      wallet.id,
      'adjustBalance',
      wish(single + 60_000, how),
    );
    assert.equal(said(answer), 'approval_asked');
    const [row] = await query<{ id: string }>('SELECT id FROM approvals WHERE subject_id = ?', [wallet.id]);
    return { wallet, id: row?.id ?? '' };
  }

  it('gets what is above a person’s ceiling, with the entries that a yes would write', async () => {
    const wallet = await aFilledWallet((await aCustomer()).id, 50_000);
    const shown = (await clerk.post(place(wallet), wish(single + 1))).body.record?.preview;
    assert.equal(shown?.needsApproval, true);
    assert.deepEqual(
      shown?.journals.flatMap(({ entries }) => entries.map(({ amount }) => amount)),
      [single + 1, -single - 1],
    );
    assert.equal(await balance(wallet), 50_000);
  });

  it('shows on the record that something waits, with the way there for those who may go it', async () => {
    const { wallet, id } = await aRequest();
    const [waiting] = (await show(chief, 'Wallet', wallet.id))?.pending ?? [];
    assert.deepEqual(
      [waiting?.id, waiting?.kind, waiting?.amount, waiting?.href],
      [id, 'wallet.adjust', single + 60_000, `/admin/resources/Approval/records/${id}/show`],
    );
    const support = await aDesk('support');
    assert.equal((await show(support, 'Wallet', wallet.id))?.pending?.[0]?.href, null);
    assert.equal((await show(support, 'Approval', id))?.params['reason'], undefined);
  });

  it('shows what was asked, what the maker saw, what has moved since, and what would be booked', async () => {
    const { wallet, id } = await aRequest();
    await performAtDesk(clerk, 'Wallet', wallet.id, 'adjustBalance', wish(7_000));
    const story = (await show(chief, 'Approval', id))?.story as {
      figures: { name: string; then: number; now: number; moved: boolean }[];
      plan: { journals: { entries: { amount: number }[] }[]; refusal: null };
    };
    assert.deepEqual(story.figures, [{ name: 'balance_amount', then: 50_000, now: 57_000, moved: true }]);
    assert.equal(story.plan.refusal, null);
    assert.equal(story.plan.journals[0]?.entries[0]?.amount, single + 60_000);
    assert.equal(await balance(wallet), 57_000);
  });

  it('says in words whether the balance goes up, goes down or is set', async () => {
    const said = async (how: string) => {
      const { id } = await aRequest(how);
      return (await show(chief, 'Approval', id))?.story?.['balance'];
    };
    const amount = single + 60_000;
    assert.deepEqual(await said('add'), { how: 'add', amount, target: amount });
    assert.deepEqual(await said('set'), { how: 'set_up', amount: amount - 50_000, target: amount });
    const wallet = await aFilledWallet((await aCustomer()).id, single * 3);
    await performAtDesk(clerk, 'Wallet', wallet.id, 'adjustBalance', wish(10_000, 'set'));
    const [row] = await query<{ id: string }>('SELECT id FROM approvals WHERE subject_id = ?', [wallet.id]);
    assert.deepEqual((await show(chief, 'Approval', row?.id ?? ''))?.story?.['balance'], {
      how: 'set_down',
      amount: single * 3 - 10_000,
      target: 10_000,
    });
  });

  it('says beforehand why a yes would be refused as things stand', async () => {
    const { id } = await aRequest('set');
    await query('UPDATE approvals SET amount = amount + 1 WHERE id = ?', [id]);
    const story = (await show(chief, 'Approval', id))?.story as { plan: { refusal: { message: string } } };
    assert.equal(story.plan.refusal.message, 'problem_balance_moved');
  });

  it('lets a colleague agree once the entries are seen, and never whoever asked', async () => {
    const { wallet, id } = await aRequest();
    const input = { reason: 'Cocok dengan bukti' };
    assert.equal(
      said(await performAtDesk(clerk, 'Approval', id, 'approve', input)),
      'problem_own_approval_request',
    );
    assert.equal(said(await performAtDesk(chief, 'Approval', id, 'approve', input)), 'done_approve');
    assert.equal(await balance(wallet), 50_000 + single + 60_000);
    assert.deepEqual((await show(chief, 'Wallet', wallet.id))?.pending, []);
  });

  it('refuses with a reason, and the record stays as it is', async () => {
    const { wallet, id } = await aRequest();
    const answer = await performAtDesk(chief, 'Approval', id, 'reject', { reason: 'Tidak ada bukti' });
    assert.equal(said(answer), 'done_reject');
    assert.equal(await balance(wallet), 50_000);
    const params = (await show(chief, 'Approval', id))?.params;
    assert.deepEqual([params?.['status'], params?.['decidedReason']], ['REJECTED', 'Tidak ada bukti']);
  });

  it('tells a double request from a new one', async () => {
    const { wallet } = await aRequest();
    const again = await performAtDesk(chief, 'Wallet', wallet.id, 'adjustBalance', wish(single * 2));
    assert.equal(said(again), 'problem_approval_pending');
  });
});

describe('the money of a record', () => {
  useConsole();

  it('is every journal that touched it, on the page of the wallet and on that of its owner', async () => {
    const clerk = await aDesk('finance');
    const customer = await aCustomer();
    const wallet = await aFilledWallet(customer.id, 50_000);
    await performAtDesk(clerk, 'Wallet', wallet.id, 'adjustBalance', wish(1_000));
    for (const [resource, id] of [
      ['Wallet', wallet.id],
      ['User', customer.id],
    ] as const) {
      const money = (await show(clerk, resource, id))?.money ?? [];
      assert.deepEqual([...new Set(money.map(({ kind }) => kind))], ['wallet.adjusted', 'test.funds']);
      assert.equal(money.length, 4);
    }
  });

  it('is for those who may read the books', async () => {
    const customer = await aCustomer();
    await aFilledWallet(customer.id, 50_000);
    assert.equal((await show(await aDesk('support'), 'User', customer.id))?.money, undefined);
  });
});
