import { conflict, DomainError, invalid, notFound } from '../platform/errors.js';

/** Says the same for a code that never was, that was used, and whose time is over. */
export const invitationUnknown = () =>
  new DomainError('escrow_invitation_unknown', 404, {}, [
    { path: 'code', code: 'escrow_invitation_unknown' },
  ]);

/** Nobody is both sides of a deal. */
export const ownEscrow = () => conflict('escrow_own');

/** What the other side may do, and this one may not. */
export const otherSide = () => new DomainError('escrow_other_side', 403);

/** What somebody agreed to is no longer what is proposed. */
export const termsChanged = (version: number) => conflict('escrow_terms_changed', { version });

/** Somebody has to join before it can be agreed or called off by two. */
export const nobodyJoined = () => conflict('escrow_nobody_joined');

/** Terms stand once the money is held. */
export const termsStand = () => conflict('escrow_terms_stand');

/** A dispute is open: nothing moves until it is decided. */
export const escrowFrozen = () => conflict('escrow_frozen');

export const timeOver = () => conflict('escrow_time_over');

export const alreadyExtended = () => conflict('escrow_already_extended');

/** Whoever asked to end the deal waits for the other side's word. */
export const cancellationAsked = () => conflict('escrow_cancellation_asked');

/** Several parts could be meant. */
export const partRequired = () => invalid([{ path: 'part_id', code: 'required' }]);

export const partUnknown = () => notFound('escrow_part');

export const partsDoNotAddUp = () => invalid([{ path: 'parts', code: 'escrow_parts_sum' }]);

export const partTooSmall = (index: number) =>
  invalid([{ path: `parts.${index}.amount`, code: 'escrow_part_too_small' }]);

/** Nobody bargains so long; each version is kept for ever. */
export const tooManyVersions = (most: number) => conflict('escrow_too_many_versions', { most });

export const proofRequired = () => invalid([{ path: 'proof', code: 'required' }]);
