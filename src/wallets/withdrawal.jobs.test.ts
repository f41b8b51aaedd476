import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { aWithdrawal } from '../../test/factories/withdrawals.js';
import { drainJobs } from '../../test/jobs.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { withdrawalJobs } from './withdrawal.jobs.js';
import { approveWithdrawal, sendWithdrawal } from './withdrawal.service.js';

async function watch(): Promise<void> {
  const [job] = withdrawalJobs;
  assert.ok(job);
  await inTransaction(system('test'), (uow) => Promise.resolve(uow.enqueue(job, {})));
  await drainJobs();
}

/** As if nobody had touched it for so many hours. */
const age = (id: string, hours: number): Promise<unknown> =>
  query('UPDATE withdrawals SET status_since = status_since - INTERVAL ? HOUR WHERE id = ?', [hours, id]);

const openAlert = async (id: string): Promise<string | undefined> =>
  (
    await query<{ severity: string }>('SELECT severity FROM alerts WHERE open_key = ?', [
      `withdrawal_overdue:${id}`,
    ])
  )[0]?.severity;

const reason = 'as the rules say';

describe('a withdrawal that stands still', () => {
  it('is put before staff after a day, and no earlier', async () => {
    const [late, young] = [await aWithdrawal(), await aWithdrawal()];
    await age(late.id, 25);
    await age(young.id, 23);
    await watch();
    assert.deepEqual([await openAlert(late.id), await openAlert(young.id)], ['warning', undefined]);
  });

  it('is no longer an alert once somebody has taken the next step', async () => {
    const { id } = await aWithdrawal();
    await age(id, 25);
    await watch();
    const person = await aStaff('finance');
    await inTransaction(person, (uow) => approveWithdrawal(uow, { withdrawalId: id, reason }));
    assert.equal(await openAlert(id), undefined);
    await watch();
    assert.equal(await openAlert(id), undefined);
  });

  it('is worse when the money is under way to the bank', async () => {
    const { id } = await aWithdrawal();
    const person = await aStaff('finance');
    await inTransaction(person, (uow) => approveWithdrawal(uow, { withdrawalId: id, reason }));
    await inTransaction(person, (uow) => sendWithdrawal(uow, { withdrawalId: id }));
    await age(id, 25);
    await watch();
    assert.equal(await openAlert(id), 'critical');
  });
});
