import { jakartaDate, jakartaMidnight } from '../../platform/jakarta.js';
import { insertInto } from '../../platform/statements.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { validUntil } from '../valid-until.js';
import { shareVersion } from './budget.js';
import { Grantees, sharesOf, type RuleOnDay, type Share, type Stretch } from './grantees.js';
import { allot, cheapest, type Allotted, type Candidate } from './allot.js';

/** A rule in a run, with what its grants keep. */
export interface Granting extends RuleOnDay {
  runId: string;
  versionId: string;
  version: number;
  /** Rupiah of the budget; null without one. */
  left: number | null;
}

export interface Granted {
  granted: number;
  heldOut: number;
  amount: number;
  outOfBudget: number;
}

const nobody: Granted = { granted: 0, heldOut: 0, amount: 0, outOfBudget: 0 };

export const addGranted = (one: Granted, other: Granted): Granted => ({
  granted: one.granted + other.granted,
  heldOut: one.heldOut + other.heldOut,
  amount: one.amount + other.amount,
  outOfBudget: one.outOfBudget + other.outOfBudget,
});

/** A grant for a day that is still to come lasts from that day; one that comes late lasts as long as any. */
const lastMoment = ({ date, definition }: Granting, now: Date): Date =>
  validUntil(definition, date > jakartaDate(now) ? jakartaMidnight(date) : now);

function columnsOf(granting: Granting, share: Share, isHeldOut: boolean, now: Date): Record<string, unknown> {
  return {
    version: granting.version,
    run_id: granting.runId,
    tier: share.tier,
    kind: share.kind,
    percent_bps: share.percentBps,
    amount: isHeldOut ? 0 : share.amount,
    status: isHeldOut ? 'HELD_OUT' : 'GRANTED',
    valid_until: isHeldOut ? null : lastMoment(granting, now),
    created_at: now,
    updated_at: now,
  };
}

/** Where the budget is sure to last, nobody is read: the database grants by itself, share by share. */
async function grantAll(
  uow: UnitOfWork,
  granting: Granting,
  stretch: Stretch,
  shares: Share[],
): Promise<Granted> {
  const grantees = new Grantees(granting);
  const total = { ...nobody };
  const insert = (share: Share, isHeldOut: boolean) => {
    const columns = columnsOf(granting, share, isHeldOut, uow.now);
    const { text, params } = grantees.grant(stretch, share, isHeldOut, columns);
    return uow.run(text, params);
  };
  for (const share of shares) {
    const granted = await insert(share, false);
    total.granted += granted;
    total.amount += granted * share.amount;
    if (granting.definition.hold_out_bps > 0) total.heldOut += await insert(share, true);
  }
  return total;
}

/** So few are looked at one by one. */
const fewAtATime = 1_000;

/** The first of those who qualify in a stretch, which ends where they do. */
async function firstOf(
  uow: UnitOfWork,
  granting: Granting,
  stretch: Stretch,
): Promise<{ candidates: Candidate[]; stretch: Stretch }> {
  const { text, params } = new Grantees(granting).list(stretch, fewAtATime + 1);
  const found = await uow.sql<Candidate>(text, params);
  const beyond = found.length > fewAtATime ? found.at(-1)?.personId : undefined;
  const candidates = found.filter(({ personId }) => personId !== beyond);
  const upTo = beyond === undefined ? stretch.upTo : (candidates.at(-1)?.personId ?? stretch.upTo);
  return { candidates, stretch: { ...stretch, upTo } };
}

async function insertEach(uow: UnitOfWork, granting: Granting, taken: Allotted[]): Promise<void> {
  if (taken.length === 0) return;
  const rows = taken.map(({ candidate, share }) => {
    const { personId, userId, periodKey, isHeldOut } = candidate;
    const columns = columnsOf(granting, share, isHeldOut, uow.now);
    return {
      rule_id: granting.ruleId,
      period_key: periodKey,
      person_id: personId,
      user_id: userId,
      ...columns,
    };
  });
  const { text, params } = insertInto('discount_grants', rows);
  await uow.run(text, params);
}

/** Where the budget may end, one person after the other is given what is left of it. */
async function grantWhileItLasts(
  uow: UnitOfWork,
  granting: Granting,
  wished: Stretch,
  { shares, left }: { shares: Share[]; left: number },
): Promise<{ stretch: Stretch; done: Granted }> {
  const { candidates, stretch } = await firstOf(uow, granting, wished);
  const { taken, outOfBudget } = allot(candidates, shares, left);
  await insertEach(uow, granting, taken);
  const paid = taken.filter(({ candidate }) => !candidate.isHeldOut);
  const amount = paid.reduce((all, { share }) => all + share.amount, 0);
  const heldOut = taken.length - paid.length;
  return { stretch, done: { granted: paid.length, heldOut, amount, outOfBudget } };
}

/** All is spent: how many would have got something. */
async function countUnserved(uow: UnitOfWork, granting: Granting, stretch: Stretch): Promise<Granted> {
  const { text, params } = new Grantees(granting).count(stretch);
  const [row] = await uow.sql<{ persons: string }>(text, params);
  return { ...nobody, outOfBudget: Number(row?.persons ?? 0) };
}

/**
 * Grants everybody in a stretch what the rule gives them, never more than is left of the budget, which the caller takes
 * from it in the end. @throws BudgetMoved when a version without a budget was paused; nothing is granted then.
 */
export async function grantStretch(
  uow: UnitOfWork,
  granting: Granting,
  { stretch, accounts }: { stretch: Stretch; accounts: number },
): Promise<{ stretch: Stretch; done: Granted }> {
  const shares = sharesOf(granting.definition);
  const { versionId, left } = granting;
  if (left === null) {
    const assertLive = shareVersion(uow, versionId);
    const done = await grantAll(uow, granting, stretch, shares);
    assertLive();
    return { stretch, done };
  }
  if (left < cheapest(shares)) return { stretch, done: await countUnserved(uow, granting, stretch) };
  const dearest = Math.max(...shares.map(({ amount }) => amount));
  if (left < 2 * accounts * dearest) return grantWhileItLasts(uow, granting, stretch, { shares, left });
  return { stretch, done: await grantAll(uow, granting, stretch, shares) };
}
