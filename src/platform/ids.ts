import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A ULID: 26 characters, sorts by time of creation, the same in URL, log, queue and provider reference. */
export const newId = (): string => next();

export const idPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;
