export { otherSideOf as otherSide, sides, type Side } from '../escrows/index.js';

/** What somebody complains of. */
export const disputeCategories = [
  'NOT_RECEIVED',
  'NOT_AS_DESCRIBED',
  'TAKEN_BACK',
  'FAKE_PROOF',
  'OTHER',
] as const;
export type DisputeCategory = (typeof disputeCategories)[number];

/** What a piece of evidence shows. */
export const evidenceCategories = [
  'STATEMENT',
  'ITEM',
  'SHIPMENT',
  'ACCOUNT_ACCESS',
  'CONVERSATION',
  'PAYMENT',
  'OTHER',
] as const;
export type EvidenceCategory = (typeof evidenceCategories)[number];

export const outcomes = ['RELEASE', 'REFUND', 'SPLIT', 'EXTEND'] as const;
export type Outcome = (typeof outcomes)[number];

/** Who pays the fee of a divided deal; NOBODY when we waive it. */
export const feeBearers = ['BUYER', 'SELLER', 'BOTH', 'NOBODY'] as const;
export type FeeBearer = (typeof feeBearers)[number];

/** Why a case was decided as it was, in words that letters and statistics share. */
export const decisionGrounds = [
  'proof_of_delivery_holds',
  'proof_of_delivery_missing',
  'proof_is_fake',
  'goods_differ_from_terms',
  'goods_match_terms',
  'account_taken_back',
  'other_side_silent',
  'both_at_fault',
  'more_time_needed',
  'other',
] as const;
export type DecisionGround = (typeof decisionGrounds)[number];
