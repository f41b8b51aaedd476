import { PaymentCallback } from './payment-callback.entity.js';
import { Payment } from './payment.entity.js';
import { StandingCode } from './standing-code.entity.js';

export { keepCallback, paymentInbox, processCallback, type IncomingCallback } from './callback-inbox.js';
export { forgetChannels, listChannels, quoteChannel, type Channel } from './channels.js';
export type { CreateOutcome, ListedChannel, PaymentGateway, PaymentIntent } from './gateway.js';
export { configuredTripay, useGateway } from './gateways/index.js';
export { TripayGateway, type TripaySettings } from './gateways/tripay.js';
export { callbackVerdicts, type CallbackVerdict } from './payment-callback.entity.js';
export { paymentCallback, paymentCallbackRoutes } from './payment-callback.routes.js';
export { paymentChecks } from './payment.checks.js';
export { paymentDoors } from './payment.doors.js';
export { paymentJobs, paymentSchedule } from './payment.jobs.js';
export { payFromWallet, type WalletPayment } from './pay-from-wallet.js';
export { presentPayment, qrImage } from './payment.presenter.js';
export { channelSchema, paymentResource, type PaymentResource } from './payment.schema.js';
export { refundExceedsPaid } from './payment.errors.js';
export {
  cancelPayment,
  expirePayment,
  openPayment,
  paymentOf,
  paymentsOf,
  refundPayment,
  type OpenPayment,
} from './payment.service.js';
export { paymentStates, type PaymentEvent, type PaymentStatus } from './payment.states.js';
export { requestPayment } from './request-payment.js';
export { standingCodeDoors } from './standing-code.doors.js';
export { presentStandingCode, standingChoice } from './standing-code.presenter.js';
export {
  standingChannels,
  standingCode,
  standingCodesOf,
  type StandingChannel,
} from './standing-code.service.js';
export { Payment, PaymentCallback, StandingCode };

export const paymentsEntities = [Payment, PaymentCallback, StandingCode];
