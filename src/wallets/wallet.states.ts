import { defineStates } from '../platform/states.js';

export type WalletStatus = 'ACTIVE' | 'FROZEN' | 'CLOSED';

export type WalletEvent = 'freeze' | 'unfreeze' | 'close';

/** The life of a wallet. Money still comes into a frozen one, and none leaves it; a closed one is empty for good. */
export const walletStates = defineStates<WalletStatus, WalletEvent>('wallet', {
  ACTIVE: { freeze: 'FROZEN', close: 'CLOSED' },
  FROZEN: { unfreeze: 'ACTIVE' },
  CLOSED: {},
});
