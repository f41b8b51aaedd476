import { dayOfMoment, daysLater } from '../past/days.js';

export { daysLater } from '../past/days.js';

/** A day of the year on which somebody has a feast, in the year in which it falls. */
export interface FeastDay {
  year: number;
  month: number;
  day: number;
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Who was born on 29 February celebrates on 28 February where there is no 29th. */
function feastsOn(date: string): FeastDay[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const own = { year, month, day };
  return month === 2 && day === 28 && !isLeapYear(year) ? [own, { year, month, day: 29 }] : [own];
}

/** A run, or a simulation, asks the same of one day for every customer. */
const remembered = new Map<string, FeastDay[]>();
const mostRemembered = 2_000;

/**
 * The feasts at whose time a moment lies: from so many Jakarta days before the feast until so many after it. A feast day
 * that no calendar has, such as 31 February, is never among them.
 */
export function feastsAround(at: Date, daysBefore: number, daysAfter: number): FeastDay[] {
  const today = dayOfMoment(at.getTime());
  const key = `${today} ${daysBefore} ${daysAfter}`;
  const known = remembered.get(key);
  if (known) return known;
  const length = daysBefore + daysAfter + 1;
  const feasts = Array.from({ length }, (_, offset) => daysLater(today, offset - daysAfter)).flatMap(
    feastsOn,
  );
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, feasts);
  return feasts;
}

/** How many days from today until the next feast; null for a day that no calendar has. */
export function daysUntilFeast(month: number, day: number, at: Date): number | null {
  const today = dayOfMoment(at.getTime());
  for (let days = 0; days <= 366; days += 1) {
    const isIt = feastsOn(daysLater(today, days)).some((feast) => feast.month === month && feast.day === day);
    if (isIt) return days;
  }
  return null;
}

const isDate = (date: string): boolean =>
  !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

/** The Jakarta day on which a feast is kept in a year; null for a day that no calendar has. */
function feastIn(year: number, month: number, day: number): string | null {
  const kept = month === 2 && day === 29 && !isLeapYear(year) ? 28 : day;
  const date = `${year}-${String(month).padStart(2, '0')}-${String(kept).padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

/** The days on which the time around a yearly feast begins and on which it is over, for all years of a window. */
export function turnsOfFeast(
  { month, day }: { month: number; day: number },
  { before, after }: { before: number; after: number },
  { from, to }: { from: string; to: string },
): string[] {
  const [first, last] = [Number(from.slice(0, 4)) - 1, Number(to.slice(0, 4)) + 1];
  const years = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return years
    .map((year) => feastIn(year, month, day))
    .filter((date) => date !== null)
    .flatMap((date) => [daysLater(date, -before), daysLater(date, after + 1)]);
}
