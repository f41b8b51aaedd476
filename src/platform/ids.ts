import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** Random numbers are drawn by the thousand: one at a time, as ids need sixteen, each costs a call of the system. */
const drawn = new Uint32Array(1_024);
let left = 0;

function chance(): number {
  if (left === 0) {
    randomFillSync(drawn);
    left = drawn.length;
  }
  left -= 1;
  return (drawn[left] ?? 0) / 2 ** 32;
}

const next = monotonicFactory(chance);

/** A ULID: 26 characters, sorts by time of creation, the same in URL, log, queue and provider reference. */
export const newId = (): string => next();

export const idPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;
