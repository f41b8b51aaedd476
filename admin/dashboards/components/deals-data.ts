/** A figure and the list of the rows that it counts; without the right to that list there is no link. */
export interface Counted {
  value: number;
  href: string | null;
}

export interface DealPoint {
  /** A day or a month. */
  period: string;
  opened: Counted;
  released: Counted;
  fee: Counted;
}

export interface DealDay extends DealPoint {
  active: Counted;
}

export interface DealsData {
  /** The day in Jakarta. */
  day: string;
  days: DealDay[];
  months: DealPoint[];
  held: Counted;
  held_parts: number;
  ages: { status: string; ages: Counted[] }[];
  quality: {
    days: number;
    held: Counted;
    disputed: Counted;
    /** Share of the deals that were paid in these days, 0 to 1. */
    dispute_rate: number | null;
    settled: Counted;
    median_seconds: number | null;
  };
  problems:
    | {
        id: string;
        number: string;
        title: string;
        status: string;
        amount: number;
        since: string;
        problem: string;
      }[]
    | null;
}
