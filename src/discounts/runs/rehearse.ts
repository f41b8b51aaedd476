import { query } from '../../platform/database.js';
import type { Definition } from '../definition.js';
import type { GrantKind } from '../definition.parts.js';
import { readStored } from '../live-rules.js';
import { allot, type Allotted, type Candidate } from './allot.js';
import { Grantees, sharesOf, theLast } from './grantees.js';
import { endOf, isOfDay } from './rules-of-day.js';
import { stretchAfter } from './stretches.js';

/** Somebody whom the task would grant something, or whom it would hold out. */
export interface Foreseen {
  ruleId: string;
  ruleName: string;
  version: number;
  personId: string;
  userId: string;
  name: string;
  periodKey: string;
  tier: number | null;
  kind: GrantKind;
  amount: number;
  isHeldOut: boolean;
}

export interface Rehearsal {
  date: string;
  rows: Foreseen[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

interface RuleOfDay {
  ruleId: string;
  name: string;
  version: number;
  definition: Definition;
  left: number | null;
}

/** A page begins after a person of a rule, with what that rule has of its budget by then. */
interface Place {
  ruleId: string;
  personId: string;
  left: number | null;
}

const write = ({ ruleId, personId, left }: Place): string => [ruleId, personId, left ?? ''].join('.');

/** What is no place at all is the beginning. */
function read(cursor: string | undefined): Place | null {
  const [ruleId, personId, left] = cursor?.split('.') ?? [];
  if (!ruleId || personId === undefined || left === undefined) return null;
  return { ruleId, personId, left: left === '' ? null : Number(left) };
}

interface Stored {
  ruleId: string;
  name: string;
  version: string | number;
  definition: string | Definition;
  budget: string | null;
  used: string;
}

/** The rules that the task would hold against customers on a day, as they stand now. */
async function rulesOf(date: string, from: string): Promise<RuleOfDay[]> {
  const rows = await query<Stored>(
    `SELECT v.rule_id AS ruleId, r.name, v.version, v.definition, v.budget_amount AS budget, v.budget_used_amount AS used
     FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.status = 'LIVE' AND ${isOfDay} AND v.rule_id >= ? ORDER BY v.rule_id`,
    [endOf(date), from],
  );
  return rows.map(({ ruleId, name, version, definition, budget, used }) => ({
    ruleId,
    name,
    version: Number(version),
    definition: readStored(definition),
    left: budget === null ? null : Number(budget) - Number(used),
  }));
}

const marksAtOnce = 4;

/** The next who would get something by one rule, as many as fit on a page, and where they end. */
async function foresee(
  { ruleId, definition }: RuleOfDay,
  date: string,
  { personId, left }: Place,
  most: number,
): Promise<{ taken: Allotted[]; end: Place | null }> {
  const grantees = new Grantees({ ruleId, definition, date });
  const taken: Allotted[] = [];
  let place: Place = { ruleId, personId, left };
  while (taken.length < most && place.personId !== theLast) {
    const stretch = await stretchAfter(place.personId, marksAtOnce);
    const { text, params } = grantees.list(stretch, most + 1);
    const found = await query<Candidate>(text, params);
    const beyond = found.length > most ? found.at(-1)?.personId : undefined;
    const whole = found.filter((candidate) => candidate.personId !== beyond);
    const allotted = allot(whole, sharesOf(definition), place.left);
    taken.push(...allotted.taken);
    const upTo = beyond === undefined ? stretch.upTo : (whole.at(-1)?.personId ?? stretch.upTo);
    place = { ruleId, personId: upTo, left: allotted.left };
  }
  return { taken, end: place.personId === theLast ? null : place };
}

async function namesOf(userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await query<{ id: string; name: string }>('SELECT id, name FROM users WHERE id IN (?)', [
    userIds,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const rowOf = (rule: RuleOfDay, { candidate, share }: Allotted): Omit<Foreseen, 'name'> => ({
  ruleId: rule.ruleId,
  ruleName: rule.name,
  version: rule.version,
  personId: candidate.personId,
  userId: candidate.userId,
  periodKey: candidate.periodKey,
  tier: share.tier,
  kind: share.kind,
  amount: candidate.isHeldOut ? 0 : share.amount,
  isHeldOut: candidate.isHeldOut,
});

/**
 * Whom the daily task would grant what on a day if it ran now, without granting: by the statement with which it grants,
 * and in its order. A page has about as many as were asked for.
 */
export async function rehearseDay(
  date: string,
  { cursor, most = 100 }: { cursor?: string | undefined; most?: number } = {},
): Promise<Rehearsal> {
  const place = read(cursor);
  const rows: Omit<Foreseen, 'name'>[] = [];
  let next: string | null = null;
  for (const rule of await rulesOf(date, place?.ruleId ?? '')) {
    const begin = place?.ruleId === rule.ruleId ? place : { ...rule, personId: '' };
    const { taken, end } = await foresee(rule, date, begin, most - rows.length);
    rows.push(...taken.map((each) => rowOf(rule, each)));
    next = end ? write(end) : write({ ruleId: rule.ruleId, personId: theLast, left: null });
    if (rows.length >= most) return { date, rows: await named(rows), next };
  }
  return { date, rows: await named(rows), next: null };
}

async function named(rows: Omit<Foreseen, 'name'>[]): Promise<Foreseen[]> {
  const names = await namesOf(rows.map(({ userId }) => userId));
  return rows.map((row) => ({ ...row, name: names.get(row.userId) ?? '' }));
}
