import { theLast, type Stretch } from './grantees.js';

const fewest = 1_000;
const most = 50_000;
/** A statement that grants should hold its locks no longer. */
const aimMs = 80;

/**
 * How many accounts one statement looks at: as many as it does in a short time on this machine, now. Everything that a
 * run holds in memory is the end of the next stretch.
 */
export class StretchLength {
  /** Of the stretch that was done last. */
  last: number;

  constructor(public accounts = 10_000) {
    this.last = accounts;
  }

  /** Learns from the last stretch; grows slowly and shrinks at once. */
  learn(tookMs: number): void {
    this.last = this.accounts;
    const fitting = this.accounts * Math.min(2, aimMs / Math.max(tookMs, 1));
    this.accounts = Math.round(Math.min(most, Math.max(fewest, fitting)));
  }
}

type Read = <T>(sql: string, params?: unknown[]) => Promise<T[]>;

/** The next persons after one: about so many accounts, and all accounts of each person. */
export async function nextStretch(read: Read, after: string, accounts: number): Promise<Stretch> {
  const [end] = await read<{ personId: string }>(
    `SELECT f.person_id AS personId FROM customer_figures f WHERE f.person_id > ? ORDER BY f.person_id LIMIT 1 OFFSET ?`,
    [after, accounts - 1],
  );
  return { after, upTo: end?.personId ?? theLast };
}
