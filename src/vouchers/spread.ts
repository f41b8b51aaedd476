import { percentOf, split, sum, type BasisPoints, type Rupiah } from '../platform/money.js';
import type { CartLine, Offer } from './offer.js';

/** Below this a line is never sold: cost with the floor on top, and never nothing, because nothing cannot be paid. */
export const leastAmount = ({ costAmount }: Pick<CartLine, 'costAmount'>, floorBps: BasisPoints): Rupiah =>
  Math.max(1, costAmount + percentOf(costAmount, floorBps, 'ceil'));

const parts = (amount: Rupiah, weights: Rupiah[]): Rupiah[] =>
  amount === 0 ? weights.map(() => 0) : split(amount, weights);

/** A percentage is the same share of every line; what a floor keeps from one line no other line gets. */
const spreadPercent = (amount: Rupiah, left: Rupiah[], rooms: Rupiah[]): Rupiah[] =>
  parts(amount, left).map((part, index) => Math.min(part, rooms[index] ?? 0));

/** A fixed amount is promised as such: what one line has no room for goes to those that have. */
function spreadFixed(amount: Rupiah, left: Rupiah[], rooms: Rupiah[]): Rupiah[] {
  const wanted = parts(Math.min(amount, sum(rooms)), left);
  let homeless = sum(wanted.map((part, index) => Math.max(0, part - (rooms[index] ?? 0))));
  return wanted.map((part, index) => {
    const room = rooms[index] ?? 0;
    const more = Math.min(homeless, Math.max(0, room - part));
    homeless -= more;
    return Math.min(part, room) + more;
  });
}

/**
 * Divides a discount over lines of which `left` is what they still cost and `rooms` what may still go off; no part is
 * larger than its room.
 */
export const spread = (kind: Offer['kind'], amount: Rupiah, left: Rupiah[], rooms: Rupiah[]): Rupiah[] =>
  kind === 'PERCENT' ? spreadPercent(amount, left, rooms) : spreadFixed(amount, left, rooms);
