import type { DisputeCategory, Outcome } from '../disputes/index.js';
import type { TermsWish } from '../escrows/index.js';

/** Somebody on one side of a deal: a known customer by their tier, or one of the others by their place. */
export type Party = 'retail' | 'reseller' | number;

export type Who = 'buyer' | 'seller';

/** Everything that can happen to a deal after it was proposed. */
export type Beat =
  | { does: 'join' | 'agree' | 'pay' | 'confirm' | 'release' | 'expire' | 'assign' }
  | { does: 'say'; who: Who; text: string }
  | { does: 'deliver'; proof: string }
  | { does: 'cancel'; who: Who; reason: string }
  | { does: 'refund'; reason: string }
  | { does: 'dispute'; who: Who; category: DisputeCategory; statement: string; evidence: string }
  | { does: 'answer'; who: Who; evidence: string }
  | { does: 'decide'; outcome: Outcome; toBuyerAmount?: number; reason: string }
  | { does: 'accept'; who: Who };

/** A beat, so many minutes after the one before. */
export type Timed = [minutes: number, beat: Beat];

/** At an hour of a Jakarta day before today, or so many hours ago. */
export type When = [daysAgo: number, oClock: number] | { hoursAgo: number };

export interface DealScript {
  /** The same on every telling. */
  name: string;
  opened: When;
  buyer: Party;
  seller: Party;
  proposer: Who;
  terms: TermsWish;
  beats: Timed[];
}

export const say = (who: Who, text: string): Beat => ({ does: 'say', who, text });

const joined: Timed[] = [
  [9, { does: 'join' }],
  [3, { does: 'agree' }],
];

/** Joined and agreed on, with a few words before it. */
export const agreedAfter = (...words: Beat[]): Timed[] => [
  ...joined,
  ...words.map((word): Timed => [2, word]),
];

/** Paid a little later. */
export const paidAfter = (...words: Beat[]): Timed[] => [...agreedAfter(...words), [7, { does: 'pay' }]];
