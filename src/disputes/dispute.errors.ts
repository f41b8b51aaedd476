import { conflict, DomainError } from '../platform/errors.js';
import { formatRupiah, type Rupiah } from '../platform/money.js';

const inWords = (amount: Rupiah): string => formatRupiah(amount, 'id');

export const sharesDoNotAddUp = (amount: Rupiah) =>
  new DomainError('dispute_shares_do_not_add_up', 422, { amount: inWords(amount) }, [
    { path: 'refund_amount', code: 'dispute_shares' },
  ]);

export const feeExceedsShare = (fee: Rupiah) =>
  new DomainError('dispute_fee_exceeds_share', 422, { amount: inWords(fee) }, [
    { path: 'fee_borne_by', code: 'dispute_fee_share' },
  ]);

/** The deal, or this part of it, is in no state to be disputed. */
export const notDisputable = (status: string) => conflict('not_disputable', { status });

/** Another dispute about the same part is still open. */
export const alreadyDisputed = () => conflict('already_disputed');

export const caseClosed = () => conflict('dispute_closed');
export const tooMuchEvidence = (most: number) => conflict('too_much_evidence', { most });
export const alreadyAppealed = () => conflict('already_appealed');
export const appealTimeOver = () => conflict('appeal_time_over');

/** Staff who have stepped aside, or who know a party, leave the case to others. */
export const steppedAside = () => new DomainError('judge_stepped_aside', 403);

/** Somebody else has the case on the desk. */
export const assignedToOther = () => conflict('dispute_assigned_to_other');

/** An appeal is judged by somebody who did not judge before. */
export const judgedBefore = () => new DomainError('judged_before', 403);

export const noCaseWaits = () => conflict('no_case_waits');
