import { defineStates } from '../platform/states.js';

export type ConsentStatus = 'GIVEN' | 'WITHDRAWN';
export type ConsentEvent = 'give' | 'withdraw';

/** A consent begins by being given: who has never been asked, or never said yes, has none. */
export const consentStates = defineStates<ConsentStatus, ConsentEvent>(
  'consent',
  { GIVEN: { withdraw: 'WITHDRAWN' }, WITHDRAWN: { give: 'GIVEN' } },
  { table: 'consent_logs', key: 'consent_id' },
);
