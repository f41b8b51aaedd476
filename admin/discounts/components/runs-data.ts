export interface RunRule {
  id: string;
  name: string;
  version_id: string | null;
  version: number;
  status: string;
  looked: number;
  granted: number;
  held_out: number;
  granted_amount: number;
  /** How many were passed over for which reason. */
  skipped: [string, number][];
}

export interface Run {
  id: string;
  date: string;
  status: string;
  started_at: string;
  finished_at: string | null;
  rules: RunRule[];
}

export interface ForeseenRow {
  rule: string;
  version: number;
  user_id: string;
  name: string;
  kind: string;
  tier: number | null;
  amount: number;
  held_out: boolean;
}

export interface RunsData {
  /** How many customers a rule goes through. */
  customers: number;
  runs: Run[];
  /** Null until a day was asked for. */
  rehearsal: { date: string; rows: ForeseenRow[]; next: string | null } | null;
  /** The Jakarta day on which a rehearsal is mostly wanted. */
  tomorrow: string;
  may_run: boolean;
  may_see_customers: boolean;
}
