import type { Rupiah } from '../platform/money.js';
import type { Offer } from '../vouchers/index.js';
import type { Definition } from './definition.js';
import { effectFor } from './effects/index.js';
import type { Reduction } from './effects/effect.js';

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

const someOf = (ids: string[]): Set<string> | undefined => (ids.length > 0 ? new Set(ids) : undefined);

function reductionFor({ effect, tiers }: Definition, tier: number | null): Reduction | undefined {
  const piece = tier === null ? effect : tiers?.steps[tier - 1]?.effect;
  return piece && effectFor(piece.code).reduction?.(piece.args);
}

/** The lower price of a definition, as the pricing of a cart takes it. Null for effects that lower no price. */
export function offerOf(claim: GrantClaim, name: string, definition: Definition): Offer | null {
  const reduction = reductionFor(definition, claim.tier);
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
    productIds: someOf(productIds),
    categoryIds: someOf(categoryIds),
    floorBps: definition.limits.floor_bps,
  };
}

/** What a sale has off from elsewhere comes first, and leaves less room above the floor. */
export const alreadyOff = (amount: Rupiah): Offer => ({
  source: 'rule',
  sourceId: '',
  version: 0,
  name: '',
  kind: 'FIXED',
  percentBps: 0,
  amount,
  capAmount: null,
  minimumSpendAmount: 0,
  stackingGroup: null,
  // Before every other, whatever its priority.
  priority: -Infinity,
});
