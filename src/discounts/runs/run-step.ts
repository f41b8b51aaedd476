import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { DiscountVersion } from '../discount-rule.entity.js';
import { DiscountRunRule } from '../discount-run.entity.js';
import { readStored } from '../live-rules.js';
import { theLast, type Stretch } from './grantees.js';
import { grantStretch, type Granted, type Granting } from './grant-stretch.js';
import { addSkips, countSkips, type Skips } from './skips.js';
import { accountsIn, nextStretch, type StretchLength } from './stretches.js';
import { startWaves } from './waves.js';

async function grantingOf(uow: UnitOfWork, row: DiscountRunRule, date: string): Promise<Granting | null> {
  const { ruleId, version, runId } = row;
  const found = (await uow.list(DiscountVersion, { ruleId, version }))[0];
  if (!found) return null;
  const definition = readStored(found.definition);
  return { ruleId, definition, date, runId, versionId: found.id, version };
}

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

/** Writes down how far the rule has come; answers the row as it is now. */
async function note(uow: UnitOfWork, row: DiscountRunRule, progress: Progress): Promise<DiscountRunRule> {
  const { stretch, done, looked, skips } = progress;
  const skipped = addSkips(addSkips(readSkips(row.skipped), skips), { out_of_budget: done.outOfBudget });
  const set = {
    status: stretch.upTo === theLast ? ('DONE' as const) : ('RUNNING' as const),
    cursorPersonId: stretch.upTo,
    lookedCount: row.lookedCount + looked,
    grantedCount: row.grantedCount + done.granted,
    heldOutCount: row.heldOutCount + done.heldOut,
    grantedAmount: row.grantedAmount + done.amount,
    skipped,
    skippedCount: Object.values(skipped).reduce((all, count) => all + count, 0),
  };
  await uow.update(DiscountRunRule, { id: row.id }, set);
  return Object.assign(row, set);
}

/** MariaDB keeps JSON as text. */
const readSkips = (stored: unknown): Skips =>
  (typeof stored === 'string' ? JSON.parse(stored) : (stored ?? {})) as Skips;

/**
 * One step of a rule through the customers, in a unit of work of its own: the row of the rule says where it stands, and
 * whoever locks it goes on from there, so that two runs at once share the work and none does it twice.
 * @returns whether there is more to do. @throws BudgetMoved
 */
export async function runStep(
  uow: UnitOfWork,
  { runRuleId, date, length }: { runRuleId: string; date: string; length: StretchLength },
): Promise<boolean> {
  const row = await uow.lock(DiscountRunRule, { id: runRuleId });
  if (row.status === 'DONE') return false;
  const granting = await grantingOf(uow, row, date);
  const wished = await nextStretch((sql, params) => uow.sql(sql, params), row.cursorPersonId, length.marks);
  const began = performance.now();
  const found =
    granting && (await grantStretch(uow, granting, { stretch: wished, accounts: accountsIn(length.marks) }));
  if (!found) {
    await uow.update(DiscountRunRule, { id: row.id }, { status: 'DONE' });
    return false;
  }
  length.learn(performance.now() - began);
  const { stretch, done } = found;
  const isWhole = stretch.upTo === wished.upTo;
  const looked = (isWhole ? wished.accounts : null) ?? (await countAccounts(uow, stretch));
  const skips = await skipsIn(uow, granting, stretch);
  const { status, grantedCount } = await note(uow, row, { stretch, done, looked, skips });
  const isDone = status === 'DONE';
  if (isDone && grantedCount > 0) startWaves(uow, { ...granting, since: row.begunAt });
  return !isDone;
}
