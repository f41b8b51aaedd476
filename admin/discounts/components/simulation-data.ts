/** What a simulation came to; the figures of the shop's own reckoning, in rupiah and counts. */
export interface SimulationFigures {
  people: number;
  granted: number;
  heldOut: number;
  outOfBudget: number;
  used: number;
  costAmount: number;
  budgetAmount: number;
  budgetEndsOn: string | null;
  orders: {
    count: number;
    amount: number;
    /** Only for people who may know what goods cost. */
    earned: { goodsCostAmount: number; marginAmount: number; marginAfterAmount: number } | null;
  };
  belowFloor: { orders: number; amount: number };
  byTier: { tier: number; granted: number; amount: number }[];
  days: { date: string; granted: number; budgetAmount: number; costAmount: number }[];
  overlaps: { kind: 'rule' | 'voucher'; id: string; name: string; count: number; amount: number }[];
  sharedHeads: { ruleId: string; name: string; heads: number }[];
  headsToday: number;
}
