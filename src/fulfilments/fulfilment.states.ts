import { defineStates } from '../platform/states.js';

export type FulfilmentStatus = 'QUEUED' | 'SENT' | 'PENDING' | 'UNKNOWN' | 'SUCCESS' | 'FAILED' | 'REVERSED';

export type FulfilmentEvent = 'send' | 'pause' | 'refuse' | 'pend' | 'lose' | 'succeed' | 'fail' | 'reverse';

/**
 * The whole life of a supplier purchase. QUEUED means that certainly nothing was bought yet: never asked for, or every
 * call was refused without a transaction. UNKNOWN means that nobody knows, and is left by the supplier's word alone.
 */
export const fulfilmentStates = defineStates<FulfilmentStatus, FulfilmentEvent>('fulfilment', {
  QUEUED: { send: 'SENT', refuse: 'FAILED' },
  SENT: { pause: 'QUEUED', pend: 'PENDING', lose: 'UNKNOWN', succeed: 'SUCCESS', fail: 'FAILED' },
  PENDING: { lose: 'UNKNOWN', succeed: 'SUCCESS', fail: 'FAILED' },
  UNKNOWN: { pend: 'PENDING', succeed: 'SUCCESS', fail: 'FAILED' },
  SUCCESS: { reverse: 'REVERSED' },
  FAILED: {},
  REVERSED: {},
});
