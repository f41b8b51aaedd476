import { customerNoteResource } from './care/customer-note.resource.js';
import { ticketResource } from './care/ticket.resource.js';
import { escrowPartResource, escrowResource } from './escrows/escrow.resource.js';
import { feeScheduleResource } from './escrows/fee-schedule.resource.js';
import { discountGiftRecipientResource, discountGiftResource } from './discounts/discount-gift.resource.js';
import { segmentResource } from './discounts/segment.resource.js';
import { simulationResource } from './discounts/simulation.resource.js';
import { discountRuleResource } from './discounts/discount-rule.resource.js';
import { discountRunResource, discountRunRuleResource } from './discounts/discount-run.resource.js';
import { discountVersionResource } from './discounts/discount-version.resource.js';
import { disputeResource } from './disputes/dispute.resource.js';
import { fulfilmentCallbackResource } from './fulfilments/fulfilment-callback.resource.js';
import { fulfilmentResource } from './fulfilments/fulfilment.resource.js';
import { shipmentResource } from './fulfilments/shipment.resource.js';
import {
  ledgerAuditResource,
  ledgerDayCloseResource,
  ledgerHoldResource,
  ledgerSealResource,
} from './ledger/books.resources.js';
import {
  ledgerAccountResource,
  ledgerEntryResource,
  ledgerJournalResource,
} from './ledger/ledger.resources.js';
import {
  notificationDeliveryResource,
  notificationResource,
} from './notifications/notification.resources.js';
import { paymentCallbackResource } from './payments/payment-callback.resource.js';
import { paymentResource } from './payments/payment.resource.js';
import { standingCodeResource } from './payments/standing-code.resource.js';
import { roomResource } from './rooms/room.resource.js';
import { alertResource, outboxResource } from './platform/operations.resources.js';
import { workQueueResource } from './platform/work-queue.resource.js';
import { categoryResource } from './products/category.resource.js';
import { marginRuleResource } from './products/margin-rule.resource.js';
import { productResource } from './products/product.resource.js';
import type { ConsoleResource } from './shared/policy.js';
import { approvalResource } from './staff/approval.resource.js';
import { activityResource, staffResource } from './staff/staff.resources.js';
import { transactionResource } from './transactions/transaction.resource.js';
import { activeDayResource } from './users/active-day.resource.js';
import { bankAccountResource } from './users/bank-account.resource.js';
import { consentResource } from './users/consent.resource.js';
import { userResource } from './users/user.resource.js';
import {
  voucherBatchResource,
  voucherRefusalResource,
  voucherUsageResource,
} from './vouchers/voucher-record.resources.js';
import { voucherResource } from './vouchers/voucher.resource.js';
import { payoutFileResource } from './wallets/payout-file.resource.js';
import { withdrawalResource } from './wallets/withdrawal.resource.js';
import { walletResource } from './wallets/wallet.resource.js';

/** The menu, from top to bottom. */
export const consoleResources: ConsoleResource[] = [
  transactionResource,
  paymentResource,
  standingCodeResource,
  fulfilmentResource,
  shipmentResource,
  paymentCallbackResource,
  fulfilmentCallbackResource,
  escrowResource,
  escrowPartResource,
  roomResource,
  disputeResource,
  discountRuleResource,
  discountVersionResource,
  discountRunResource,
  discountRunRuleResource,
  discountGiftResource,
  discountGiftRecipientResource,
  segmentResource,
  simulationResource,
  voucherResource,
  voucherUsageResource,
  voucherBatchResource,
  voucherRefusalResource,
  productResource,
  categoryResource,
  marginRuleResource,
  approvalResource,
  walletResource,
  withdrawalResource,
  payoutFileResource,
  feeScheduleResource,
  ledgerJournalResource,
  ledgerEntryResource,
  ledgerAccountResource,
  ledgerHoldResource,
  ledgerDayCloseResource,
  ledgerAuditResource,
  ledgerSealResource,
  userResource,
  ticketResource,
  customerNoteResource,
  consentResource,
  bankAccountResource,
  activeDayResource,
  notificationResource,
  notificationDeliveryResource,
  alertResource,
  outboxResource,
  workQueueResource,
  activityResource,
  staffResource,
];
