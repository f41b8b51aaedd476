export interface ShownReckoning {
  days: number;
  granted: number;
  heldOut: number;
  used: number;
  costAmount: number;
  orders: number;
  orderAmount: number;
  /** Only for people who may know what goods cost. */
  marginAmount?: number;
}

export interface ShownComparison {
  measure: 'spend' | 'margin' | 'orders';
  granted: { people: number; mean: number };
  heldOut: { people: number; mean: number };
  /** Null range while a group is too small to say anything. */
  difference: { mean: number; range: { low: number; high: number } | null };
}

/** What was forecast for a version beside what came of it. */
export interface ShownOutcome {
  forecast: (ShownReckoning & { from: string; to: string }) | null;
  happened: ShownReckoning;
  compared: ShownComparison[];
  /** So many people a group must have before it says anything. */
  fewest: number;
}
