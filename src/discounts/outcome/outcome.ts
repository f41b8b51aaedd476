import { clock } from '../../platform/clock.js';
import { query } from '../../platform/database.js';
import { jakartaDate } from '../../platform/jakarta.js';
import type { Rupiah } from '../../platform/money.js';
import type { DiscountVersion } from '../discount-rule.entity.js';
import { findVersion } from '../discount.read-model.js';
import { forecastOf } from '../simulation/simulation.read-model.js';
import type { DiscountSimulation } from '../simulation/simulation.entity.js';
import { differenceOf, type Difference, type Sample } from './difference.js';

/** What a version did in a number of days, as the simulation foresaw it and as it came. */
export interface Reckoning {
  days: number;
  granted: number;
  heldOut: number;
  used: number;
  /** What was really given. */
  costAmount: Rupiah;
  orders: number;
  /** What was paid for goods in the sales that used it. */
  orderAmount: Rupiah;
  /** Of those sales, after the discount, less the money that went to wallets; below zero for a loss. */
  marginAmount: number;
}

/** One figure of the people who were granted, beside those who were held out. */
export interface Compared {
  measure: 'spend' | 'margin' | 'orders';
  granted: { people: number; mean: number };
  heldOut: { people: number; mean: number };
  difference: Difference;
}

export interface Outcome {
  versionId: string;
  liveAt: Date | null;
  forecast: (Reckoning & { from: string; to: string }) | null;
  happened: Reckoning;
  /** Everything that the people bought while the grant was good, whether they used it or not; empty without hold-out. */
  compared: Compared[];
}

type Raw<T> = { [K in keyof T]: string | number | null };
const numbers = <T extends object>(row: Raw<T> | undefined): T =>
  Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value ?? 0)])) as T;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

const given = `g.status IN ('GRANTED', 'RESERVED', 'USED', 'DELIVERED', 'EXPIRED')`;

/** Sales count once they are delivered; a wallet credit is given when it is in the wallet. */
async function happened(version: DiscountVersion, days: number): Promise<Reckoning> {
  const [row] = await query<Raw<Reckoning>>(
    `SELECT COALESCE(SUM(${given}), 0) AS granted, COALESCE(SUM(g.status = 'HELD_OUT'), 0) AS heldOut,
       COALESCE(SUM(g.status IN ('USED', 'DELIVERED')), 0) AS used,
       COALESCE(SUM(CASE g.status WHEN 'USED' THEN g.used_amount WHEN 'DELIVERED' THEN g.amount END), 0) AS costAmount,
       COUNT(p.transaction_id) AS orders, COALESCE(SUM(p.goods_amount - p.discount_amount), 0) AS orderAmount,
       COALESCE(SUM(p.goods_amount - p.discount_amount - p.cost_amount), 0)
         - COALESCE(SUM(IF(g.status = 'DELIVERED', g.amount, 0)), 0) AS marginAmount
     FROM discount_grants g
     LEFT JOIN purchases p ON p.transaction_id = g.transaction_id AND p.status = 'DONE' AND g.status = 'USED'
     WHERE g.rule_id = ? AND g.version = ?`,
    [version.ruleId, version.version],
  );
  return { ...numbers<Reckoning>(row), days };
}

function forecast({ fromDate: from, toDate: to, result }: DiscountSimulation): Outcome['forecast'] {
  if (!result) return null;
  const { granted, heldOut, used, costAmount, orders } = result;
  return {
    ...{ from, to, days: daysBetween(from, to), granted, heldOut, used, costAmount },
    orders: orders.count,
    // Money in the wallet comes off no sale.
    orderAmount: orders.count === 0 ? 0 : orders.amount - costAmount,
    marginAmount: orders.marginAfterAmount,
  };
}

interface SampleRow {
  heldOut: number;
  people: string;
  spendMean: string | null;
  spendVariance: string | null;
  marginMean: string | null;
  marginVariance: string | null;
  ordersMean: string | null;
  ordersVariance: string | null;
}

