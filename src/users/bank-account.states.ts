import { defineStates } from '../platform/states.js';

export type BankAccountStatus = 'UNVERIFIED' | 'VERIFIED' | 'REJECTED';
export type BankAccountEvent = 'verify' | 'reject';

/** What staff found out about an account; both words may be taken back, with a reason. */
export const bankAccountStates = defineStates<BankAccountStatus, BankAccountEvent>('bank_account', {
  UNVERIFIED: { verify: 'VERIFIED', reject: 'REJECTED' },
  VERIFIED: { reject: 'REJECTED' },
  REJECTED: { verify: 'VERIFIED' },
});
