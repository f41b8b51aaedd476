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
