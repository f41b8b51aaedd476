import { conflict, DomainError, type FieldProblem } from '../platform/errors.js';

/** What is wrong with a definition, each problem at its place. */
export const unsoundDefinition = (fields: FieldProblem[]) =>
  new DomainError('unsound_discount', 422, {}, fields);

/** The draft is no longer as the person saw it, or is no draft any more. */
export const draftChanged = () => conflict('discount_draft_changed');

/** A name names one rule. */
export const ruleNameTaken = () => conflict('discount_name_taken');

/** A name names one list of customers. */
export const segmentNameTaken = () => conflict('segment_name_taken');

/** A version goes live at a moment that is still to come, or at once. */
export const goesLiveTooLate = () => new DomainError('discount_goes_live_too_late', 422);

/** What a sale was priced with is not to be had any more: paused, spent, or used by the same person meanwhile. */
export const discountGone = () => conflict('discount_gone');

/** Only rules that are given by hand, and are live, can be given. */
export const notGivenByHand = () => conflict('discount_not_given_by_hand');

/** The uploaded list cannot be read. */
export const unreadableList = (line: number) => new DomainError('discount_list_unreadable', 422, { line });

export const listTooLong = (most: number) => new DomainError('discount_list_too_long', 422, { most });
