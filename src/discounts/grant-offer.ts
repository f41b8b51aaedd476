import { query } from '../platform/database.js';
import type { Offer } from '../vouchers/index.js';
import type { Definition } from './definition.js';
import { effectFor } from './effects/index.js';

/** What a sale takes together with an offer of a rule: which grant it will be, and by which version. */
export interface GrantClaim {
  ruleId: string;
  versionId: string;
  version: number;
  periodKey: string;
  personId: string;
  userId: string;
  tier: number | null;
  percentBps: number | null;
  /** How the sale comes by it: a grant that waits, a new one, or one that an earlier sale gave back. */
  way: 'redeem' | 'take' | 'take_again';
  hasBudget: boolean;
}

export interface ClaimedOffer {
  offer: Offer;
  claim: GrantClaim;
}

/** Under which id an order remembers what it used: the rule, and for a grant also its period. */
export const sourceIdOf = ({ way, ruleId, periodKey }: GrantClaim): string =>
  way === 'redeem' ? `${ruleId}.${periodKey}` : ruleId;

/** The lower price of a definition, as the pricing of a cart takes it. Null for effects that lower no price. */
export function offerOf(
  claim: GrantClaim,
  name: string,
  { effect, tiers, limits }: Definition,
): Offer | null {
  const piece = claim.tier === null ? effect : tiers?.steps[claim.tier - 1]?.effect;
  const reduction = piece && effectFor(piece.code).reduction?.(piece.args);
  if (!reduction) return null;
  const { productIds, categoryIds, percentBps, amount, ...rest } = reduction;
  return {
    source: claim.way === 'redeem' ? 'grant' : 'rule',
    sourceId: sourceIdOf(claim),
    version: claim.version,
    name,
    ...rest,
    percentBps: percentBps ?? 0,
    amount: amount ?? 0,
    ...(productIds.length > 0 ? { productIds: new Set(productIds) } : {}),
    ...(categoryIds.length > 0 ? { categoryIds: new Set(categoryIds) } : {}),
    ...(limits.floor_bps === undefined ? {} : { floorBps: limits.floor_bps }),
  };
}

/** Of every account the person has, so that a code works whichever of them they use. */
export async function personOf(userId: string): Promise<string | null> {
  const [row] = await query<{ id: string }>('SELECT person_id AS id FROM users WHERE id = ?', [userId]);
  return row?.id ?? null;
}
