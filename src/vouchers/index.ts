export type {
  CartLine,
  GivenDiscount,
  Offer,
  OfferExplanation,
  OfferSource,
  PricedCart,
  RefusedOffer,
} from './offer.js';
export { priceCart } from './price-cart.js';
export {
  Voucher,
  VoucherBatch,
  VoucherCode,
  VoucherLog,
  VoucherRefusal,
  vouchersEntities,
  VoucherTarget,
  VoucherUsage,
} from './voucher.entity.js';
export { voucherBatchStates, voucherStates, voucherUsageStates } from './voucher.states.js';
export { codeAlphabet, codeFrom, normaliseCode } from './code.js';
export { findVoucher, type Buyer, type FoundVoucher, type VoucherClaim } from './find-voucher.js';
export {
  firstFailure,
  isVoucherCondition,
  judgeVoucher,
  type VoucherCondition,
  type VoucherFigures,
  type VoucherJudgement,
} from './judge-voucher.js';
export { assertGives, assertMayUse, refuseCode, type CodeRefusal } from './refuse-code.js';
export { tryCode } from './try-code.js';
export { reserveVoucher, returnVouchers, useVouchers } from './use-vouchers.js';
export { voucherNeedsAccount, voucherNotUsable } from './voucher.errors.js';
export {
  createVoucher,
  editVoucher,
  extendVoucher,
  moveVoucher,
  type MoveVoucher,
} from './voucher.console.js';
export { CreateVoucher, EditVoucher, ExtendVoucher, voucherReason } from './voucher.forms.js';
export {
  namesOfVouchers,
  performanceOf,
  vouchersNaming,
  type OwnVoucher,
  type VoucherNames,
  type VoucherPerformance,
} from './voucher.read-model.js';
export { voucherChecks } from './voucher.checks.js';
export { downloadBatch, orderBatch, OrderBatch } from './voucher-batch.js';
export { timeOf } from './windows.js';
export { voucherJobs, voucherSchedule } from './voucher.jobs.js';
