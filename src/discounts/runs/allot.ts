import type { Share } from './grantees.js';

/** Somebody who qualifies and has nothing yet. */
export interface Candidate {
  personId: string;
  userId: string;
  periodKey: string;
  tier: number | string | null;
  isHeldOut: boolean | number | string;
}

export interface Allotted {
  candidate: Omit<Candidate, 'isHeldOut'> & { isHeldOut: boolean };
  share: Share;
}

export interface Allotment {
  taken: Allotted[];
  /** Who would have got something if there had been more. */
  outOfBudget: number;
  /** Null without a budget. */
  left: number | null;
}

/** The smallest share; whoever has less left can give nobody anything. */
export const cheapest = (shares: Share[]): number => Math.min(...shares.map(({ amount }) => amount));

const isOne = (flag: Candidate['isHeldOut']): boolean => Number(flag) === 1;

const shareOf = ({ tier }: Candidate, shares: Share[]): Share | undefined =>
  shares.find((share) => share.tier === (tier === null ? null : Number(tier)));

/**
 * Gives what is left of a budget to one person after the other. Whoever it does not suffice for gets nothing, and a
 * later one whose share is smaller still may. Those who are held out cost nothing, but when all is spent nobody is held
 * out any more either, or the two groups would not be of the same customers.
 */
export function allot(candidates: Candidate[], shares: Share[], budget: number | null): Allotment {
  const taken: Allotted[] = [];
  let left = budget;
  for (const candidate of candidates) {
    const share = shareOf(candidate, shares);
    if (!share || (left !== null && left < cheapest(shares))) continue;
    const isHeldOut = isOne(candidate.isHeldOut);
    if (!isHeldOut && left !== null) {
      if (share.amount > left) continue;
      left -= share.amount;
    }
    taken.push({ candidate: { ...candidate, isHeldOut }, share });
  }
  return { taken, left, outOfBudget: candidates.length - taken.length };
}
