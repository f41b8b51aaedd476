import assert from 'node:assert/strict';
import { aCaseUnderReview, aDisputedDeal, decide, verdict } from '../../test/factories/disputes.js';
import { actorOf, aStaff, aStaffAccount } from '../../test/factories/staff.js';
import type { Staff } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { approve } from '../staff/index.js';
import { appeal } from './appeal.js';
import { askForEvidence, assignDispute, escalate, takeUp } from './conduct.js';
import { requestDecision } from './decide-dispute.js';
import type { Dispute } from './dispute.entity.js';
import { stepAside } from './judges.js';
import { takeNextCase } from './next-case.js';

const because = 'Ditinjau bersama rekan.';

const eventsOf = async (disputeId: string): Promise<string[]> =>
  (
    await query<{ event: string }>('SELECT event FROM dispute_logs WHERE dispute_id = ? ORDER BY id', [
      disputeId,
    ])
  ).map(({ event }) => event);

const assign = (judge: Staff, { id }: Dispute, reason?: string) =>
  inTransaction(judge, (uow) => assignDispute(uow, { disputeId: id, ...(reason ? { reason } : {}) }));

/** On whose desk a case lies. */
async function judgeOf({ id }: Pick<Dispute, 'id'>): Promise<Staff> {
  const [judge] = await query<{ id: string; name: string; role: string }>(
    'SELECT s.id, s.name, s.role FROM staff_accounts s JOIN disputes d ON d.assignee_id = s.id WHERE d.id = ?',
    [id],
  );
  assert.ok(judge);
  return { kind: 'staff', ...judge };
}

