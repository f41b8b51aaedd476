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
  /** Counts this and other checks at once; what it counts as zero holds, and is not looked at alone. */
  probe?: Probe;
  run(): Promise<Finding>;
}

/** One reading of large tables that tells for several checks whether they hold, by their names. */
export type Probe = () => Promise<ReadonlyMap<string, number>>;

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
export const noRows = (
  name: string,
  sql: string,
  params: () => unknown[] = () => [],
  probe?: Probe,
): AuditCheck => ({
  name,
  ...(probe ? { probe } : {}),
  async run() {
    const rows = await query<{ example: string; violations: string }>(
      `SELECT example, COUNT(*) OVER () AS violations FROM (${sql}) found ORDER BY example LIMIT ${mostExamples}`,
      params(),
    );
    return { count: Number(rows[0]?.violations ?? 0), examples: rows.map(({ example }) => String(example)) };
  },
});

/** A statement with one row, whose columns are named after checks and count what breaks them. */
export const probing =
  (sql: string, params: () => unknown[] = () => []): Probe =>
  async () => {
    const [row = {}] = await query<Record<string, string | number | null>>(sql, params());
    return new Map(Object.entries(row).map(([name, count]) => [name, Number(count ?? 0)]));
  };

/** So much runs at once: two keep two cores busy, and leave the shop its connections. */
const lanes = 2;

async function inLanes(work: (() => Promise<void>)[]): Promise<void> {
  const waiting = [...work];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/**
 * Runs every check and repairs nothing; the report has them in the order of the list. What several checks would read
 * is read once, by their probes; only what these find broken is looked at alone, so that it can be named.
 */
export async function runAudit(checks: AuditCheck[]): Promise<AuditReport> {
  const [counts, findings] = [new Map<string, number>(), new Map<string, Finding>()];
  const look = (check: AuditCheck) => async () => void findings.set(check.name, await check.run());
  const count = (probe: Probe) => async () => (await probe()).forEach((n, name) => counts.set(name, n));
  const probes = new Set(checks.flatMap(({ probe }) => probe ?? []));
  await inLanes([...[...probes].map(count), ...checks.filter(({ probe }) => !probe).map(look)]);
  await inLanes(checks.filter(({ probe, name }) => probe && counts.get(name) !== 0).map(look));
  const results = checks.map(({ name }) => {
    const { count = 0, examples = [] } = findings.get(name) ?? {};
    return { name, ok: count === 0, count, examples };
  });
  return { ok: results.every(({ ok }) => ok), checks: results };
}
