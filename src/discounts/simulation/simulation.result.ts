import type { Rupiah } from '../../platform/money.js';
import type { Verdict } from '../who.js';

/** What one local day in Jakarta would have brought. */
export interface SimulatedDay {
  date: string;
  granted: number;
  /** Taken from the budget by the grants of the day. */
  budgetAmount: Rupiah;
  /** Given on this day: credits as they are granted, discounts as they are used. */
  costAmount: Rupiah;
}

/** The sales on which the discount would have been used, as they were without it. */
export interface SimulatedOrders {
  count: number;
  /** What they were sold for, after the discounts that they had from elsewhere. */
  amount: Rupiah;
  goodsCostAmount: Rupiah;
  /** What was earned on them, and what would have been left after all that the rule costs; below zero for a loss. */
  marginAmount: number;
  marginAfterAmount: number;
}

/** People, or sales, that another discount reached in the same window. */
export interface Overlap {
  kind: 'rule' | 'voucher';
  id: string;
  name: string;
  /** People of the simulation whom the rule reached too, or its sales that used the voucher. */
  count: number;
  /** What the other discount gave them. */
  amount: Rupiah;
}

/** A live rule of the same sort whose customers are partly the same today. */
export interface SharedHeads {
  ruleId: string;
  name: string;
  heads: number;
}

/** A customer of today and why the rule fits. */
export interface SimulatedSample {
  userId: string;
  name: string;
  /** From one; null without tiers. */
  tier: number | null;
  /** Every condition with what was needed and what was found. */
  verdict: Verdict;
}

/** What a rule would have given, cost and left in a past window, if everybody had bought as they did. */
export interface SimulationResult {
  people: number;
  granted: number;
  heldOut: number;
  outOfBudget: number;
  /** Grants that a later sale of the person would have used. */
  used: number;
  /** What would really have been given. */
  costAmount: Rupiah;
  /** The most it could have cost, as budgets count it. */
  budgetAmount: Rupiah;
  /** The local day on which the first person would have gone away empty-handed. */
  budgetEndsOn: string | null;
  orders: SimulatedOrders;
  /** Sales on which the floor would have cut the discount, and by how much. */
  belowFloor: { orders: number; amount: Rupiah };
  byTier: { tier: number; granted: number; amount: Rupiah }[];
  days: SimulatedDay[];
  overlaps: Overlap[];
  sharedHeads: SharedHeads[];
  /** Exact, at the moment of the simulation. */
  headsToday: number;
  samples: SimulatedSample[];
}
