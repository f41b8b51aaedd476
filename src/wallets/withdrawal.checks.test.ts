import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { aWithdrawal } from '../../test/factories/withdrawals.js';
import { runAudit } from '../ledger/index.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { withdrawalChecks } from './withdrawal.checks.js';
import { approveWithdrawal, failWithdrawal, sendWithdrawal } from './withdrawal.service.js';

const broken = async (): Promise<string[]> =>
  (await runAudit(withdrawalChecks)).checks.filter(({ ok }) => !ok).map(({ name }) => name);

/** What the audit says while a row of withdrawals tells another story than the books. */
async function saidWhile(id: string, lie: string): Promise<string[]> {
  const [before] = await query<{ status: string; amount: string }>(
    'SELECT status, amount FROM withdrawals WHERE id = ?',
    [id],
  );
  await query(`UPDATE withdrawals SET ${lie} WHERE id = ?`, [id]);
  const said = await broken();
  await query('UPDATE withdrawals SET status = ?, amount = ? WHERE id = ?', [
    before?.status,
    before?.amount,
    id,
  ]);
  return said;
}

describe('the audit of withdrawals', () => {
  beforeEach(async () => assert.deepEqual(await broken(), []));

  it('notices one that is called sent and is only held', async () => {
    const { id } = await aWithdrawal();
    assert.deepEqual(await saidWhile(id, `status = 'SENT'`), [
      'open_withdrawal_is_held',
      'payouts_in_transit_equal_sent_withdrawals',
      'withdrawal_is_booked_as_far_as_it_went',
    ]);
  });

  it('notices another amount than is held', async () => {
    const { id } = await aWithdrawal();
    assert.deepEqual(await saidWhile(id, 'amount = amount + 1'), ['open_withdrawal_is_held']);
  });

  it('notices one that is called paid out and never was', async () => {
    const { id } = await aWithdrawal();
    const person = await aStaff('finance');
    const deed = { withdrawalId: id, reason: 'as the rules say' };
    await inTransaction(person, (uow) => approveWithdrawal(uow, deed));
    await inTransaction(person, (uow) => sendWithdrawal(uow, deed));
    assert.deepEqual(await saidWhile(id, `status = 'PAID_OUT'`), [
      'payouts_in_transit_equal_sent_withdrawals',
      'withdrawal_is_booked_as_far_as_it_went',
    ]);
    assert.deepEqual(await saidWhile(id, `status = 'FAILED'`), [
      'payouts_in_transit_equal_sent_withdrawals',
      'failed_withdrawal_came_back_once',
    ]);
    await inTransaction(person, (uow) => failWithdrawal(uow, deed));
    assert.deepEqual(await saidWhile(id, `status = 'SENT'`), [
      'payouts_in_transit_equal_sent_withdrawals',
      'failed_withdrawal_came_back_once',
    ]);
  });
});
