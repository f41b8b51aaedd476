import { conflict } from '../platform/errors.js';

/** The business event under this reference is in the books already; nothing was posted. */
export const alreadyPosted = (reference: string) => conflict('already_posted', { reference });

/** A wallet has less free money than what was to be taken; nothing was posted. */
export const insufficientBalance = () => conflict('insufficient_balance');

/** A hold under this reference was made before; nothing was held. */
export const alreadyHeld = (reference: string) => conflict('already_held', { reference });

/** The hold has ended: captured, released or expired. */
export const holdClosed = (status: string) => conflict('hold_closed', { status });

/** The journal was undone before, once and for all. */
export const alreadyReversed = (journalId: string) => conflict('already_reversed', { journal_id: journalId });

/** A journal that undoes another is not undone itself; post what is right instead. */
export const reversalIsFinal = (journalId: string) =>
  conflict('reversal_is_final', { journal_id: journalId });

/** Somebody asked for an audit that has not ended. */
export const auditUnderWay = () => conflict('audit_under_way');

/** The lines of a closed day are not those that were frozen. */
export const dayReportChanged = (day: string) => conflict('day_report_changed', { day });
