import { defineStates } from '../platform/states.js';

export type FeeScheduleStatus = 'DRAFT' | 'SCHEDULED' | 'CANCELLED' | 'DISCARDED';
export type FeeScheduleEvent = 'schedule' | 'cancel' | 'discard';

/** A draft may change; once it is scheduled its bands never do, because deals refer to its version. */
export const feeScheduleStates = defineStates<FeeScheduleStatus, FeeScheduleEvent>('fee_schedule', {
  DRAFT: { schedule: 'SCHEDULED', discard: 'DISCARDED' },
  SCHEDULED: { cancel: 'CANCELLED' },
  CANCELLED: {},
  DISCARDED: {},
});