describe('whoever judges a dispute', () => {
  it('takes a case to their desk by the first thing they do with it', async () => {
    const { dispute, judge } = await aCaseUnderReview();
    assert.equal(dispute.assigneeId, judge.id);
    assert.deepEqual(await eventsOf(dispute.id), ['open', 'assigned', 'take_up']);
  });

  it('leaves a case on a colleague’s desk alone until they take it over', async () => {
    const { dispute } = await aCaseUnderReview();
    const other = await aStaff('admin');
    await assert.rejects(decide(other, verdict(dispute.id)), { code: 'dispute_assigned_to_other' });
    await assign(other, dispute, because);
    await decide(other, verdict(dispute.id));
  });

  it('is no side of it, known by mailbox or phone', async () => {
    const { dispute, buyer, seller } = await aDisputedDeal();
    for (const contact of [{ email: buyer.email }, { phone: seller.phone }]) {
      const account = await aStaffAccount('admin');
      const [column, value] = Object.entries(contact)[0] ?? [];
      await query(`UPDATE staff_accounts SET ${column} = ? WHERE id = ?`, [
        column === 'email' ? String(value).replace('@', `+${account.id.toLowerCase()}@`) : value,
        account.id,
      ]);
      await assert.rejects(assign(actorOf(account), dispute), { code: 'own_benefit' });
    }
  });

  it('has stepped aside for good once they have, with a reason in the case log', async () => {
    const { dispute, judge } = await aCaseUnderReview();
    await inTransaction(judge, (uow) =>
      stepAside(uow, { disputeId: dispute.id, reason: 'Penjual teman saya.' }),
    );
    const [row] = await query<{ assignee: string | null }>(
      'SELECT assignee_id AS assignee FROM disputes WHERE id = ?',
      [dispute.id],
    );
    assert.equal(row?.assignee, null);
    await assert.rejects(assign(judge, dispute), { code: 'judge_stepped_aside' });
    await assert.rejects(decide(judge, verdict(dispute.id)), { code: 'judge_stepped_aside' });
    assert.ok((await eventsOf(dispute.id)).includes('stepped_aside'));
  });

  it('is flagged, and not refused, when they share a last name with a side', async () => {
    const { dispute, buyer } = await aDisputedDeal();
    const judge = await aStaffAccount('admin');
    const namesake = { ...actorOf(judge), name: `Rahmat ${buyer.name.split(' ').at(-1)}` };
    await assign(namesake, dispute);
    assert.ok((await eventsOf(dispute.id)).includes('relation_flagged'));
    const alerts = await query(`SELECT id FROM alerts WHERE kind = 'dispute_judge_related' AND subject = ?`, [
      `${dispute.id}:${judge.id}`,
    ]);
    assert.equal(alerts.length, 1);
  });

  it('may judge: support and admin, and of escalated cases only those above', async () => {
    const { dispute } = await aDisputedDeal();
    await assert.rejects(assign(await aStaff('finance'), dispute), { code: 'forbidden' });
    const clerk = await aStaff('support');
    await assign(clerk, dispute);
    await inTransaction(clerk, (uow) => escalate(uow, { disputeId: dispute.id, reason: because }));
    await assert.rejects(assign(clerk, dispute), { code: 'forbidden' });
    await decide(await aStaff('admin'), verdict(dispute.id));
  });

  it('hears the other side first, unless there is a reason not to wait', async () => {
    const { dispute } = await aDisputedDeal();
    const judge = await aStaff('admin');
    await assert.rejects(decide(judge, verdict(dispute.id)), { code: 'illegal_transition' });
    await inTransaction(judge, (uow) => takeUp(uow, { disputeId: dispute.id, reason: because }));
    await decide(judge, verdict(dispute.id));
  });

  it('asks one side or both, and waits for as many answers', async () => {
    const { dispute, judge } = await aCaseUnderReview();
    const asked = await inTransaction(judge, (uow) =>
      askForEvidence(uow, { disputeId: dispute.id, reason: because, side: null }),
    );
    assert.deepEqual([asked.status, asked.awaitedSide], ['AWAITING_EVIDENCE', null]);
    await assert.rejects(decide(judge, verdict(dispute.id)), { code: 'illegal_transition' });
  });

  it('carries out no verdict of a judge who has stepped aside since they asked for it', async () => {
    const { dispute } = await aCaseUnderReview({ amount: 6_000_000 });
    const judge = await judgeOf(dispute);
    const asked = await inTransaction(judge, (uow) => requestDecision(uow, verdict(dispute.id)));
    await inTransaction(judge, (uow) => stepAside(uow, { disputeId: dispute.id, reason: because }));
    const second = await aStaff('admin');
    await assert.rejects(
      inTransaction(second, (uow) => approve(uow, { approvalId: asked.id, reason: because })),
      { code: 'judge_stepped_aside' },
    );
  });

  it('puts a case above their ceiling before a second person, who is no party either', async () => {
    const { dispute } = await aCaseUnderReview({ amount: 6_000_000 });
    const judge = await judgeOf(dispute);
    await assert.rejects(decide(judge, verdict(dispute.id)), { code: 'approval_required' });
    const asked = await inTransaction(judge, (uow) => requestDecision(uow, verdict(dispute.id)));
    await assert.rejects(
      inTransaction(judge, (uow) => approve(uow, { approvalId: asked.id, reason: because })),
      { code: 'own_approval_request' },
    );
    const second = await aStaff('admin');
    await inTransaction(second, (uow) => approve(uow, { approvalId: asked.id, reason: because }));
    const [decision] = await query<{ by: string; approval: string }>(
      'SELECT decided_by AS `by`, approval_id AS approval FROM dispute_decisions WHERE dispute_id = ?',
      [dispute.id],
    );
    assert.deepEqual(decision, { by: judge.id, approval: asked.id });
    await inTransaction({ kind: 'customer', id: dispute.sellerId, customerType: 'retail' }, (uow) =>
      appeal(uow, {
        escrowId: dispute.escrowId,
        userId: dispute.sellerId,
        reason: 'Saya tidak setuju sama sekali.',
      }),
    );
    for (const former of [judge, second])
      await assert.rejects(assign(former, dispute), { code: 'judged_before' });
  });

  it('gets the most urgent case that waits, each of two who press at once another one', async () => {
    await aDisputedDeal();
    await aDisputedDeal();
    const judges = await Promise.all([aStaff('admin'), aStaff('admin')]);
    const taken = await Promise.all(judges.map((judge) => inTransaction(judge, takeNextCase)));
    assert.equal(new Set(taken.map(({ id }) => id)).size, 2);
    assert.deepEqual(
      taken.map(({ assigneeId }) => assigneeId),
      judges.map(({ id }) => id),
    );
  });
});
