import { query } from '../platform/database.js';
import { dayAfter, jakartaMidnight } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';

/** What a rule or a voucher has done in a period. Amounts in rupiah, of delivered sales that were not given back. */
export interface DiscountPerformance {
  kind: 'rule' | 'voucher';
  id: string;
  name: string;
  /** Sales it was taken off, and credits it brought. */
  useCount: number;
  peopleCount: number;
  /** What it took off those sales, and paid into wallets. */
  discountAmount: Rupiah;
  /** What those sales brought in for goods, after all their discounts. */
  revenueAmount: Rupiah;
  /** What was left of that after the cost of the goods; below zero for a loss. Credits lessen it. */
  marginAmount: number;
}

type Sums = Pick<DiscountPerformance, 'kind' | 'id' | 'name'> &
  Record<'uses' | 'people' | 'discount' | 'revenue' | 'margin', string>;

/** Grants are of a rule: their id begins with its own. A sale with two discounts counts for both. */
const offSales = `SELECT IF(d.source = 'voucher', 'voucher', 'rule') AS kind, LEFT(d.source_id, 26) AS id,
    MAX(d.name) AS name, COUNT(DISTINCT d.transaction_id) AS uses, COUNT(DISTINCT p.person_id) AS people,
    SUM(d.amount) AS discount, SUM(p.goods_amount - p.discount_amount) AS revenue,
    SUM(p.goods_amount - p.discount_amount - p.cost_amount) AS margin
  FROM purchases p JOIN transaction_discounts d ON d.transaction_id = p.transaction_id
  WHERE p.wib_date BETWEEN ? AND ? AND p.status = 'DONE' GROUP BY 1, 2`;

const intoWallets = `SELECT 'rule' AS kind, g.rule_id AS id, MAX(r.name) AS name, COUNT(*) AS uses,
    COUNT(DISTINCT g.person_id) AS people, SUM(g.amount) AS discount, 0 AS revenue, -SUM(g.amount) AS margin
  FROM discount_grants g JOIN discount_rules r ON r.id = g.rule_id
  WHERE g.kind = 'wallet_credit' AND g.status = 'DELIVERED' AND g.created_at >= ? AND g.created_at < ?
  GROUP BY g.rule_id`;

const read = (row: Sums): DiscountPerformance => ({
  kind: row.kind,
  id: row.id,
  name: row.name,
  useCount: Number(row.uses),
  peopleCount: Number(row.people),
  discountAmount: Number(row.discount),
  revenueAmount: Number(row.revenue),
  marginAmount: Number(row.margin),
});

/** Both sorts in one table: what cost most stands first. @param period Jakarta days, both included. */
export async function discountPerformance(period: {
  from: string;
  to: string;
}): Promise<DiscountPerformance[]> {
  const { from, to } = period;
  const [sales, credits] = await Promise.all([
    query<Sums>(offSales, [from, to]),
    query<Sums>(intoWallets, [jakartaMidnight(from), jakartaMidnight(dayAfter(to))]),
  ]);
  return [...sales, ...credits].map(read).sort((one, other) => other.discountAmount - one.discountAmount);
}
