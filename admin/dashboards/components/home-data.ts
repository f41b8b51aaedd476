/** A figure and the list of the rows that it counts; without the right to that list there is no link. */
export interface Counted {
  value: number;
  href: string | null;
}

export interface DayFigures {
  sales: Counted;
  revenue: Counted;
  /** Share of finished sales that succeeded, 0 to 1; null while none has finished. */
  success_rate: { value: number | null; href: string | null };
}

export interface DayPoint {
  day: string;
  success: number;
  failed: number;
  revenue: number;
}

export interface Problem {
  id: string;
  number: string;
  status: string;
  amount: number;
  since: string | null;
  problem: 'fulfilment_unknown' | 'fulfilment_in_review' | 'late';
}

export interface QueueState {
  queue: string;
  waiting: Counted;
  dead: Counted;
  oldest_at: string | null;
}

export interface HomeData {
  /** The day in Jakarta. */
  day: string;
  today: DayFigures;
  yesterday: DayFigures;
  alerts: Counted;
  series: DayPoint[];
  /** Whether the person may open the sales of a day. */
  days_open: boolean;
  under_way: (Counted & { key: string })[];
  problems: Problem[] | null;
  queues: QueueState[] | null;
}