const counts = `status NOT IN ('REVOKED', 'RETURNED')`;

/** Each person of the rule once, held out or not, with all the money that a wallet was to get. */
const persons = `
  SELECT person_id, status = 'HELD_OUT' AS heldOut,
    SUM(IF(kind = 'wallet_credit' AND status <> 'HELD_OUT', amount, 0)) AS credit
  FROM discount_grants WHERE rule_id = ? AND version = ? AND ${counts} GROUP BY person_id, heldOut`;

/** A sale that was placed while any grant of the person was good, however many were. */
const whileGranted = `EXISTS (
  SELECT 1 FROM discount_grants c WHERE c.person_id = p.person_id AND c.rule_id = ? AND c.version = ? AND c.${counts}
    AND p.placed_at > c.created_at AND p.placed_at < LEAST(?, c.created_at + INTERVAL ? DAY))`;

/**
 * What people bought in the days for which a grant is good, or until now, added up by person: both groups were drawn on
 * the same days from the same customers, are watched for equally long, and everybody counts. Money in the wallet is taken
 * off what was earned; a discount is already.
 */
const samples = `
  SELECT heldOut, COUNT(*) AS people, AVG(spend) AS spendMean, VAR_SAMP(spend) AS spendVariance,
    AVG(margin) AS marginMean, VAR_SAMP(margin) AS marginVariance, AVG(orders) AS ordersMean,
    VAR_SAMP(orders) AS ordersVariance
  FROM (
    SELECT g.heldOut, COALESCE(SUM(p.goods_amount - p.discount_amount), 0) AS spend,
      COALESCE(SUM(p.goods_amount - p.discount_amount - p.cost_amount), 0) - g.credit AS margin,
      COUNT(p.transaction_id) AS orders
    FROM (${persons}) g
    LEFT JOIN purchases p ON p.person_id = g.person_id AND p.status = 'DONE' AND ${whileGranted}
    GROUP BY g.person_id, g.heldOut, g.credit
  ) people GROUP BY heldOut`;

const sampleOf = (row: SampleRow | undefined, measure: Compared['measure']): Sample => ({
  people: Number(row?.people ?? 0),
  mean: Number(row?.[`${measure}Mean`] ?? 0),
  variance: Number(row?.[`${measure}Variance`] ?? 0),
});

async function compare(version: DiscountVersion, now: Date): Promise<Compared[]> {
  if (version.definition.hold_out_bps === 0 || version.definition.when === 'sale') return [];
  const own = [version.ruleId, version.version];
  const rows = await query<SampleRow>(samples, [...own, ...own, now, version.definition.valid_days]);
  const of = (heldOut: number) => rows.find((row) => Number(row.heldOut) === heldOut);
  return (['spend', 'margin', 'orders'] as const).map((measure) => {
    const [granted, heldOut] = [sampleOf(of(0), measure), sampleOf(of(1), measure)];
    return {
      measure,
      granted: { people: granted.people, mean: granted.mean },
      heldOut: { people: heldOut.people, mean: heldOut.mean },
      difference: differenceOf(granted, heldOut),
    };
  });
}

function liveDays({ liveAt, endedAt }: DiscountVersion, now: Date): number {
  if (!liveAt) return 0;
  return daysBetween(jakartaDate(liveAt), jakartaDate(endedAt ?? now));
}

/**
 * What was forecast for a version, beside what has come of it so far, and what it changed: the difference to those who
 * were held out, with the range in which it lies. @throws DomainError 404.
 */
export async function outcomeOf(versionId: string): Promise<Outcome> {
  const { version } = await findVersion(versionId);
  const now = clock.now();
  const [simulation, came, compared] = await Promise.all([
    forecastOf(versionId),
    happened(version, liveDays(version, now)),
    compare(version, now),
  ]);
  const { liveAt } = version;
  return { versionId, liveAt, forecast: simulation && forecast(simulation), happened: came, compared };
}
