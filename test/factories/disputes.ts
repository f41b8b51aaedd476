import { jobNamed } from '../../src/platform/jobs.js';
import { system, type Staff } from '../../src/platform/actor.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { decideDispute, takeUp, type DecideDispute, type Dispute } from '../../src/disputes/index.js';
import { openDispute, type NewDispute } from '../../src/disputes/index.js';
import { drainJobs } from '../jobs.js';
import { aDeliveredDeal, type Deal } from './escrows.js';
import { aStaff } from './staff.js';

export interface DisputedDeal extends Deal {
  dispute: Dispute;
}

const complaint: NewDispute = {
  part_id: null,
  category: 'NOT_AS_DESCRIBED',
  statement: 'Akun yang diserahkan bukan level 80 seperti ketentuan.',
  evidence: [],
};

/** The buyer, or whoever is named, complains about a deal. */
export const complain = (
  deal: Deal,
  values: Partial<NewDispute> = {},
  userId: string = deal.buyer.id,
): Promise<Dispute> =>
  inTransaction({ kind: 'customer', id: userId, customerType: 'retail' }, (uow) =>
    openDispute(uow, { escrowId: deal.id, userId, ...complaint, ...values }),
  );

/** A deal that was delivered and about which the buyer has complained. */
export async function aDisputedDeal(
  terms: object = {},
  values: Partial<NewDispute> = {},
): Promise<DisputedDeal> {
  const deal = await aDeliveredDeal(terms);
  return { ...deal, dispute: await complain(deal, values) };
}

/** The same on the desk of somebody who may decide it. */
export async function aCaseUnderReview(
  terms: object = {},
  values: Partial<NewDispute> = {},
): Promise<DisputedDeal & { judge: Staff }> {
  const [deal, judge] = [await aDisputedDeal(terms, values), await aStaff('admin')];
  const dispute = await inTransaction(judge, (uow) =>
    takeUp(uow, { disputeId: deal.dispute.id, reason: 'Bukti sudah cukup untuk diperiksa.' }),
  );
  return { ...deal, dispute, judge };
}

/** A judge's word: money back to the buyer, unless said otherwise. */
export const verdict = (disputeId: string, values: Partial<DecideDispute> = {}): DecideDispute => ({
  disputeId,
  outcome: 'REFUND',
  ground: 'goods_differ_from_terms',
  reason: 'Tangkapan layar menunjukkan level 12, bukan level 80.',
  ...values,
});

export const decide = (judge: Staff, wish: DecideDispute): Promise<Dispute> =>
  inTransaction(judge, (uow) => decideDispute(uow, wish));

/** Puts what is due in front of the workers, as the scheduler does, and lets them work. */
export async function ringDisputeTimers(): Promise<void> {
  for (const name of ['disputes-due', 'watch-disputes']) {
    const job = jobNamed(name);
    if (!job) throw new Error(`There is no job ${name}.`);
    await inTransaction(system('test'), async (uow) => uow.enqueue(job, {}));
  }
  await drainJobs();
}
