import { query } from '../platform/database.js';
import { jakartaDate } from '../platform/jakarta.js';
import { rupiah } from '../platform/money.js';
import type { FactNeeds, Facts } from './conditions/condition.js';
import { daysLater } from './conditions/feasts.js';

type Stored<T> = T | string | null;

interface Row extends Omit<Facts, 'orderCount' | 'spendAmount' | 'days' | 'bought' | 'segmentIds'> {
  orderCount: string | number;
  spendAmount: string | number;
  days: Stored<[string, string | number, string | number][]>;
  bought: Stored<[string, string][]>;
  segmentIds: Stored<string[]>;
}

/** MariaDB hands JSON over as text, MySQL read; a list of nothing is no list at all. */
const listOf = <T>(stored: Stored<T[]>): T[] =>
  stored === null ? [] : typeof stored === 'string' ? (JSON.parse(stored) as T[]) : stored;

const day = (column: string) => `DATE_FORMAT(${column}, '%Y-%m-%d')`;

const daysColumn = `(SELECT JSON_ARRAYAGG(JSON_ARRAY(${day('d.wib_date')}, d.spend_amount, d.order_count))
  FROM customer_days d WHERE d.user_id = f.user_id AND d.wib_date BETWEEN ? AND ?)`;

const boughtColumn = `(SELECT JSON_ARRAYAGG(JSON_ARRAY(b.category_id, b.last_on)) FROM (
    SELECT l.user_id, l.category_id, ${day('MAX(p.wib_date)')} AS last_on
    FROM purchase_lines l JOIN purchases p ON p.transaction_id = l.transaction_id
    WHERE l.user_id IN (?) AND p.status = 'DONE' AND p.wib_date <= ? GROUP BY l.user_id, l.category_id
  ) b WHERE b.user_id = f.user_id)`;

const segmentsColumn = `(SELECT JSON_ARRAYAGG(m.segment_id) FROM segment_members m WHERE m.user_id = f.user_id)`;

const factsOf = (row: Row): Facts => ({
  ...row,
  orderCount: Number(row.orderCount),
  spendAmount: rupiah(row.spendAmount),
  days: listOf(row.days)
    .map(([date, spend, orders]) => ({ date, spendAmount: rupiah(spend), orderCount: Number(orders) }))
    .sort((one, other) => other.date.localeCompare(one.date)),
  bought: listOf(row.bought).map(([categoryId, lastOn]) => ({ categoryId, lastOn })),
  segmentIds: listOf(row.segmentIds),
});

/** What is known of customers now, as far as it is needed, in one statement; who has no figures is left out. */
export async function readFacts(
  userIds: readonly string[],
  needs: FactNeeds,
  at: Date,
): Promise<Map<string, Facts>> {
  if (userIds.length === 0) return new Map();
  const today = jakartaDate(at);
  const { days = 0, bought = false, segments = false } = needs;
  const rows = await query<Row>(
    `SELECT f.user_id AS userId, f.person_id AS personId, f.customer_type AS customerType, f.city,
       f.kyc_level AS kycLevel, ${day('f.registered_on')} AS registeredOn, f.birth_month AS birthMonth,
       f.birth_day AS birthDay, f.order_count AS orderCount, f.spend_amount AS spendAmount,
       f.first_order_at AS firstOrderAt, f.last_order_at AS lastOrderAt,
       ${days > 0 ? daysColumn : 'NULL'} AS days, ${bought ? boughtColumn : 'NULL'} AS bought,
       ${segments ? segmentsColumn : 'NULL'} AS segmentIds
     FROM customer_figures f WHERE f.user_id IN (?)`,
    [...(days > 0 ? [daysLater(today, 1 - days), today] : []), ...(bought ? [userIds, today] : []), userIds],
  );
  return new Map(rows.map((row) => [row.userId, factsOf(row)]));
}
