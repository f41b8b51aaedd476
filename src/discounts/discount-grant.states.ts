import { defineStates } from '../platform/states.js';

export type GrantStatus =
  'GRANTED' | 'HELD_OUT' | 'RESERVED' | 'USED' | 'DELIVERED' | 'RETURNED' | 'EXPIRED' | 'REVOKED';
export type GrantEvent =
  'reserve' | 'use' | 'give_back' | 'deliver' | 'return' | 'take_again' | 'expire' | 'revoke';

/**
 * The life of a grant. A voucher waits to be used by a sale and comes back when the sale fails; a wallet credit is
 * delivered once; a price exists only with its sale and, once returned, may be taken again in the same period. Grants are
 * written by the hundred thousand, so they move by conditional statements of their own and keep no history.
 */
export const grantStates = defineStates<GrantStatus, GrantEvent>('discount_grant', {
  GRANTED: { reserve: 'RESERVED', deliver: 'DELIVERED', expire: 'EXPIRED', revoke: 'REVOKED' },
  HELD_OUT: {},
  RESERVED: { use: 'USED', give_back: 'GRANTED', return: 'RETURNED' },
  USED: { give_back: 'GRANTED', return: 'RETURNED' },
  DELIVERED: {},
  RETURNED: { take_again: 'RESERVED' },
  EXPIRED: {},
  REVOKED: {},
});

/** Grants in these states count against the budget of their version. */
export const spentStatuses = ['GRANTED', 'RESERVED', 'USED', 'DELIVERED'] as const satisfies GrantStatus[];
