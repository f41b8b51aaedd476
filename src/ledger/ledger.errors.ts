import { conflict } from '../platform/errors.js';

/** The business event under this reference is in the books already; nothing was posted. */
export const alreadyPosted = (reference: string) => conflict('already_posted', { reference });

/** A wallet has less than what was to be taken; nothing was posted. */
export const insufficientBalance = () => conflict('insufficient_balance');
