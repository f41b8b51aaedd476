import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { Definition } from '../definition.js';
import { DiscountRunRule } from '../discount-run.entity.js';
import { readStored } from '../live-rules.js';
import { theLast, type Stretch } from './grantees.js';
import { takeBudget } from './budget.js';
import { addGranted, grantStretch, type Granted, type Granting } from './grant-stretch.js';
import { endOf, isOfDay } from './rules-of-day.js';
import { addSkips, countSkips, type Skips } from './skips.js';
import { accountsIn, nextStretch, stretchAfter, type Measured, type StretchLength } from './stretches.js';
import { startWaves } from './waves.js';

/** A rule in a run and its version, as a step finds them. */
interface Place {
  ruleId: string;
  runId: string;
  version: number;
  status: 'RUNNING' | 'DONE';
  looked: number;
  granted: number;
  heldOut: number;
  amount: string;
  skipped: string | Skips | null;
  begunAt: Date;
}

/** The version that is in force by now; whoever ended another goes on where that one stood. */
interface StoredVersion {
  id: string;
  version: number;
  status: 'LIVE' | 'PAUSED';
  definition: string | Definition;
  budget: string | null;
  used: string;
}

interface Step {
  runRuleId: string;
  date: string;
  length: StretchLength;
}

/** Where the rule stands, its version and the next stretch, in one packet: the first of them is locked by then. */
async function lockPlace(uow: UnitOfWork, { runRuleId, date, length: { marks } }: Step) {
  const places = uow.ask<Place>(
    `SELECT rule_id AS ruleId, run_id AS runId, version, status, looked_count AS looked, granted_count AS granted,
       held_out_count AS heldOut, granted_amount AS amount, skipped, begun_at AS begunAt
     FROM discount_run_rules WHERE id = ? FOR UPDATE`,
    [runRuleId],
  );
  const versions = uow.ask<StoredVersion>(
    `SELECT v.id, v.version, v.status, v.definition, v.budget_amount AS budget, v.budget_used_amount AS used
     FROM discount_versions v JOIN discount_run_rules r ON r.rule_id = v.in_force_of WHERE r.id = ? AND ${isOfDay}`,
    [runRuleId, endOf(date)],
  );
  const stretch = await nextStretch((sql, params) => uow.sql(sql, params), runRuleId, marks);
  return { place: places()[0], version: versions()[0], stretch };
}

const leftOf = ({ budget, used }: StoredVersion): number | null =>
  budget === null ? null : Number(budget) - Number(used);

const grantingOf = ({ ruleId, runId }: Place, stored: StoredVersion, date: string): Granting => ({
  ruleId,
  definition: readStored(stored.definition),
  date,
  runId,
  versionId: stored.id,
  version: Number(stored.version),
  left: leftOf(stored),
});

async function skipsIn(uow: UnitOfWork, granting: Granting, stretch: Stretch): Promise<Skips> {
  const asked = countSkips(granting, stretch);
  if (!asked) return {};
  return (await uow.sql<Skips>(asked.text, asked.params))[0] ?? {};
}

/** Of the last stretch, and of one that was cut short. */
async function countAccounts(uow: UnitOfWork, { after, upTo }: Stretch): Promise<number> {
  const [row] = await uow.sql<{ accounts: string }>(
    'SELECT COUNT(*) AS accounts FROM customer_figures f WHERE f.person_id > ? AND f.person_id <= ?',
    [after, upTo],
  );
  return Number(row?.accounts ?? 0);
}

interface Progress {
  stretch: Stretch;
  done: Granted;
  looked: number;
  skips: Skips;
}

/** MariaDB keeps JSON as text. */
const readSkips = (stored: Place['skipped']): Skips =>
  typeof stored === 'string' ? (JSON.parse(stored) as Skips) : (stored ?? {});

