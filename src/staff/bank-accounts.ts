import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { judgeBankAccount, type BankAccount } from '../users/index.js';
import { recordActivity } from './activity.js';
import { assertNotBeneficiary } from './beneficiary.js';
import { reason } from './customer.forms.js';
import { authorize } from './permissions.js';

export const JudgeBankAccount = z.strictObject({
  bankAccountId: idParam,
  event: z.enum(['verify', 'reject']),
  reason,
});

export type JudgeBankAccount = z.input<typeof JudgeBankAccount>;

/**
 * Says whether an account belongs to the customer who named it; nobody says so of their own.
 * @throws DomainError `forbidden`, `own_benefit`, `illegal_transition`.
 */
export async function moderateBankAccount(uow: UnitOfWork, input: JudgeBankAccount): Promise<BankAccount> {
  authorize(uow.actor, 'bank_accounts.verify');
  const deed = JudgeBankAccount.parse(input);
  const account = await judgeBankAccount(uow, deed);
  await assertNotBeneficiary(uow, { beneficiaryId: account.userId });
  await recordActivity(uow, {
    ...(deed.event === 'verify' ? { action: 'bank_account.verified' } : { action: 'bank_account.rejected' }),
    subjectType: 'bank_account',
    subjectId: account.id,
    reason: deed.reason,
    after: { status: account.status, bank: account.bankCode, number: account.numberHint },
  });
  return account;
}
