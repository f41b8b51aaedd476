import { forbidden } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { User } from '../users/index.js';
import { ownBenefit } from './approval.errors.js';
import { StaffAccount } from './staff-account.entity.js';

/** The mailbox behind an address: what follows a plus only sorts one person's mail. */
function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at).replace(/\+.*$/, '')}${email.slice(at)}`.toLowerCase();
}

const isSameMailbox = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && mailboxOf(one) === mailboxOf(other);

/** Staff and customers share no accounts, so a person is known in both by the mailbox or the phone number. */
export const isSamePerson = (staff: Pick<StaffAccount, 'email' | 'phone'>, user: Contact): boolean =>
  isSameMailbox(staff.email, user.email) || (staff.phone !== null && staff.phone === user.phone);

export interface Beneficiary {
  /** The customer whom a deed profits or costs. */
  beneficiaryId: string | null;
  /** How a guest is reached, who has no account. */
  contact?: Contact;
}

type Contact = Pick<User, 'email' | 'phone'>;

/** Whether the staff member at work is the customer whom a deed profits or costs; the machinery is nobody. */
export async function isBeneficiary(
  uow: UnitOfWork,
  { beneficiaryId, contact }: Beneficiary,
): Promise<boolean> {
  if (uow.actor.kind !== 'staff') return false;
  const staff = await uow.find(StaffAccount, { id: uow.actor.id });
  if (!staff) throw forbidden();
  const user = beneficiaryId === null ? null : await uow.find(User, { id: beneficiaryId });
  return [user, contact].some((person) => person != null && isSamePerson(staff, person));
}

/** @throws DomainError 403 `own_benefit` when the staff member at work is that customer. */
export async function assertNotBeneficiary(uow: UnitOfWork, beneficiary: Beneficiary): Promise<void> {
  if (await isBeneficiary(uow, beneficiary)) throw ownBenefit();
}
