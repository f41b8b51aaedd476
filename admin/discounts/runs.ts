import { z } from 'zod';
import { DiscountRun, DiscountRunRule, rehearseDay } from '../../src/discounts/index.js';
import { clock } from '../../src/platform/clock.js';
import { database, query } from '../../src/platform/database.js';
import { dayAfter, jakartaDate } from '../../src/platform/jakarta.js';
import type { LoadPage } from '../pages.js';
import { may } from '../viewer.js';
import type { Run, RunRule, RunsData } from './components/runs-data.js';

const shownRuns = 14;

/** A day of the calendar; 31 February is none. */
const isDay = (text: string | undefined): text is string =>
  text !== undefined && z.iso.date().safeParse(text).success;

interface Named {
  id: string;
  rule_id: string;
  version: number;
  name: string;
}

async function namedVersions(rules: DiscountRunRule[]): Promise<Named[]> {
  if (rules.length === 0) return [];
  return query<Named>(
    `SELECT v.id, v.rule_id, v.version, r.name FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.rule_id IN (?)`,
    [[...new Set(rules.map(({ ruleId }) => ruleId))]],
  );
}

function presentRule(rule: DiscountRunRule, versions: Named[]): RunRule {
  const version = versions.find(
    (each) => each.rule_id === rule.ruleId && Number(each.version) === rule.version,
  );
  return {
    id: rule.id,
    name: version?.name ?? '–',
    version_id: version?.id ?? null,
    version: rule.version,
    status: rule.status,
    looked: rule.lookedCount,
    granted: rule.grantedCount,
    held_out: rule.heldOutCount,
    granted_amount: Number(rule.grantedAmount),
    skipped: Object.entries(rule.skipped ?? {}),
  };
}

/** The last days of the daily task, each with how far its rules have come. */
async function newestRuns(): Promise<Run[]> {
  const runs = await database()
    .getRepository(DiscountRun)
    .find({ order: { wibDate: 'DESC' }, take: shownRuns });
  const rules = await database()
    .getRepository(DiscountRunRule)
    .findBy(runs.map(({ id }) => ({ runId: id })));
  const versions = await namedVersions(rules);
  return runs.map((run) => ({
    id: run.id,
    date: run.wibDate,
    status: run.status,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    rules: rules.filter(({ runId }) => runId === run.id).map((rule) => presentRule(rule, versions)),
  }));
}

async function countAccounts(): Promise<number> {
  const [row] = await query<{ total: string }>(
    'SELECT COUNT(*) AS total FROM customer_figures WHERE is_open',
  );
  return Number(row?.total ?? 0);
}

async function rehearse(date: string, cursor: string | undefined): Promise<RunsData['rehearsal']> {
  const { rows, next } = await rehearseDay(date, { cursor });
  return {
    date,
    next,
    rows: rows.map((row) => ({
      rule: row.ruleName,
      version: row.version,
      user_id: row.userId,
      name: row.name,
      kind: row.kind,
      tier: row.tier,
      amount: row.amount,
      held_out: row.isHeldOut,
    })),
  };
}

/** The daily task: what it did, what it is doing, and what it would do on a day; looking grants nothing. */
export const runsPage: LoadPage = async ({ date, cursor }, viewer) => {
  const maySee = may(viewer, 'users.read');
  const [runs, customers, rehearsal] = await Promise.all([
    newestRuns(),
    countAccounts(),
    maySee && isDay(date) ? rehearse(date, cursor) : null,
  ]);
  const data: RunsData = {
    customers,
    runs,
    rehearsal,
    tomorrow: dayAfter(jakartaDate(clock.now())),
    may_run: may(viewer, 'discounts.run'),
    may_see_customers: maySee,
  };
  return { ...data };
};
