import { query } from '../platform/database.js';
import { dayAfter, jakartaMidnight } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';
import type { FeeBand } from './fee.js';
import { cliffsOf, type Cliff } from './fee-schedule.lint.js';
import { bandsAsJson, bandTable, feeInBand, realDeals } from './what-if.sql.js';

export const mostCompared = 5;

/** Jakarta days, both included. */
export interface Period {
  from: string;
  to: string;
}

interface Candidate {
  id: string;
  bands: readonly FeeBand[];
}

/** Deals, and the rupiah of fee that they pay more or less than was agreed. */
export interface Moved {
  deals: number;
  amount: Rupiah;
}

export interface HitDeal {
  id: string;
  number: string;
  amount: Rupiah;
  feePayer: string;
  agreedFeeAmount: Rupiah;
  feeAmount: Rupiah;
}

type Payer = 'BUYER' | 'SELLER' | 'SPLIT';

/** What a schedule would have made of the deals of a period. */
export interface Outcome {
  id: string;
  /** Fee of all deals that the schedule serves. */
  feeAmount: Rupiah;
  /** What the same deals were agreed to pay. */
  agreedFeeAmount: Rupiah;
  more: Moved;
  less: Moved;
  same: number;
  /** Who bears the change. */
  byPayer: Record<Payer, { more: Moved; less: Moved }>;
  byBand: { deals: number; feeAmount: Rupiah; agreedFeeAmount: Rupiah }[];
  /** Deals too small or too large for it; their fee would be lost. */
  outside: { deals: number; agreedFeeAmount: Rupiah };
  cliffs: Cliff[];
  worstHit: HitDeal[];
}

export interface Comparison {
  deals: number;
  nominalAmount: Rupiah;
  agreedFeeAmount: Rupiah;
  outcomes: Outcome[];
}

interface Line {
  schedule: number;
  band: number;
  payer: Payer;
  deals: number;
  fee: number;
  agreed: number;
  moreDeals: number;
  moreAmount: number;
  lessDeals: number;
  lessAmount: number;
}

const bounds = ({ from, to }: Period): Date[] => [jakartaMidnight(from), jakartaMidnight(dayAfter(to))];

const numbered = <T extends object>(row: T): T =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, /^-?\d+$/.test(String(value)) ? Number(value) : value]),
  ) as T;

/** One look at the deals for all schedules: equal deals are put together first, then each meets its band. */
async function readLines(period: Period, candidates: readonly Candidate[]): Promise<Line[]> {
  const rows = await query<Line>(
    `SELECT b.schedule, b.band, d.fee_payer AS payer, SUM(d.deals) AS deals, SUM(d.deals * ${feeInBand}) AS fee,
            SUM(d.deals * d.fee_amount) AS agreed,
            SUM(IF(${feeInBand} > d.fee_amount, d.deals, 0)) AS moreDeals,
            SUM(d.deals * GREATEST(CAST(${feeInBand} AS SIGNED) - d.fee_amount, 0)) AS moreAmount,
            SUM(IF(${feeInBand} < d.fee_amount, d.deals, 0)) AS lessDeals,
            SUM(d.deals * GREATEST(d.fee_amount - CAST(${feeInBand} AS SIGNED), 0)) AS lessAmount
     FROM (SELECT amount, fee_amount, fee_payer, COUNT(*) AS deals FROM escrows WHERE ${realDeals}
           GROUP BY amount, fee_amount, fee_payer) d
     JOIN ${bandTable} ON d.amount BETWEEN b.low AND b.high
     GROUP BY b.schedule, b.band, d.fee_payer`,
    [...bounds(period), bandsAsJson(candidates)],
  );
  return rows.map(numbered);
}

async function readTotals(period: Period) {
  const [row] = await query<{ deals: string; nominal: string; agreed: string }>(
    `SELECT COUNT(*) AS deals, COALESCE(SUM(amount), 0) AS nominal, COALESCE(SUM(fee_amount), 0) AS agreed
     FROM escrows WHERE ${realDeals}`,
    bounds(period),
  );
  return { deals: Number(row?.deals), nominal: Number(row?.nominal), agreed: Number(row?.agreed) };
}

