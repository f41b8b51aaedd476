import { conflict } from '../platform/errors.js';

/** Money comes in but none leaves until staff unfreeze it. */
export const walletFrozen = () => conflict('wallet_frozen');

export const walletClosed = () => conflict('wallet_closed');
