import type { Definition } from './definition.js';
import type { ShownOutcome } from './outcome-data.js';
import type { SimulationFigures } from './simulation-data.js';

export interface Option {
  value: string;
  label: string;
}

/** One thing that a piece asks for, as the registry of pieces tells it. */
export interface PieceField {
  name: string;
  type:
    | 'whole'
    | 'rupiah'
    | 'percent'
    | 'choice'
    | 'choices'
    | 'texts'
    | 'category'
    | 'segment'
    | 'products'
    | 'categories'
    | 'text';
  min?: number;
  max?: number;
  choices?: readonly string[];
  optional?: boolean;
  initial?: string | number;
}

export interface PieceSpec {
  code: string;
  fields: readonly PieceField[];
}

/** An effect says on which occasions a rule may have it. */
export interface EffectSpec extends PieceSpec {
  occasions: readonly string[];
}

/** What rules are made of. */
export interface Pieces {
  conditions: PieceSpec[];
  effects: EffectSpec[];
  occasions: readonly string[];
  periods: readonly string[];
  measures: readonly string[];
  channels: readonly string[];
  placeholders: readonly string[];
  /** Names of rows that pieces point at. */
  categories: Option[];
  segments: Option[];
  /** Only of those products that stand in the open rule. */
  products: Option[];
}

export interface VersionLine {
  id: string;
  version: number;
  status: string;
  copied_from: number | null;
  live_from: string | null;
  live_at: string | null;
  ended_at: string | null;
  created_at: string;
}

/** What a rule says on one point, in words: who, what, when, per, budget, floor, valid, hold_out, message. */
export interface Fact {
  key: string;
  text: string;
}

/** What a version would have come to in a past window, as far as it has been reckoned. */
export interface ShownSimulation {
  id: string;
  /** Whether it was made of what the version says now. */
  current: boolean;
  from: string;
  to: string;
  status: string;
  done: number;
  total: number;
  orders: number;
  failure: string | null;
  finished_at: string | null;
  result: SimulationFigures | null;
}

/** A version with what it says, in figures and in words. */
export interface ShownVersion extends VersionLine {
  revision: number;
  definition: Definition;
  facts: Fact[];
  simulation: ShownSimulation | null;
  budget_amount: number | null;
  budget_used_amount: number;
}

/** A rule as it stands on the shelf, with the version in force or the newest. */
export interface ShelfRule {
  id: string;
  name: string;
  note: string;
  shown: ShownVersion;
  /** A newer version that is not live yet. */
  next: VersionLine | null;
  granted: number;
  granted_amount: number;
}

/** One rule on the bench, with the version that is looked at. */
export interface OpenRule {
  id: string;
  name: string;
  note: string;
  version: ShownVersion;
  versions: VersionLine[];
  /** What has come of it since it went live; null before. */
  outcome: ShownOutcome | null;
  /** The version that stands beside it. */
  other: ShownVersion | null;
}

export interface StudioData {
  pieces: Pieces;
  shelf: ShelfRule[] | null;
  open: OpenRule | null;
  may_write: boolean;
  may_give: boolean;
}

/** Why somebody qualifies, in words. */
export interface Reason {
  holds: boolean;
  needed: string;
  actual: string;
}

export interface Heads {
  count: number;
  customers: number;
  facts: Fact[];
  samples: { id: string; name: string; href: string | null; reasons: Reason[] }[];
}
