import { z } from 'zod';

/** When a rule grants: by the daily task, at a sale, or by the hand of staff. */
export const occasions = ['daily', 'sale', 'manual'] as const;
export type Occasion = (typeof occasions)[number];

/** What a grant is worth: a personal voucher, a lower price at one sale, or money in the wallet. */
export const grantKinds = ['voucher', 'price', 'wallet_credit'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** How often one person may be granted: once in each, or at every sale. */
export const periods = ['year', 'month', 'day', 'ever', 'sale'] as const;
export type Period = (typeof periods)[number];

/** Rupiah in a definition; no discount of a small shop is larger. */
export const amountArg = z.int().min(0).max(1_000_000_000);

export const idArg = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);

/** A field of the form from which staff make a piece; its label is `discount.<pieces>.<code>.fields.<name>`. */
export interface FormField {
  name: string;
  type:
    | 'whole'
    | 'rupiah'
    | 'percent'
    | 'choice'
    | 'choices'
    | 'text'
    | 'texts'
    | 'category'
    | 'segment'
    | 'products'
    | 'categories';
  min?: number;
  max?: number;
  /** The words of a choice; their labels are `discount.choices.<word>`. */
  choices?: readonly string[];
  optional?: boolean;
  initial?: string | number;
}

/** A piece as it stands in a definition: its code, and the figures that staff filled in. */
export interface Piece {
  code: string;
  args: Record<string, unknown>;
}
