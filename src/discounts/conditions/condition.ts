import type { z } from 'zod';
import type { CustomerType, KycLevel } from '../../users/index.js';
import type { Rupiah } from '../../platform/money.js';
import type { FormField } from '../definition.parts.js';

/** A piece of a statement with the values of its question marks, in their order. */
export interface Sql {
  sql: string;
  params: unknown[];
}

/** What the shop knows of a customer at a moment, as rules ask for it. Dates are Jakarta days. */
export interface Facts {
  userId: string;
  personId: string;
  customerType: CustomerType;
  city: string | null;
  kycLevel: KycLevel;
  registeredOn: string;
  birthMonth: number | null;
  birthDay: number | null;
  /** Finished purchases that were not undone. */
  orderCount: number;
  /** What was paid for goods in them. */
  spendAmount: Rupiah;
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  /** Only as far back as was asked for, newest first. */
  days: { date: string; spendAmount: Rupiah; orderCount: number }[];
  /** The newest purchase in each category; only when asked for. */
  bought: { categoryId: string; lastOn: string }[];
  /** Only when asked for. */
  segmentIds: string[];
}

/** What a condition reads beyond the one narrow row that every customer has. */
export interface FactNeeds {
  /** So many Jakarta days back, today included. */
  days?: number;
  bought?: boolean;
  segments?: boolean;
}

/**
 * Figures for one sentence: names that end in `Amount` are rupiah and those that end in `On` are days. `say` chooses
 * another sentence than the usual one.
 */
export type Figures = Record<string, string | number | string[] | undefined>;

/** A condition held against one customer, to be put into words by `discount.conditions.<code>.needed|actual|unlocks`. */
export interface Judgement {
  holds: boolean;
  needed: Figures;
  actual: Figures;
  /** What the customer could do about it; null where there is nothing. */
  unlocks: Figures | null;
}

/** What of a customer's past says when an answer may become another. Jakarta days. */
export interface PastDays {
  registeredOn: string;
  birthMonth: number | null;
  birthDay: number | null;
  /** Days of purchases, rising. */
  boughtOn: readonly string[];
}

/** Jakarta days, both included. */
export interface Days {
  from: string;
  to: string;
}

/**
 * One kind of condition: for many customers a predicate, for one a judgement with its reasons. Both always agree.
 * To add one, write its file and its test beside the others and name it in `conditions/index.ts`.
 */
export interface Condition<Args> {
  code: string;
  args: z.ZodType<Args>;
  fields: FormField[];
  /** Over the customers' figures under the alias `f`; `at` is the moment of judgement, and nothing later counts. */
  where(args: Args, at: Date): Sql;
  judge(args: Args, facts: Facts, at: Date): Judgement;
  needs?(args: Args): FactNeeds;
  /** Whether it holds, without the reasons, where that is cheaper: the past of a million customers is judged with it. */
  holds?(args: Args, facts: Facts, at: Date): boolean;
  /**
   * On which days the answer may become another, beside those after a purchase comes or goes; days outside the window do
   * no harm. A condition without this is judged on every day of the past.
   */
  turns?(args: Args, past: PastDays, window: Days): string[];
  /** Of how the shop sees its customers, which they are not told. */
  isInternal?: boolean;
  /** Whether nobody who never bought anything can fulfil it, so that others need not be looked at. */
  buyersOnly?(args: Args): boolean;
  /**
   * The year of the feast, as a number over `f`, where the reason is a yearly feast whose days may lie on both sides of
   * New Year: what is granted once a year is granted once for each feast. `yearOf` is the same for one customer.
   */
  feast?: { year(args: Args, at: Date): Sql; yearOf(args: Args, facts: Facts, at: Date): number | null };
}

/** A condition among others, whose arguments have been checked by its own schema. */
export type AnyCondition = Condition<Record<string, unknown>>;

/** Declares a condition; its type of arguments follows from its schema. */
export const defineCondition = <Args>(condition: Condition<Args>): AnyCondition =>
  condition as unknown as AnyCondition;