/** How far the rule has come, to be written with the commit. */
function progressed(place: Place, { stretch, done, looked, skips }: Progress) {
  const skipped = addSkips(addSkips(readSkips(place.skipped), skips), { out_of_budget: done.outOfBudget });
  return {
    status: stretch.upTo === theLast ? ('DONE' as const) : ('RUNNING' as const),
    cursorPersonId: stretch.upTo,
    lookedCount: Number(place.looked) + looked,
    grantedCount: Number(place.granted) + done.granted,
    heldOutCount: Number(place.heldOut) + done.heldOut,
    grantedAmount: Number(place.amount) + done.amount,
    skipped,
    skippedCount: Object.values(skipped).reduce((all, count) => all + count, 0),
  };
}

/** Grants over one stretch, as far as it is looked at at once. */
async function grantOver(
  uow: UnitOfWork,
  granting: Granting,
  wished: Measured,
  length: StretchLength,
): Promise<Omit<Progress, 'skips'>> {
  const began = performance.now();
  const { stretch, done } = await grantStretch(uow, granting, {
    stretch: wished,
    accounts: accountsIn(length.marks),
  });
  length.learn(performance.now() - began);
  const whole = stretch.upTo === wished.upTo ? wished.accounts : null;
  return { stretch, done, looked: whole ?? (await countAccounts(uow, stretch)) };
}

/** So long a step begins another stretch; each of its statements is far shorter. */
const longEnoughMs = 300;

/**
 * Grants stretch after stretch for a short while, so that what every unit of work costs by itself is paid less often. The
 * budget is taken for all of it in the end, so that its row is held for as short as can be.
 */
async function advance(
  uow: UnitOfWork,
  granting: Granting,
  first: Measured,
  length: StretchLength,
): Promise<Progress> {
  const began = performance.now();
  let sum = await grantOver(uow, granting, first, length);
  while (sum.stretch.upTo !== theLast && performance.now() - began < longEnoughMs) {
    const left = granting.left === null ? null : granting.left - sum.done.amount;
    const wished = await stretchAfter(sum.stretch.upTo, length.marks, (sql, params) => uow.sql(sql, params));
    const { stretch, done, looked } = await grantOver(uow, { ...granting, left }, wished, length);
    sum = {
      stretch: { after: first.after, upTo: stretch.upTo },
      done: addGranted(sum.done, done),
      looked: sum.looked + looked,
    };
  }
  const skips = await skipsIn(uow, granting, sum.stretch);
  if (granting.left !== null) takeBudget(uow, granting.versionId, sum.done.amount);
  return { ...sum, skips };
}

/** Who has been granted something by the version that the rule stood at is told and paid, whatever comes after it. */
async function startWavesOf(uow: UnitOfWork, { runId, ruleId, version, granted, begunAt }: Place) {
  if (Number(granted) === 0) return;
  const [row] = await uow.sql<{ definition: StoredVersion['definition'] }>(
    'SELECT definition FROM discount_versions WHERE rule_id = ? AND version = ?',
    [ruleId, version],
  );
  if (!row) throw new Error(`The rule ${ruleId} has no version ${version}.`);
  startWaves(uow, { runId, ruleId, version, definition: readStored(row.definition), since: begunAt });
}

/**
 * One step of a rule through the customers, in a unit of work of its own: the row of the rule says where it stands, and
 * whoever locks it goes on from there, so that two runs at once share the work and none does it twice. While the version
 * is paused the rule stays where it stands.
 * @returns whether there is more to do now. @throws BudgetMoved
 */
export async function runStep(uow: UnitOfWork, asked: Step): Promise<boolean> {
  const { place, version, stretch: wished } = await lockPlace(uow, asked);
  if (!place || place.status === 'DONE' || version?.status === 'PAUSED') return false;
  const { runRuleId, date, length } = asked;
  if (version?.version !== place.version) await startWavesOf(uow, place);
  if (!version) {
    uow.addUpdate(DiscountRunRule, { id: runRuleId }, { status: 'DONE' });
    return false;
  }
  const granting = grantingOf(place, version, date);
  const next = progressed(place, await advance(uow, granting, wished, length));
  uow.addUpdate(DiscountRunRule, { id: runRuleId }, { ...next, version: granting.version });
  const isDone = next.status === 'DONE';
  if (isDone && next.grantedCount > 0) startWaves(uow, { ...granting, since: place.begunAt });
  return !isDone;
}
