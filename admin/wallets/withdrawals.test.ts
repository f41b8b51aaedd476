import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Answer, type Desk } from '../../test/console.js';
import { aCustomer } from '../../test/factories/users.js';
import { aWithdrawal, aWithdrawer, type Withdrawer } from '../../test/factories/withdrawals.js';
import { system } from '../../src/platform/actor.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { addBankAccount } from '../../src/users/index.js';
import { walletView, type Withdrawal } from '../../src/wallets/index.js';

const said = ({ body, text }: Answer) => body.notice?.message ?? text;
const reason = 'Nama dan nomor cocok';
const reference = 'BCA-20261121-0042';

const show = async (desk: Desk, resource: string, id: string) =>
  (await desk.get(urlOf.record(resource, id, 'show'))).body.record;

const press = (desk: Desk, { id }: Withdrawal, action: string, input: object = { reason }) =>
  performAtDesk(desk, 'Withdrawal', id, action, input);

const moneyOf = ({ wallet, customer }: Withdrawer) => walletView(wallet.id, customer.id);

describe('the desk of withdrawals', () => {
  useConsole();
  let clerk: Desk;
  let chief: Desk;
  let support: Desk;

  before(async () => {
    [clerk, chief, support] = await Promise.all([aDesk('finance'), aDesk('owner'), aDesk('support')]);
  });

  it('walks one from the request to the bank, showing what each step books', async () => {
    const who = await aWithdrawer(200_000);
    const withdrawal = await aWithdrawal(100_000, who);
    assert.equal(said(await press(clerk, withdrawal, 'approve')), 'done_approve');
    const place = urlOf.record('Withdrawal', withdrawal.id, 'send');
    const shown = (await clerk.post(place, { reference, expected: 'APPROVED' })).body.record?.preview;
    assert.deepEqual(
      shown?.journals.map(({ kind, entries }) => [kind, entries.map(({ amount }) => amount)]),
      [['withdrawal.sent', [102_500, -100_000, -2_500]]],
    );
    assert.equal((await moneyOf(who)).balanceAmount, 200_000);
    assert.equal(said(await press(clerk, withdrawal, 'send', { reference })), 'done_send');
    assert.equal((await moneyOf(who)).balanceAmount, 97_500);
    assert.equal(said(await press(clerk, withdrawal, 'payOut', { reference })), 'done_payOut');
    const params = (await show(clerk, 'Withdrawal', withdrawal.id))?.params;
    assert.deepEqual([params?.['status'], params?.['payoutReference']], ['PAID_OUT', reference]);
    assert.equal(said(await press(clerk, withdrawal, 'bounce')), 'done_bounce');
    assert.equal((await moneyOf(who)).availableAmount, 200_000);
  });

  it('asks a second person above what one may approve alone', async () => {
    const who = await aWithdrawer(10_000_000);
    const withdrawal = await aWithdrawal(6_000_000, who);
    assert.equal(said(await press(clerk, withdrawal, 'approve')), 'approval_asked');
    const record = await show(chief, 'Withdrawal', withdrawal.id);
    assert.equal(record?.params['status'], 'REQUESTED');
    const approval = record?.pending?.[0]?.id ?? '';
    const decide = (desk: Desk) => performAtDesk(desk, 'Approval', approval, 'approve', { reason });
    assert.equal(said(await decide(clerk)), 'problem_own_approval_request');
    assert.equal(said(await decide(chief)), 'done_approve');
    assert.equal((await show(chief, 'Withdrawal', withdrawal.id))?.params['status'], 'APPROVED');
  });

  it('says where the money goes without the whole number', async () => {
    const withdrawal = await aWithdrawal();
    const list = await support.get(urlOf.list('Withdrawal', `?filters.number=${withdrawal.number}`));
    assert.match(String(list.body.records?.[0]?.params['target']), /^BCA\s••••\s\d{4}\s· Sari Wulandari$/);
    assert.doesNotMatch(list.text, /88\d{8}/);
  });

  it('lets support look, and no more', async () => {
    const withdrawal = await aWithdrawal();
    for (const action of ['approve', 'reject', 'send', 'payOut', 'fail']) {
      const answer = await support.post(urlOf.record('Withdrawal', withdrawal.id, action), {
        reason,
        reference,
      });
      assert.doesNotMatch(said(answer), /^done_/, action);
    }
    assert.equal((await show(support, 'Withdrawal', withdrawal.id))?.params['status'], 'REQUESTED');
    const viewer = await aDesk('viewer');
    assert.equal((await show(viewer, 'Withdrawal', withdrawal.id))?.params['number'], undefined);
  });

  it('makes a file for the bank after showing its entries, and hands it out with a reason', async () => {
    const withdrawal = await aWithdrawal(75_000);
    await press(clerk, withdrawal, 'approve');
    const place = urlOf.create('PayoutFile');
    const shown = (await clerk.post(place)).body.record?.preview;
    assert.ok(shown?.journals.some(({ kind }) => kind === 'withdrawal.sent'));
    const confirmation = { digest: shown?.digest, token: shown?.token };
    const made = await clerk.post(place, { confirmation });
    assert.equal(said(made), 'done_new');
    const id = made.body.record?.params['id'] as string;
    const file = await performAtDesk(clerk, 'PayoutFile', id, 'download', { reason });
    assert.equal(said(file), 'done_download');
    const { filename, content } = file.body['file'] as { filename: string; content: string };
    assert.match(filename, /^PAY-\d{8}-\d{4}\.csv$/);
    assert.match(content, new RegExp(`${withdrawal.number},014,BCA,88\\d{8}`));
    assert.equal(said(await performAtDesk(clerk, 'PayoutFile', id, 'settle', { reference })), 'done_settle');
    assert.equal((await show(clerk, 'Withdrawal', withdrawal.id))?.params['status'], 'PAID_OUT');
  });
});

describe('the desk of bank accounts', () => {
  useConsole();

  it('S2.75 shows both names and who else has the account before staff decide', async () => {
    const customers = [await aCustomer({ name: 'Sari Wulandari' }), await aCustomer()];
    const accounts = await inTransaction(system('test'), async (uow) => {
      const add = (userId: string) =>
        addBankAccount(uow, {
          userId,
          bankCode: '002',
          number: '123456789012345',
          holderName: 'Budi Santoso',
        });
      return [await add(customers[0]?.id ?? ''), await add(customers[1]?.id ?? '')];
    });
    const id = accounts[0]?.id ?? '';
    const clerk = await aDesk('finance');
    const form = (await clerk.get(urlOf.record('BankAccount', id, 'verify'))).text;
    for (const word of [
      'Sari Wulandari',
      'Budi Santoso',
      'BRI •••• 2345',
      '"same_account_elsewhere","value":1',
    ])
      assert.ok(form.includes(word), word);
    assert.doesNotMatch(form, /123456789012345/);
    const verify = (desk: Desk) => performAtDesk(desk, 'BankAccount', id, 'verify', { reason });
    assert.doesNotMatch(said(await verify(await aDesk('support'))), /^done_/);
    assert.equal(said(await verify(clerk)), 'done_verify');
    assert.equal((await show(clerk, 'BankAccount', id))?.params['status'], 'VERIFIED');
  });
});
