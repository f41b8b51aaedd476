import { reasonRequired } from './fulfilment.errors.js';

/** What staff do to a delivery is written down with a reason. @throws DomainError `invalid_input` without one. */
export function requiredReason(reason: string): string {
  const given = reason.trim().slice(0, 500);
  if (given === '') throw reasonRequired();
  return given;
}
