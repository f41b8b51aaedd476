import { jakartaDate, jakartaMidnight } from '../platform/jakarta.js';
import type { CustomerType } from '../users/index.js';
import { Dice } from './dice.js';
import { digitalStories, goodsStories, type DigitalEnding, type GoodsEnding, type Step } from './steps.js';

/** A sale of the story before anybody is named: when, what kind, how it goes. */
export interface PlannedSale {
  /** The same on every telling, so that an interrupted one finds what it had placed. */
  number: number;
  placedAt: Date;
  goods: boolean;
  steps: Step[];
  /** Paid from the wallet of the known customer of this tier. */
  fromWalletOf?: CustomerType;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Days before today that have sales. */
export const daysOfHistory = 30;

/** How busy each hour of a Jakarta day is, from midnight on. */
const busyness = [2, 1, 0, 0, 1, 2, 5, 8, 9, 10, 11, 12, 13, 11, 10, 9, 10, 12, 14, 15, 13, 10, 7, 4];

function hourOf(dice: Dice): number {
  const weights = Object.fromEntries(busyness.map((weight, index) => [String(index), weight]));
  return Number(dice.weighted(weights));
}

/** Monday to Sunday: the weekend sells more. */
const byWeekday = [7, 6, 7, 7, 9, 11, 9];

function salesOn(midnight: Date, dice: Dice): number {
  const weekday = (new Date(midnight.getTime() + 12 * hour).getUTCDay() + 6) % 7;
  return Math.max(4, (byWeekday[weekday] ?? 7) + dice.between(-2, 2));
}

function momentsOf(midnight: Date, dice: Dice): Date[] {
  return Array.from(
    { length: salesOn(midnight, dice) },
    () => new Date(midnight.getTime() + hourOf(dice) * hour + dice.between(0, hour - 1)),
  );
}

/** Every so many sales something happens that is too rare for chance to be trusted with. */
function rareEnding(number: number): DigitalEnding | null {
  if (number % 97 === 41) return 'paid_late';
  if (number % 97 === 77) return 'reversed';
  return number % 60 === 30 ? 'refunded' : null;
}

const digitalEnding = (number: number, dice: Dice): DigitalEnding =>
  rareEnding(number) ??
  dice.weighted({ delivered: 84, delivered_late: 5, failed: 4, expired: 4, cancelled: 3 });

const goodsEnding = (dice: Dice): GoodsEnding => dice.weighted({ delivered: 10, expired: 1, cancelled: 1 });

interface Kind {
  goods?: GoodsEnding;
  digital?: DigitalEnding;
  /** Until the customer pays. */
  payMs?: number;
}

const chance = (number: number, dice: Dice): Kind =>
  dice.roll() < 0.13 ? { goods: goodsEnding(dice) } : { digital: digitalEnding(number, dice) };

function planned(number: number, placedAt: Date, known: Kind = {}): PlannedSale {
  const dice = new Dice(number);
  const { goods, digital = 'delivered' } = known.goods || known.digital ? known : chance(number, dice);
  const payMs = known.payMs ?? dice.between(minute, 12 * minute);
  const steps = goods
    ? goodsStories[goods](placedAt, { payMs, workMs: dice.between(hour, 3 * hour) })
    : digitalStories[digital](placedAt, { payMs, workMs: dice.between(2_000, 15_000) });
  return { number, placedAt, goods: goods !== undefined, steps };
}

const laterThanNow = 50 * minute;

/** What staff find when they open the console: something in every state, minutes and hours old. */
const openCases: [minutesAgo: number, kind: Kind][] = [
  [28 * 60, { goods: 'delivered' }],
  [20 * 60, { goods: 'delivered' }],
  [7 * 60, { goods: 'delivered' }],
  [6 * 60, { digital: 'delivered' }],
  [5 * 60, { digital: 'delivered' }],
  [4 * 60, { goods: 'delivered' }],
  [200, { digital: 'failed' }],
  [150, { digital: 'delivered' }],
  [95, { digital: 'expired' }],
  [70, { digital: 'delivered' }],
  [55, { goods: 'delivered' }],
  [52, { digital: 'cancelled', payMs: 8 * minute }],
  [44, { digital: 'delivered', payMs: 3 * minute }],
  [33, { digital: 'delivered', payMs: laterThanNow }],
  [30, { goods: 'delivered', payMs: 5 * minute }],
  [25, { digital: 'delivered', payMs: 4 * minute }],
  [18, { digital: 'failed', payMs: 5 * minute }],
  [14, { digital: 'delivered', payMs: laterThanNow }],
  [9, { digital: 'delivered', payMs: 2 * minute }],
  [5, { digital: 'delivered_late', payMs: minute }],
  [3, { digital: 'delivered', payMs: laterThanNow }],
];

/** The hours before now are told case by case; the days before them by chance. */
const quietHours = 8;

function momentsOfHistory(now: Date): Date[] {
  const dice = new Dice(1);
  const today = jakartaMidnight(jakartaDate(now)).getTime();
  const days = Array.from(
    { length: daysOfHistory + 1 },
    (_, index) => new Date(today - (daysOfHistory - index) * day),
  );
  const until = now.getTime() - quietHours * hour;
  return days.flatMap((midnight) => momentsOf(midnight, dice)).filter((moment) => moment.getTime() < until);
}

/** All sales of the story up to now, in the order in which they were placed. */
export function planSales(now: Date): PlannedSale[] {
  const cases: [Date, Kind][] = [
    ...momentsOfHistory(now).map((moment): [Date, Kind] => [moment, {}]),
    ...openCases.map(([minutesAgo, kind]): [Date, Kind] => [
      new Date(now.getTime() - minutesAgo * minute),
      kind,
    ]),
  ];
  return cases
    .toSorted(([a], [b]) => a.getTime() - b.getTime())
    .map(([placedAt, kind], index) => planned(index + 1, placedAt, kind));
}
