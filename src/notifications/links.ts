/** The page on which a customer sees what a message is about. */
export function pageAbout(subjectType: string, subjectId: string): string {
  if (subjectType === 'wallet') return `/wallet?w=${subjectId}`;
  if (subjectType === 'escrow') return `/escrows/${subjectId}`;
  if (subjectType === 'withdrawal') return '/wallet/withdraw';
  if (subjectType === 'bank_account') return '/bank-accounts';
  if (subjectType === 'discount_rule') return '/vouchers';
  if (subjectType === 'ticket') return `/tickets/${subjectId}`;
  return `/orders/${subjectId}`;
}
