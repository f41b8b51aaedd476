import { query } from '../../platform/database.js';
import type { Rupiah } from '../../platform/money.js';
import type { Overlap, SimulatedDay, SimulatedOrders, SimulationResult } from './simulation.result.js';

type Raw<T> = { [K in keyof T]: string | number | null };

const numbers = <T extends object>(row: Raw<T> | undefined): T =>
  Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value ?? 0)])) as T;

const own = 'FROM discount_simulation_grants WHERE simulation_id = ?';

interface Totals extends Pick<
  SimulationResult,
  'people' | 'granted' | 'heldOut' | 'outOfBudget' | 'used' | 'budgetAmount'
> {
  usedAmount: number;
  orderAmount: number;
  goodsCostAmount: number;
  cutOrders: number;
  cutAmount: number;
}

async function totalsOf(id: string): Promise<Totals> {
  const [row] = await query<Raw<Totals>>(
    `SELECT COUNT(DISTINCT IF(outcome = 'GRANTED', person_id, NULL)) AS people, SUM(outcome = 'GRANTED') AS granted,
       SUM(outcome = 'HELD_OUT') AS heldOut, SUM(outcome = 'OUT_OF_BUDGET') AS outOfBudget,
       COUNT(transaction_id) AS used, SUM(IF(outcome = 'GRANTED', amount, 0)) AS budgetAmount,
       SUM(used_amount) AS usedAmount, SUM(order_amount) AS orderAmount, SUM(order_cost_amount) AS goodsCostAmount,
       SUM(promised_amount > used_amount) AS cutOrders, SUM(promised_amount - used_amount) AS cutAmount ${own}`,
    [id],
  );
  return numbers<Totals>(row);
}

async function daysOf(id: string, isCredit: boolean): Promise<SimulatedDay[]> {
  const rows = await query<Raw<SimulatedDay>>(
    `SELECT date, SUM(granted) AS granted, SUM(budgetAmount) AS budgetAmount, SUM(costAmount) AS costAmount FROM (
       SELECT CAST(wib_date AS CHAR) AS date, COUNT(*) AS granted, SUM(amount) AS budgetAmount,
         ${isCredit ? 'SUM(amount)' : '0'} AS costAmount ${own} AND outcome = 'GRANTED' GROUP BY wib_date
       UNION ALL
       SELECT CAST(used_date AS CHAR), 0, 0, SUM(used_amount) ${own} AND used_date IS NOT NULL GROUP BY used_date
     ) days GROUP BY date ORDER BY date`,
    [id, id],
  );
  return rows.map(({ date, ...figures }) => ({
    date: String(date),
    ...numbers<Omit<SimulatedDay, 'date'>>(figures),
  }));
}

async function tiersOf(id: string): Promise<SimulationResult['byTier']> {
  const rows = await query<Raw<SimulationResult['byTier'][number]>>(
    `SELECT tier, COUNT(*) AS granted, SUM(amount) AS amount ${own} AND outcome = 'GRANTED' AND tier IS NOT NULL
     GROUP BY tier ORDER BY tier`,
    [id],
  );
  return rows.map(numbers);
}

async function endOfBudget(id: string): Promise<string | null> {
  const [row] = await query<{ day: string | null }>(
    `SELECT CAST(MIN(wib_date) AS CHAR) AS day ${own} AND outcome = 'OUT_OF_BUDGET'`,
    [id],
  );
  return row?.day ?? null;
}

/** People of the simulation whom another rule reached in the same window. */
const otherRules = `
  SELECT 'rule' AS kind, r.id, r.name, COUNT(DISTINCT g.person_id) AS count, SUM(g.amount) AS amount
  FROM (SELECT DISTINCT person_id FROM discount_simulation_grants WHERE simulation_id = ? AND outcome = 'GRANTED') s
  JOIN discount_grants g ON g.person_id = s.person_id AND g.rule_id <> ? AND g.created_at >= ? AND g.created_at < ?
    AND g.status IN ('GRANTED', 'RESERVED', 'USED', 'DELIVERED', 'EXPIRED')
  JOIN discount_rules r ON r.id = g.rule_id GROUP BY r.id, r.name ORDER BY count DESC, r.id LIMIT 20`;

/** Sales of the simulation that used a voucher. */
const vouchers = `
  SELECT 'voucher' AS kind, v.id, v.name, COUNT(*) AS count, SUM(u.amount) AS amount
  FROM discount_simulation_grants s
  JOIN voucher_usages u ON u.transaction_id = s.transaction_id AND u.status = 'USED'
  JOIN vouchers v ON v.id = u.voucher_id
  WHERE s.simulation_id = ? GROUP BY v.id, v.name ORDER BY count DESC, v.id LIMIT 20`;

async function overlapsOf(simulation: Simulated): Promise<Overlap[]> {
  const { id, ruleId, since, until } = simulation;
  const [rules, codes] = await Promise.all([
    query<Overlap>(otherRules, [id, ruleId, since, until]),
    query<Overlap>(vouchers, [id]),
  ]);
  return [...rules, ...codes].map((row) => ({
    ...row,
    count: Number(row.count),
    amount: Number(row.amount),
  }));
}

/** A simulation whose grants are all written. */
export interface Simulated {
  id: string;
  ruleId: string;
  /** First moment of the window, and the first after it. */
  since: Date;
  until: Date;
  /** Money in the wallet is given on the day of the grant. */
  isCredit: boolean;
  blocked: { orders: number; amount: number };
}

/** Money in the wallet goes with no sale, and still costs what it costs. */
const ordersOf = ({ used, orderAmount, goodsCostAmount }: Totals, costAmount: Rupiah): SimulatedOrders => ({
  count: used,
  amount: orderAmount,
  goodsCostAmount,
  marginAmount: orderAmount - goodsCostAmount,
  marginAfterAmount: orderAmount - goodsCostAmount - costAmount,
});

/** Adds up what the grants of a simulation come to. */
export async function figuresOf(
  simulation: Simulated,
): Promise<Omit<SimulationResult, 'sharedHeads' | 'headsToday' | 'samples'>> {
  const { id, isCredit, blocked } = simulation;
  const [totals, days, byTier, budgetEndsOn, overlaps] = await Promise.all([
    totalsOf(id),
    daysOf(id, isCredit),
    tiersOf(id),
    endOfBudget(id),
    overlapsOf(simulation),
  ]);
  const costAmount = isCredit ? totals.budgetAmount : totals.usedAmount;
  const { people, granted, heldOut, outOfBudget, used, budgetAmount } = totals;
  return {
    ...{ people, granted, heldOut, outOfBudget, used, budgetAmount, budgetEndsOn, byTier, days, overlaps },
    costAmount,
    orders: ordersOf(totals, costAmount),
    belowFloor: {
      orders: totals.cutOrders + blocked.orders,
      amount: totals.cutAmount + blocked.amount,
    },
  };
}
