import { system } from '../platform/actor.js';
import type { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { firstFailure, type VoucherCondition, type VoucherFigures } from './judge-voucher.js';
import type { FoundVoucher } from './find-voucher.js';
import type { PricedCart, RefusalReason } from './offer.js';
import { VoucherRefusal } from './voucher.entity.js';
import { voucherNotUsable } from './voucher.errors.js';

/** Why a code did not help: what only staff learn. `taken_meanwhile` was free when it was looked at. */
export type CodeRefusal = VoucherCondition | RefusalReason | 'unknown' | 'taken_meanwhile';

export interface RefusedCode {
  typed: string;
  userId: string;
  voucherId: string | null;
  reason: CodeRefusal;
  judgements: { condition: string; holds: boolean; needed: VoucherFigures; actual: VoucherFigures }[];
}

/** Keeps the real reason for staff and answers what everybody is told. */
export async function refuseCode({ typed, ...refused }: RefusedCode): Promise<DomainError> {
  const row = { id: newId(), code: typed.slice(0, 40), ...refused };
  await inTransaction(system('refuse-code'), (uow) => {
    uow.add(VoucherRefusal, row);
    return Promise.resolve();
  });
  return voucherNotUsable();
}

function failureOf({ judgements }: FoundVoucher) {
  const failed = firstFailure(judgements);
  return failed ? { reason: failed.condition, judgements } : null;
}

/** What the cart made of the voucher, in the terms of a judgement. */
function cartFailureOf({ offer, claim, judgements }: FoundVoucher, priced: PricedCart) {
  const isIt = ({ sourceId }: { sourceId: string }) => sourceId === offer.sourceId;
  const refused = priced.refused.find(isIt);
  if (refused) {
    const { reason, neededAmount, actualAmount } = refused;
    const needed: VoucherFigures = neededAmount === null ? {} : { neededAmount };
    const actual: VoucherFigures = actualAmount === null ? {} : { actualAmount };
    return { reason, judgements: [...judgements, { condition: reason, holds: false, needed, actual }] };
  }
  const amount = priced.discounts.find(isIt)?.amount ?? 0;
  const left = claim.budgetLeftAmount;
  if (left === null || amount <= left) return null;
  const short = { needed: { discountAmount: amount }, actual: { leftAmount: left } };
  const reason = 'budget_short' as const;
  return { reason, judgements: [...judgements, { condition: reason, holds: false, ...short }] };
}

/** @throws DomainError `voucher_not_usable` (422) unless the buyer may use the voucher at all. */
export async function assertMayUse(typed: string, found: FoundVoucher): Promise<void> {
  const failure = failureOf(found);
  const { userId, voucherId } = found.claim;
  if (failure) throw await refuseCode({ typed, userId, voucherId, ...failure });
}

/** @throws DomainError `voucher_not_usable` (422) unless the voucher takes something off this cart. */
export async function assertGives(typed: string, found: FoundVoucher, priced: PricedCart): Promise<void> {
  const failure = cartFailureOf(found, priced);
  const { userId, voucherId } = found.claim;
  if (failure) throw await refuseCode({ typed, userId, voucherId, ...failure });
}
