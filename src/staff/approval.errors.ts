import { conflict, DomainError } from '../platform/errors.js';
import type { Act, Ceiling } from './ceilings.js';

export const approvalRequiredCode = 'approval_required';

/** More than this person may do alone; the deed may be put before a second person. */
export const approvalRequired = (act: Act, { single, daily }: Ceiling) =>
  conflict(approvalRequiredCode, { act, single_amount: single, daily_amount: daily });

/** The same deed on the same record waits for a decision already. */
export const approvalPending = () => conflict('approval_pending');

/** Decided or run out already. */
export const approvalClosed = (status: string) => conflict('approval_closed', { status });

export const approvalExpired = () => conflict('approval_expired');

/** Whoever asked does not decide. */
export const ownRequest = () => new DomainError('own_approval_request', 403);

/** Nobody moves money to or from themselves in the name of the shop. */
export const ownBenefit = () => new DomainError('own_benefit', 403);

/** Whoever asked has left or lost the right since; their request no longer counts. */
export const makerMayNoLonger = () => conflict('maker_may_no_longer');
