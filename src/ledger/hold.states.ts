import { defineStates } from '../platform/states.js';

export type HoldStatus = 'OPEN' | 'CAPTURED' | 'RELEASED' | 'EXPIRED';

export type HoldEvent = 'capture' | 'release' | 'expire';

/** The whole life of a hold: it ends once, and stays as the record of what was set aside. */
export const holdStates = defineStates<HoldStatus, HoldEvent>(
  'hold',
  {
    OPEN: { capture: 'CAPTURED', release: 'RELEASED', expire: 'EXPIRED' },
    CAPTURED: {},
    RELEASED: {},
    EXPIRED: {},
  },
  { table: 'ledger_hold_logs', key: 'hold_id' },
);
