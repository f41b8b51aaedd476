export interface WhyReason {
  code: string;
  holds: boolean;
  isDecisive: boolean;
  needed: string;
  actual: string;
  unlocks: string;
}

export interface WhyRule {
  ruleId: string;
  name: string;
  version: number;
  isGiven: boolean;
  amount: number;
  /** What happened, or what stood in the way. */
  text: string;
  unlocks: string;
  reasons: WhyReason[];
}

export type WhyFigures = Record<string, string | number | string[]>;

export interface WhyCode {
  name: string;
  href: string;
  judgements: { condition: string; holds: boolean; needed: WhyFigures; actual: WhyFigures }[];
  /** The sale had it. */
  isUsed: boolean;
  /** What the cart of the sale made of it; null without a sale. */
  cart: { amount: number; refusal: string | null } | null;
}

export interface WhyData {
  asked: { sale: string; customer: string; code: string };
  sale: { id: string; number: string; at: string } | null;
  customer: { id: string; name: string } | null;
  /** Key of what could not be found. */
  missing: 'sale' | 'customer' | 'guest' | null;
  rules: WhyRule[];
  /** Null when no code was asked about, or nobody ever made such a code. */
  code: WhyCode | null;
}
