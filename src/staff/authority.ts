import { jakartaDate } from '../platform/jakarta.js';
import { forbidden } from '../platform/errors.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import type { Staff } from '../platform/actor.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { approvalRequired } from './approval.errors.js';
import { assertNotBeneficiary, type Beneficiary } from './beneficiary.js';
import { ceilingOf, type Act, type Ceiling } from './ceilings.js';

export interface Spending extends Beneficiary {
  act: Act;
  amount: Rupiah;
  subjectId: string;
  /** The second person's word, where one person alone may not. */
  approvalId?: string | null | undefined;
}

/** What an authority is good for: this deed, of this size, on this record. */
export type Deed = Pick<Spending, 'act' | 'amount' | 'subjectId'>;

const nameOf = ({ act, amount, subjectId }: Deed): string => `${act} ${subjectId} ${amount}`;

/** Authorities that were spent and not used yet; each lives and dies with the unit of work that paid for it. */
const spent = new WeakMap<UnitOfWork, Set<string>>();

function leave(uow: UnitOfWork, deed: Deed): void {
  spent.set(uow, (spent.get(uow) ?? new Set()).add(nameOf(deed)));
}

/**
 * Takes what `spendAuthority` left in this unit of work for exactly this deed; it is there once.
 * @throws Error when it is not there: a use case that forgot to ask, never a fault of the person.
 */
export function takeAuthority(uow: UnitOfWork, deed: Deed): void {
  if (!spent.get(uow)?.delete(nameOf(deed)))
    throw new Error(`Nobody has spent an authority for ${nameOf(deed)} in this unit of work.`);
}

/** An approval counts for exactly what was asked, and once. */
async function useApproval(uow: UnitOfWork, approvalId: string, spending: Spending): Promise<boolean> {
  const used = await uow.run(
    `UPDATE approvals SET used_at = ?, updated_at = ?
     WHERE id = ? AND status = 'APPROVED' AND used_at IS NULL AND kind = ? AND subject_id = ? AND amount = ?`,
    [uow.now, uow.now, approvalId, spending.act, spending.subjectId, spending.amount],
  );
  return used === 1;
}

/** Counts the deed towards the person's day. The condition decides in the database: deeds of one instant queue up. */
async function useAllowance(uow: UnitOfWork, staff: Staff, spending: Spending, { single, daily }: Ceiling) {
  const { act, amount } = spending;
  if (amount > single || amount > daily) return false;
  const key = [staff.id, jakartaDate(uow.now), act];
  await uow.run(
    `INSERT INTO staff_allowances (staff_id, wib_date, act, used_amount, updated_at) VALUES (?, ?, ?, 0, ?)
     ON DUPLICATE KEY UPDATE used_amount = used_amount`,
    [...key, uow.now],
  );
  const used = await uow.run(
    `UPDATE staff_allowances SET used_amount = used_amount + ?, updated_at = ?
     WHERE staff_id = ? AND wib_date = ? AND act = ? AND used_amount + ? <= ?`,
    [amount, uow.now, ...key, amount, daily],
  );
  return used === 1;
}

/**
 * Stands right before the posting of what staff do with other people's money, so that no way around the form is a way
 * around the limit: within the person's ceilings, or carried by an approval of exactly this deed. The machinery acts by
 * rules of its own and has no ceilings. What was spent stays in the unit of work until the posting takes it.
 * @throws DomainError 409 `approval_required`; 403 `own_benefit`, `forbidden`.
 */
export async function spendAuthority(uow: UnitOfWork, spending: Spending): Promise<void> {
  const { actor } = uow;
  if (actor.kind === 'system') return leave(uow, spending);
  if (actor.kind !== 'staff') throw forbidden();
  rupiah(spending.amount);
  await assertNotBeneficiary(uow, spending);
  const ceiling = ceilingOf(actor.role, spending.act);
  const covered = spending.approvalId
    ? await useApproval(uow, spending.approvalId, spending)
    : await useAllowance(uow, actor, spending, ceiling);
  if (!covered) throw approvalRequired(spending.act, ceiling);
  leave(uow, spending);
}
