import { newId } from '../../src/platform/ids.js';
import { query } from '../../src/platform/database.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import { clock } from '../../src/platform/clock.js';
import {
  forgetLiveRules,
  readDefinition,
  type Definition,
  type Facts,
  type VersionStatus,
} from '../../src/discounts/index.js';

/** A retail customer of whom nothing is known, and who has not bought yet. */
export function someFacts(values: Partial<Facts> = {}): Facts {
  const id = newId();
  return {
    userId: id,
    personId: id,
    customerType: 'retail',
    city: null,
    kycLevel: 'NONE',
    registeredOn: '2025-01-15',
    birthMonth: null,
    birthDay: null,
    orderCount: 0,
    spendAmount: 0,
    firstOrderAt: null,
    lastOrderAt: null,
    days: [],
    bought: [],
    segmentIds: [],
    ...values,
  };
}

/** Writes facts as they lie in the tables, without users and sales behind them. */
export async function storeFacts(facts: Facts): Promise<Facts> {
  const { userId, personId } = facts;
  await query(
    `INSERT INTO customer_figures (person_id, user_id, customer_type, kyc_level, city, registered_on, birth_month,
       birth_day, order_count, spend_amount, first_order_at, last_order_at) VALUES (?)`,
    [
      [
        ...[personId, userId, facts.customerType, facts.kycLevel, facts.city, facts.registeredOn],
        ...[facts.birthMonth, facts.birthDay, facts.orderCount, facts.spendAmount],
        ...[facts.firstOrderAt, facts.lastOrderAt],
      ],
    ],
  );
  for (const { date, orderCount, spendAmount } of facts.days)
    await query('INSERT INTO customer_days (user_id, wib_date, order_count, spend_amount) VALUES (?)', [
      [userId, date, orderCount, spendAmount],
    ]);
  for (const { categoryId, lastOn } of facts.bought) await storePurchase(facts, categoryId, lastOn);
  for (const segmentId of facts.segmentIds)
    await query('INSERT INTO segment_members (segment_id, user_id) VALUES (?)', [[segmentId, userId]]);
  return facts;
}

async function storePurchase({ userId, personId }: Facts, categoryId: string, date: string): Promise<void> {
  const sale = newId();
  const at = new Date(`${date}T12:00:00+07:00`);
  await query(
    `INSERT INTO purchases (transaction_id, user_id, person_id, placed_at, at, wib_date, type, customer_type,
       goods_amount, cost_amount) VALUES (?)`,
    [[sale, userId, personId, at, at, jakartaDate(at), 'PPOB', 'retail', 10_000, 9_000]],
  );
  await query(
    `INSERT INTO purchase_lines (transaction_id, position, user_id, product_id, category_id, amount, cost_amount)
     VALUES (?)`,
    [[sale, 0, userId, newId(), categoryId, 10_000, 9_000]],
  );
}

/** A list of customers, without anybody on it yet. */
export async function aSegment(name = `Daftar ${newId()}`): Promise<string> {
  const id = newId();
  await query('INSERT INTO segments (id, name, created_at, updated_at) VALUES (?, ?, NOW(3), NOW(3))', [
    id,
    name,
  ]);
  return id;
}

/** A voucher for everybody, once a year, unless told otherwise. */
export const aDefinition = (values: Partial<Definition> = {}): Definition => ({
  who: { all: [] },
  when: 'daily',
  effect: { code: 'voucher', args: { kind: 'FIXED', amount: 10_000 } },
  limits: { per: 'year' },
  hold_out_bps: 0,
  valid_days: 30,
  ...values,
});

export interface RunningRule {
  ruleId: string;
  versionId: string;
  name: string;
}

interface StoredVersion {
  ruleId: string;
  version: number;
  definition: Definition;
  status: VersionStatus;
  now: Date;
}

async function storeVersion({ ruleId, version, definition, status, now }: StoredVersion): Promise<string> {
  const id = newId();
  const liveAt = status === 'APPROVED' ? null : now;
  const inForce = ['LIVE', 'PAUSED'].includes(status) ? ruleId : null;
  await query(
    `INSERT INTO discount_versions (id, rule_id, version, definition, occasion, status, in_force_of, live_from, live_at,
       budget_amount, created_at, updated_at) VALUES (?)`,
    [
      [
        ...[
          id,
          ruleId,
          version,
          JSON.stringify(readDefinition(definition)),
          definition.when,
          status,
          inForce,
        ],
        ...[liveAt, liveAt, definition.limits.budget_amount ?? null, now, now],
      ],
    ],
  );
  await forgetLiveRules();
  return id;
}

/** A rule whose first version runs, without the people who would have written and approved it. */
export async function aLiveRule(
  definition: Definition,
  status: VersionStatus = 'LIVE',
): Promise<RunningRule> {
  const ruleId = newId();
  const name = `Aturan ${ruleId}`;
  const now = clock.now();
  await query('INSERT INTO discount_rules (id, name, created_at, updated_at) VALUES (?)', [
    [ruleId, name, now, now],
  ]);
  const versionId = await storeVersion({ ruleId, version: 1, definition, status, now });
  return { ruleId, versionId, name };
}

/** The second version of such a rule, which takes over now unless it is only approved. @returns its id */
export async function aNextVersion(
  { ruleId }: RunningRule,
  definition: Definition,
  status: 'LIVE' | 'APPROVED' = 'LIVE',
): Promise<string> {
  const now = clock.now();
  if (status === 'LIVE')
    await query(
      `UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL, ended_at = ? WHERE in_force_of = ?`,
      [now, ruleId],
    );
  return storeVersion({ ruleId, version: 2, definition, status, now });
}

/** A thousand off every purchase, for everybody, unless told otherwise. */
export const aPriceRule = (values: Partial<Definition> = {}): Definition =>
  aDefinition({
    when: 'sale',
    effect: { code: 'price', args: { kind: 'FIXED', amount: 1_000 } },
    limits: { per: 'sale' },
    ...values,
  });

/** A voucher that a rule granted somebody. */
export async function aGrant(
  rule: RunningRule,
  userId: string,
  { amount = 1_000, periodKey = 'Y2031', validUntil = null as Date | null } = {},
): Promise<void> {
  const now = clock.now();
  await query(
    `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, kind, amount, status, valid_until,
       created_at, updated_at)
     SELECT ?, ?, person_id, id, 1, 'voucher', ?, 'GRANTED', ?, ?, ? FROM users WHERE id = ?`,
    [rule.ruleId, periodKey, amount, validUntil, now, now, userId],
  );
}
