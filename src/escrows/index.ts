export { feeDoors } from './fee.doors.js';
export {
  buyersShare,
  feePayers,
  quoteFee,
  rangeOf,
  type FeePayer,
  type FeeQuote,
  type Schedule,
} from './fee.js';
export { presentQuote } from './fee.presenter.js';
export { feeScheduleApproval, requestSchedule, ScheduleFees, scheduleFees } from './fee-schedule.approval.js';
export {
  cancelSchedule,
  createDraft,
  discardDraft,
  editDraft,
  feeBand,
  SaveDraft,
} from './fee-schedule.console.js';
export { FeeSchedule, feeScheduleEntities } from './fee-schedule.entity.js';
export { feeScheduleStates } from './fee-schedule.states.js';
export { scheduleByVersion, scheduleInForce } from './fee-schedules.js';
export { agree, amendTerms } from './agree-escrow.js';
export {
  lockDeal,
  lockDealAs,
  lockParts,
  otherSideOf,
  partMeant,
  sideOf,
  userOf,
  versionAgreedBy,
  type OwnDeal,
} from './at-hand.js';
export { actionsFor, escrowActions, type EscrowAction } from './escrow-actions.js';
export { escrowChecks } from './escrow.checks.js';
export { escrowDoors } from './escrow.doors.js';
export {
  Escrow,
  EscrowAgreement,
  escrowEntities,
  EscrowLog,
  EscrowPart,
  EscrowPartLog,
  EscrowProof,
  EscrowTerms,
  goodsTypes,
  sides,
  type GoodsType,
  type Side,
} from './escrow.entity.js';
export { escrowFrozen, otherSide } from './escrow.errors.js';
export { escrowJobs, escrowSchedule } from './escrow.jobs.js';
export { showEscrow, showEscrows } from './escrow.presenter.js';
export {
  agreementsOfEscrow,
  escrowById,
  escrowOfPayment,
  escrowOfUser,
  escrowOfUser as escrowFor,
  listEscrows,
  logsOfEscrow,
  partsOfEscrows,
  proofsOfEscrow,
  termsInForce,
  termsOfEscrow,
} from './escrow.read-model.js';
export {
  agreementSchema,
  amendSchema,
  deliverySchema,
  escrowResource,
  newEscrowSchema,
  partSchema,
  paymentSchema,
  termsWishOf,
  reasonSchema,
  refundSchema,
  type EscrowResource,
} from './escrow.schema.js';
export {
  cancel,
  confirm,
  deliver,
  extendInspection,
  refundBySeller,
  type PartDeed,
} from './escrow.service.js';
export {
  escrowStates,
  isSettled,
  partStates,
  statusOfDeal,
  type EscrowEvent,
  type EscrowStatus,
  type PartStatus,
} from './escrow.states.js';
export { freeze, thaw } from './freeze.js';
export { escrowPayable, fundEscrow } from './fund-escrow.js';
export { codeOf } from './invitation.js';
export { invitedTo, type Invitation } from './invited-to.js';
export { narrate } from './narrate.js';
export { payEscrow, type EscrowPaymentChoice, type EscrowPaymentWish } from './pay-escrow.js';
export { joinEscrow, proposeEscrow, renewInvitation, type Proposal } from './propose-escrow.js';
export { expireEscrow, releaseInspected } from './run-timers.js';
export { refundOf, releaseOf, settlePart, type Settlement } from './settle-part.js';
export { moneyOfParts, priceTerms, type PricedTerms, type TermsWish } from './terms.js';
export { countdownsOf, type Countdown } from './timers.js';
export { reviewSamePerson, samePersonJobs } from './review-same-person.js';
export { presentTrust, trustResource } from './trust.presenter.js';
export { trustOf, trustOfUsers, type Trust } from './trust.read-model.js';
export {
  compareSchedules,
  mostCompared,
  type Comparison,
  type Outcome,
  type Period,
} from './what-if.read-model.js';
