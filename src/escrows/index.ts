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
