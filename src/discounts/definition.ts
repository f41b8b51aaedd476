import { z } from 'zod';
import { amountArg, occasions, periods, type Piece as StoredPiece } from './definition.parts.js';

const Piece = z.strictObject({
  code: z.string().regex(/^[a-z][a-z_]{0,47}$/),
  args: z.record(z.string(), z.unknown()),
});

/** Who a rule is for: a condition, or a group of them. `{ all: [] }` is everybody. */
export type Who = { all: Who[] } | { any: Who[] } | { not: Who } | StoredPiece;

const Who: z.ZodType<Who> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Who).max(20) }),
    z.strictObject({ any: z.array(Who).min(1).max(20) }),
    z.strictObject({ not: Who }),
    Piece,
  ]),
);

/** What customers climb; the thresholds of tiers are counted in it. */
export const measures = ['lifetime_spend', 'order_count'] as const;
export type Measure = (typeof measures)[number];

const Tiers = z.strictObject({
  measure: z.enum(measures),
  steps: z
    .array(z.strictObject({ threshold: amountArg.min(1), effect: Piece }))
    .min(1)
    .max(10),
});

const text = (most: number) => z.string().trim().min(1).max(most);
const Letter = z.strictObject({ title: text(80), body: text(500) });

/** What grantees hear, with `{{name}}`, `{{discount}}`, `{{code}}` and `{{until}}` filled in. */
const Message = z.strictObject({
  id: Letter,
  en: Letter,
  channels: z
    .array(z.enum(['inbox', 'email']))
    .min(1)
    .max(2),
});

/** Everything that a rule says. It has an effect, or tiers of which each has its own. */
export const Definition = z.strictObject({
  who: Who,
  when: z.enum(occasions),
  effect: Piece.optional(),
  tiers: Tiers.optional(),
  limits: z.strictObject({
    per: z.enum(periods),
    /** Rupiah for all grants of the version together. */
    budget_amount: amountArg.min(1).optional(),
    /** A line is never sold below its cost and so much of it. */
    floor_bps: z.int().min(0).max(10_000).optional(),
  }),
  message: Message.optional(),
  /** Who gets nothing although they qualify, so that the effect can be measured. */
  hold_out_bps: z.int().min(0).max(5_000).default(0),
  /** For how many Jakarta days a grant may be used, the day of the grant included. */
  valid_days: z.int().min(1).max(366).default(30),
});
export type Definition = z.infer<typeof Definition>;
export type Tier = z.infer<typeof Tiers>['steps'][number];
export type RuleMessage = z.infer<typeof Message>;

/** The effects that a definition has: one, or one of each tier in rising order. */
export const effectsOf = ({ effect, tiers }: Definition): StoredPiece[] =>
  effect ? [effect] : (tiers?.steps.map((step) => step.effect) ?? []);
