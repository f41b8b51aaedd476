import { query } from '../platform/database.js';
import { dayAfter, jakartaMidnight } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';
import type { FeeBand } from './fee.js';
import { cliffsOf, type Cliff } from './fee-schedule.lint.js';
import { cellExpression, cellsOf, feeExpression, realDeals, writtenOut } from './what-if.sql.js';

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

/** What the deals of one band and one payer come to under one schedule. */
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

type Cell = { cell: number; payer: Payer; deals: number; agreed: number } & Record<string, number>;

const bounds = ({ from, to }: Period): Date[] => [jakartaMidnight(from), jakartaMidnight(dayAfter(to))];

const numbered = <T extends object>(row: T): T =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, /^-?\d+$/.test(String(value)) ? Number(value) : value]),
  ) as T;

const sumsOf = (_: Candidate, index: number): string =>
  `SUM(fee${index}) AS fee${index}, SUM(fee${index} > fee_amount) AS more${index},
   SUM(fee${index} < fee_amount) AS less${index}, SUM(GREATEST(fee${index} - fee_amount, 0)) AS rise${index}`;

/** One look at the deals for all schedules at once, added up by cells between the bounds of them all. */
async function readCells(period: Period, candidates: readonly Candidate[], cells: number[]): Promise<Cell[]> {
  const fees = candidates.map(({ bands }, index) => `${feeExpression(bands)} AS fee${index}`);
  const priced = `SELECT fee_payer, fee_amount, ${cellExpression(cells)} AS cell, ${fees.join(', ')}
                  FROM escrows WHERE ${realDeals}`;
  const rows = await query<Cell>(
    `SELECT cell, fee_payer AS payer, COUNT(*) AS deals, SUM(fee_amount) AS agreed,
            ${candidates.map(sumsOf).join(', ')}
     FROM ${writtenOut(priced)} d GROUP BY cell, fee_payer`,
    bounds(period),
  );
  return rows.map(numbered);
}

/** A cell lies in one band of a schedule or outside it; what falls follows from what rises and from the sums. */
function lineOf({ bands }: Candidate, schedule: number, cell: Cell, start: number): Line[] {
  const band = bands.findIndex(({ from, to }) => from <= start && start <= to);
  if (band === -1) return [];
  const figure = (name: string) => cell[`${name}${schedule}`] ?? 0;
  const { payer, deals, agreed } = cell;
  return [
    {
      ...{ schedule, band, payer, deals, agreed },
      fee: figure('fee'),
      moreDeals: figure('more'),
      moreAmount: figure('rise'),
      lessDeals: figure('less'),
      lessAmount: figure('rise') - (figure('fee') - agreed),
    },
  ];
}

async function readLines(period: Period, candidates: readonly Candidate[]): Promise<Line[]> {
  const bounded = cellsOf(candidates);
  const found = await readCells(period, candidates, bounded);
  return found.flatMap((cell) =>
    candidates.flatMap((candidate, index) => lineOf(candidate, index, cell, bounded[cell.cell - 1] ?? 0)),
  );
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
async function worstHit(period: Period, { bands }: Candidate): Promise<HitDeal[]> {
  const fee = feeExpression(bands);
  const rows = await query<HitDeal>(
    `SELECT e.id, e.number, e.amount, e.fee_payer AS feePayer, e.fee_amount AS agreedFeeAmount,
            hit.fee AS feeAmount
     FROM (SELECT id, ${fee} AS fee, ${fee} - fee_amount AS rise FROM escrows
           WHERE ${realDeals} AND ${fee} > fee_amount ORDER BY rise DESC, id LIMIT ?) hit
     JOIN escrows e ON e.id = hit.id ORDER BY hit.rise DESC, e.id`,
    [...bounds(period), mostHit],
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