const mostHit = 20;

/** The deals whose fee would rise most; the small index finds them, and only these are read whole. */
async function worstHit(period: Period, candidate: Candidate): Promise<HitDeal[]> {
  const rows = await query<HitDeal>(
    `SELECT e.id, e.number, e.amount, e.fee_payer AS feePayer, e.fee_amount AS agreedFeeAmount,
            hit.fee AS feeAmount
     FROM (SELECT d.id, CAST(${feeInBand} AS SIGNED) AS fee, CAST(${feeInBand} AS SIGNED) - d.fee_amount AS rise
           FROM escrows d JOIN ${bandTable} ON d.amount BETWEEN b.low AND b.high
           WHERE ${realDeals} AND ${feeInBand} > d.fee_amount
           ORDER BY rise DESC, d.id LIMIT ?) hit
     JOIN escrows e ON e.id = hit.id ORDER BY hit.rise DESC, e.id`,
    [bandsAsJson([candidate]), ...bounds(period), mostHit],
  );
  return rows.map(numbered);
}

const total = (lines: Line[], figure: keyof Omit<Line, 'payer'>): number =>
  lines.reduce((sum, line) => sum + line[figure], 0);

const movedIn = (lines: Line[]): { more: Moved; less: Moved } => ({
  more: { deals: total(lines, 'moreDeals'), amount: total(lines, 'moreAmount') },
  less: { deals: total(lines, 'lessDeals'), amount: total(lines, 'lessAmount') },
});

const payerOf = (lines: Line[], payer: Payer) => movedIn(lines.filter((line) => line.payer === payer));

function bandOf(lines: Line[], index: number): Outcome['byBand'][number] {
  const own = lines.filter(({ band }) => band === index);
  return { deals: total(own, 'deals'), feeAmount: total(own, 'fee'), agreedFeeAmount: total(own, 'agreed') };
}

function outcomeOf(
  { id, bands }: Candidate,
  lines: Line[],
  all: { deals: number; agreed: number },
  worst: HitDeal[],
): Outcome {
  const { more, less } = movedIn(lines);
  const [deals, agreed] = [total(lines, 'deals'), total(lines, 'agreed')];
  return {
    id,
    feeAmount: total(lines, 'fee'),
    agreedFeeAmount: agreed,
    more,
    less,
    same: deals - more.deals - less.deals,
    byPayer: {
      BUYER: payerOf(lines, 'BUYER'),
      SELLER: payerOf(lines, 'SELLER'),
      SPLIT: payerOf(lines, 'SPLIT'),
    },
    byBand: bands.map((_, index) => bandOf(lines, index)),
    outside: { deals: all.deals - deals, agreedFeeAmount: all.agreed - agreed },
    cliffs: cliffsOf(bands),
    worstHit: worst,
  };
}

/**
 * What up to five schedules would have made of all real deals of a period, side by side; reads only, and changes
 * nothing. Sums are made by the database.
 */
export async function compareSchedules(period: Period, candidates: Candidate[]): Promise<Comparison> {
  if (candidates.length > mostCompared) throw new RangeError(`No more than ${mostCompared} at once.`);
  const [totals, lines, worst] = await Promise.all([
    readTotals(period),
    candidates.length === 0 ? [] : readLines(period, candidates),
    Promise.all(candidates.map((candidate) => worstHit(period, candidate))),
  ]);
  return {
    deals: totals.deals,
    nominalAmount: totals.nominal,
    agreedFeeAmount: totals.agreed,
    outcomes: candidates.map((candidate, index) =>
      outcomeOf(
        candidate,
        lines.filter(({ schedule }) => schedule === index),
        totals,
        worst[index] ?? [],
      ),
    ),
  };
}
