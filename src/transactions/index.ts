export { transactionChecks } from './transaction.checks.js';
export { walletMoneyDoors } from './wallet-money.doors.js';
export { presentTransfer, topUpSchema, transferSchema } from './wallet-money.schema.js';
export { recipientNameOf, transferOf } from './transfer.read-model.js';
export { transactionDoors } from './transaction.doors.js';
export {
  isSale,
  Transaction,
  TransactionDiscount,
  TransactionLine,
  TransactionLog,
  transactionsEntities,
  type Shipping,
  type TransactionType,
} from './transaction.entity.js';
export { guestPieces } from './guest-limits.js';
export { followWithdrawalJobs } from './follow-withdrawal.js';
export { transactionJobs } from './transaction.jobs.js';
export { placeTransaction } from './place-transaction.js';
export type { PlacedSale, Placement } from './draft-sale.js';
export { presentLog, presentTransactions, presentWhole } from './transaction.presenter.js';
export { topUp, type TopUpOrder } from './top-up.js';
export { rehearseTransfer, transfer, type TransferMade, type TransferWish } from './transfer.js';
export { Transfer } from './transfer.entity.js';
export { buyerOf, cartLineOf, discountLines, type CodeWish, type Discounted } from './discount-lines.js';
export { quoteCart, type QuotedCart } from './quote-cart.js';
export { cartResource, cartSchema, ownVoucherResource, presentCart, voucherDoors } from './voucher.doors.js';
export { quoteSale, type Quote } from './quote-sale.js';
export { claimRefund, claimTokenOf } from './refund-claim.js';
export { Refund, RefundClaim } from './refund.entity.js';
export {
  paymentReturned,
  refundApproval,
  refundTransaction,
  RefundTransaction,
  requestRefund,
} from './refund-transaction.js';
export { couriers, courierNamed, isCollected, shippingCost, type Courier } from './shipping-rates.js';
export {
  contactSchema,
  gatewayChoice,
  placeSchema,
  shippingSchema,
  trackSchema,
  type PlaceOrder,
  type TransactionResource,
} from './transaction.schema.js';
export { registerPayables, type Payable } from './payables.js';
export { askGatewayFor, payPayableFromWallet, type PayableOrder } from './pay-payable.js';
export {
  callOffTransaction,
  cancelTransaction,
  completeTransaction,
  expireTransaction,
  failTransaction,
  markPaid,
  processTransaction,
  reverseTransaction,
} from './transaction.service.js';
export { transactionStates, type TransactionStatus } from './transaction.states.js';
export {
  discountsOf,
  linesOfTransactions,
  listTransactions,
  logsOfTransaction,
  refundClaimOf,
  trackTransaction,
  transactionById,
  transactionOfUser,
} from './transaction.read-model.js';
export { completeWithdrawn, withdraw, type WithdrawalWish } from './withdraw.js';
export { withdrawalDoors, withdrawSchema } from './withdrawal.doors.js';
export { explainDoors } from './explain.doors.js';
export { explainCode, explainCodeOnSale, type ExplainedCode } from './explain-code.js';
export { explainRuleOfSale, explainSaleToStaff } from './explain-discounts.js';
