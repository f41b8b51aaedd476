import assert from 'node:assert/strict';
import { z } from 'zod';
import { setClock } from '../../test/clock.js';
import { actorOf, aStaff, aStaffAccount } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { system, type Staff } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { database, query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { scheduleOnce } from '../platform/scheduler.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { Approval, ApprovalLog } from './approval.entity.js';
import { staffSchedule } from './approval.jobs.js';
import { defineApproval, registerApprovals } from './approval.kinds.js';
import { pendingApprovalsOf } from './approval.read-model.js';
import { approve, openApproval, rejectApproval } from './approvals.js';
import { spendAuthority } from './authority.js';
import type { Act } from './ceilings.js';
import { editStaff } from './staff.service.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

/** A deed of this test: what was done lies in `scheduled_tasks`, a table without rules. */
const done = async (name: string): Promise<number> =>
  (await query(`SELECT name FROM scheduled_tasks WHERE name = ?`, [name])).length;

const act: Act = 'wallet.adjust';
const reason = 'Salah kirim oleh pemasok';

interface Asked {
  amount?: number;
  subjectId?: string;
  beneficiaryId?: string | null;
}

const ask = (maker: Staff, { amount = 2_000_000, subjectId = newId(), beneficiaryId = null }: Asked = {}) =>
  inTransaction(maker, (uow) =>
    openApproval(uow, {
      act,
      subjectType: 'wallet',
      subjectId,
      beneficiaryId,
      amount,
      payload: { subjectId, amount },
      reason,
    }),
  );

const say = (person: Staff, { id }: Approval) =>
  inTransaction(person, (uow) => approve(uow, { approvalId: id, reason: 'Sudah dicek' }));

const refuse = (person: Staff, { id }: Approval) =>
  inTransaction(person, (uow) => rejectApproval(uow, { approvalId: id, reason: 'Bukti kurang' }));

const reload = (id: string) => database().getRepository(Approval).findOneByOrFail({ id });

describe('an approval', () => {
  before(() => {
    registerApprovals([
      defineApproval({
        act,
        permission: 'wallets.adjust',
        schema: z.strictObject({ subjectId: z.string(), amount: z.int() }),
        async perform(uow, { subjectId, amount }, { id }) {
          await spendAuthority(uow, { act, amount, subjectId, beneficiaryId: null, approvalId: id });
          await uow.run('INSERT INTO scheduled_tasks (name, next_run_at) VALUES (?, ?)', [
            subjectId,
            uow.now,
          ]);
        },
        observe: () => Promise.resolve({ balance_amount: 75_000 }),
      }),
    ]);
  });

  after(async () => {
    await query(`DELETE FROM scheduled_tasks WHERE name REGEXP '^[0-9A-Z]{26}$'`);
    const { approvals } = await import('../approvals.js');
    registerApprovals(approvals);
  });

  afterEach(() => moveClock(0));

  it('lets a second person have the deed done, with what both said and what the maker saw', async () => {
    const [maker, checker] = [await aStaff('finance'), await aStaff('admin')];
    const approval = await ask(maker);
    assert.equal(await done(approval.subjectId), 0);
    await say(checker, approval);
    const { status, makerId, decidedBy, decidedReason, observed, usedAt } = await reload(approval.id);
    assert.deepEqual([status, makerId, decidedBy], ['APPROVED', maker.id, checker.id]);
    assert.deepEqual([decidedReason, observed], ['Sudah dicek', { balance_amount: 75_000 }]);
    assert.ok(usedAt);
    assert.equal(await done(approval.subjectId), 1);
    const logs = await database().getRepository(ApprovalLog).findBy({ approvalId: approval.id });
    assert.deepEqual(logs.map(({ toStatus }) => toStatus).sort(), ['APPROVED', 'PENDING']);
  });

  it('is never given by whoever asked, whatever their role', async () => {
    const owner = await aStaff('owner');
    const approval = await ask(owner);
    await assert.rejects(say(owner, approval), refusal('own_approval_request'));
    assert.equal((await reload(approval.id)).status, 'PENDING');
  });

  it('cannot be written down as given by whoever asked, not even past the shop', async () => {
    const approval = await ask(await aStaff('owner'));
    await assert.rejects(
      query(`UPDATE approvals SET status = 'APPROVED', decided_by = maker_id WHERE id = ?`, [approval.id]),
      /approvals_four_eyes/,
    );
  });

  it('is neither asked for nor given by the customer whom it profits', async () => {
    const account = await aStaffAccount('finance');
    const [name, host] = account.email.split('@');
    const self = await aCustomer({ email: `${name}+belanja@${host}` });
    const person = actorOf(account);
    await assert.rejects(ask(person, { beneficiaryId: self.id }), refusal('own_benefit'));
    const approval = await ask(await aStaff('admin'), { beneficiaryId: self.id });
    await assert.rejects(say(person, approval), refusal('own_benefit'));
    await say(await aStaff('owner'), approval);
  });

  it('knows a customer among the staff by the phone number too', async () => {
    const account = await aStaffAccount('finance');
    const customer = await aCustomer();
    await inTransaction(system('test'), (uow) =>
      editStaff(uow, { staffId: account.id, version: 1, changes: { phone: customer.phone }, reason }),
    );
    await assert.rejects(ask(actorOf(account), { beneficiaryId: customer.id }), refusal('own_benefit'));
  });

  it('takes the right to decide and the right to the deed', async () => {
    const approval = await ask(await aStaff('finance'));
    for (const role of ['support', 'catalogue', 'viewer'] as const) {
      await assert.rejects(say(await aStaff(role), approval), refusal('forbidden'));
      await assert.rejects(refuse(await aStaff(role), approval), refusal('forbidden'));
    }
    await assert.rejects(
      inTransaction(system('test'), (uow) => approve(uow, { approvalId: approval.id, reason })),
      refusal('forbidden'),
    );
  });

  it('is given once when two people agree at the same instant', async () => {
    const approval = await ask(await aStaff('finance'));
    const people = await Promise.all([aStaff('admin'), aStaff('owner')]);
    const answers = await Promise.allSettled(people.map((person) => say(person, approval)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const late = answers.find((answer) => answer.status === 'rejected');
    assert.ok(refusal('approval_closed')(late?.reason));
    assert.equal(await done(approval.subjectId), 1);
  });

  it('leaves the request open when the deed is refused', async () => {
    const approval = await ask(await aStaff('finance'));
    await query('UPDATE approvals SET payload = JSON_SET(payload, ?, 1) WHERE id = ?', [
      '$.amount',
      approval.id,
    ]);
    await assert.rejects(say(await aStaff('admin'), approval), refusal('approval_required'));
    assert.equal((await reload(approval.id)).status, 'PENDING');
    assert.equal(await done(approval.subjectId), 0);
  });

  it('keeps a rejected request, and nothing comes of it', async () => {
    const approval = await ask(await aStaff('finance'));
    const checker = await aStaff('admin');
    await refuse(checker, approval);
    const { status, decidedReason, payload } = await reload(approval.id);
    assert.deepEqual([status, decidedReason], ['REJECTED', 'Bukti kurang']);
    assert.equal(payload['amount'], 2_000_000);
    await assert.rejects(say(checker, approval), refusal('approval_closed'));
    assert.equal(await done(approval.subjectId), 0);
  });

  it('is asked for once at a time for one deed on one record', async () => {
    const subjectId = newId();
    const [maker, other] = [await aStaff('finance'), await aStaff('admin')];
    const first = await ask(maker, { subjectId });
    await assert.rejects(ask(other, { subjectId }), refusal('approval_pending'));
    assert.deepEqual(
      (await pendingApprovalsOf('wallet', subjectId)).map(({ id, amount }) => [id, amount]),
      [[first.id, 2_000_000]],
    );
    await refuse(maker, first);
    await ask(other, { subjectId });
  });

  it('runs out, and whoever decides too late decides nothing', async () => {
    const approval = await ask(await aStaff('finance'));
    setClock(new Date(approval.expiresAt.getTime() + 1).toISOString());
    const checker = await aStaff('admin');
    await assert.rejects(say(checker, approval), refusal('approval_expired'));
    assert.deepEqual(await pendingApprovalsOf('wallet', approval.subjectId), []);
    await query(`UPDATE scheduled_tasks SET next_run_at = ? WHERE name = 'expire-approvals'`, [clock.now()]);
    await scheduleOnce(staffSchedule);
    setClock(new Date(approval.expiresAt.getTime() + 120_000).toISOString());
    await scheduleOnce(staffSchedule);
    await drainJobs();
    assert.equal((await reload(approval.id)).status, 'EXPIRED');
    await assert.rejects(say(checker, approval), refusal('approval_closed'));
  });

  it('does not stand on the word of somebody who has left', async () => {
    const account = await aStaffAccount('finance');
    const approval = await ask(actorOf(account));
    await inTransaction(system('test'), (uow) =>
      editStaff(uow, { staffId: account.id, version: 1, changes: { active: false }, reason }),
    );
    await assert.rejects(say(await aStaff('admin'), approval), refusal('maker_may_no_longer'));
  });
});
