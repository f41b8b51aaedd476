import { query } from '../platform/database.js';

export interface Finding {
  /** Violations in all. */
  count: number;
  /** Ids or codes of the first few, to begin looking. */
  examples: string[];
}

/** A promise about the data that must hold at every moment anyone looks. */
export interface AuditCheck {
  name: string;
  run(): Promise<Finding>;
}

export type CheckedPromise = Finding & { name: string; ok: boolean };

export interface AuditReport {
  ok: boolean;
  checks: CheckedPromise[];
}

const mostExamples = 5;

/**
 * A check by one statement that selects what must not exist, as a column `example`. One statement sees one moment,
 * so it tells the truth while sales go on; two reads compared in code would report differences that never were.
 */
export const noRows = (name: string, sql: string, params: () => unknown[] = () => []): AuditCheck => ({
  name,
  async run() {
    const rows = await query<{ example: string; violations: string }>(
      `SELECT example, COUNT(*) OVER () AS violations FROM (${sql}) found ORDER BY example LIMIT ${mostExamples}`,
      params(),
    );
    return { count: Number(rows[0]?.violations ?? 0), examples: rows.map(({ example }) => String(example)) };
  },
});

/** So many checks run at once: two keep two cores busy, and leave the shop its connections. */
const lanes = 2;

/** Runs every check and repairs nothing; the report has them in the order of the list. */
export async function runAudit(checks: AuditCheck[]): Promise<AuditReport> {
  const results: CheckedPromise[] = [];
  const waiting = [...checks.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, { name, run }] = next;
      const { count, examples } = await run();
      results[place] = { name, ok: count === 0, count, examples };
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return { ok: results.every(({ ok }) => ok), checks: results };
}
