/** What a piece is told besides its code: numbers, words, lists. */
export type Args = Record<string, unknown>;

/** A condition or an effect. */
export interface Piece {
  code: string;
  args: Args;
}

export type Node = { all: Node[] } | { any: Node[] } | { not: Node } | Piece;

export interface Letter {
  title: string;
  body: string;
}

export interface Message {
  id: Letter;
  en: Letter;
  channels: string[];
}

export interface Tiers {
  measure: string;
  steps: { threshold?: number; effect: Piece }[];
}

/** A rule as it is sent and stored. While it is written, figures may be missing. */
export interface Definition {
  who: Node;
  when: string;
  effect?: Piece;
  tiers?: Tiers;
  limits: { per: string; budget_amount?: number; floor_bps?: number };
  message?: Message;
  hold_out_bps?: number;
  valid_days?: number;
}
