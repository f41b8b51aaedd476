import type { z } from 'zod';
import type { Rupiah } from '../../platform/money.js';
import type { FormField, GrantKind, Occasion } from '../definition.parts.js';

/** A lower price, as the pricing of a cart takes it. */
export interface Reduction {
  kind: 'PERCENT' | 'FIXED';
  percentBps: number | null;
  amount: Rupiah | null;
  capAmount: Rupiah | null;
  minimumSpendAmount: Rupiah;
  stackingGroup: string | null;
  priority: number;
  productIds: string[];
  categoryIds: string[];
}

/** What a grant keeps of an effect. */
export interface Worth {
  percentBps: number | null;
  /** The most that one grant can cost; null where only the sale can tell. */
  amount: Rupiah | null;
}

/**
 * One kind of effect. To add one, write its file and its test beside the others and name it in `effects/index.ts`; what
 * carries out its kind of grant is another matter.
 */
export interface Effect<Args> {
  code: string;
  kind: GrantKind;
  /** On which occasions a rule may have it. */
  occasions: readonly Occasion[];
  args: z.ZodType<Args>;
  fields: FormField[];
  worth(args: Args): Worth;
  reduction?(args: Args): Reduction;
}

export type AnyEffect = Effect<Record<string, unknown>>;

/** Declares an effect; its type of arguments follows from its schema. */
export const defineEffect = <Args>(effect: Effect<Args>): AnyEffect => effect as unknown as AnyEffect;
