import assert from 'node:assert/strict';
import { parse } from 'node:path';
import { aStaff } from '../../test/factories/staff.js';
import { aWithdrawal, aWithdrawer } from '../../test/factories/withdrawals.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import type { Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { downloadPayoutFile, makePayoutFile, settlePayoutFile } from './payout-file.js';
import { withdrawalOfUser } from './withdrawal.read-model.js';
import { approveWithdrawal, failWithdrawal } from './withdrawal.service.js';
import type { PayoutFile, Withdrawal } from './withdrawal.entity.js';

const reason = 'to the bank';
const refusal = (code: string) => (error: { code?: string }) => error.code === code;

async function approved(amount = 100_000): Promise<Withdrawal> {
  const withdrawal = await aWithdrawal(amount);
  const person = await aStaff('finance');
  await inTransaction(person, (uow) => approveWithdrawal(uow, { withdrawalId: withdrawal.id, reason }));
  return withdrawal;
}

const make = async (actor?: Actor): Promise<PayoutFile> =>
  inTransaction(actor ?? (await aStaff('finance')), (uow) => makePayoutFile(uow));

const download = async (payoutFileId: string) =>
  inTransaction(await aStaff('finance'), (uow) => downloadPayoutFile(uow, { payoutFileId, reason }));

const now = ({ id, userId }: Withdrawal) => withdrawalOfUser(id, userId);

describe('a payout file', () => {
  endInSoundBooks();

  /** Whatever other tests left approved would stand in the files of these. */
  beforeEach(() => make().catch(() => undefined));

  it('takes all that is approved, and marks it as sent', async () => {
    const [first, second] = [await approved(100_000), await approved(150_000)];
    const waiting = await aWithdrawal();
    const file = await make();
    assert.deepEqual([file.withdrawalCount, file.amount], [2, 250_000]);
    for (const each of [first, second]) {
      const { status, payoutFileId } = await now(each);
      assert.deepEqual([status, payoutFileId], ['SENT', file.id]);
    }
    assert.equal((await now(waiting)).status, 'REQUESTED');
    await assert.rejects(make(), refusal('nothing_to_pay_out'));
  });

  it('tells the bank whole numbers, and is the same byte for byte at each download', async () => {
    const { number } = await approved(125_000);
    const file = await make();
    const [once, again] = [await download(file.id), await download(file.id)];
    assert.deepEqual(once, again);
    assert.equal(parse(once.filename).ext, '.csv');
    const [, line = ''] = once.content.split('\r\n');
    assert.match(line, new RegExp(`^${number},014,BCA,88\\d{8},Sari Wulandari,125000$`));
    const deeds = await query<{ action: string }>(
      'SELECT action FROM activity_logs WHERE subject_id = ? ORDER BY id',
      [file.id],
    );
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['payout_file.made', 'payout_file.downloaded', 'payout_file.downloaded'],
    );
  });

  it('is not handed out when it is no longer what was made', async () => {
    const { bankAccountId } = await approved();
    const file = await make();
    await query(`UPDATE bank_accounts SET holder_name = 'Orang Lain' WHERE id = ?`, [bankAccountId]);
    await assert.rejects(download(file.id), refusal('payout_file_changed'));
  });

  it('runs no formula in a spreadsheet', async () => {
    const { bankAccountId } = await approved();
    await query(`UPDATE bank_accounts SET holder_name = '=1+1' WHERE id = ?`, [bankAccountId]);
    const { content } = await download((await make()).id);
    assert.match(content, /,'=1\+1,/);
  });

  it('pays out what the bank has carried out, and leaves alone what failed', async () => {
    const [good, bad] = [await approved(), await approved()];
    const file = await make();
    const person = await aStaff('finance');
    await inTransaction(person, (uow) => failWithdrawal(uow, { withdrawalId: bad.id, reason }));
    const settle = () =>
      inTransaction(person, (uow) => settlePayoutFile(uow, { payoutFileId: file.id, reference: 'BANK-1' }));
    assert.equal(await settle(), 1);
    const { status, payoutReference } = await now(good);
    assert.deepEqual([status, payoutReference, (await now(bad)).status], ['PAID_OUT', 'BANK-1', 'FAILED']);
    await assert.rejects(settle(), refusal('nothing_to_pay_out'));
  });

  it('leaves out what would go to its maker, and to accounts that no longer count', async () => {
    const who = await aWithdrawer();
    const own = await aWithdrawal(50_000, who);
    const doubtful = await approved();
    const other = await aStaff('finance');
    await inTransaction(other, (uow) => approveWithdrawal(uow, { withdrawalId: own.id, reason }));
    await query(`UPDATE bank_accounts SET status = 'REJECTED' WHERE id = ?`, [doubtful.bankAccountId]);
    const maker = await aStaff('finance');
    await query('UPDATE staff_accounts SET email = ? WHERE id = ?', [who.customer.email, maker.id]);
    await assert.rejects(make(maker), refusal('nothing_to_pay_out'));
    assert.equal((await make(other)).withdrawalCount, 1);
    assert.equal((await now(doubtful)).status, 'APPROVED');
  });

  it('takes a withdrawal once when two people make files at the same instant', async () => {
    await approved();
    const results = await Promise.allSettled([make(), make()]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('is for those who handle the bank', async () => {
    await approved();
    await assert.rejects(make(await aStaff('admin')), refusal('forbidden'));
  });
});
