import { jakartaDate } from '../../platform/jakarta.js';

/** A day of the year on which somebody has a feast, in the year in which it falls. */
export interface FeastDay {
  year: number;
  month: number;
  day: number;
}

/** A Jakarta day some days later, or earlier when negative. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Who was born on 29 February celebrates on 28 February where there is no 29th. */
function feastsOn(date: string): FeastDay[] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const own = { year, month, day };
  return month === 2 && day === 28 && !isLeapYear(year) ? [own, { year, month, day: 29 }] : [own];
}

/**
 * The feasts at whose time a moment lies: from so many Jakarta days before the feast until so many after it. A feast day
 * that no calendar has, such as 31 February, is never among them.
 */
export function feastsAround(at: Date, daysBefore: number, daysAfter: number): FeastDay[] {
  const today = jakartaDate(at);
  const length = daysBefore + daysAfter + 1;
  return Array.from({ length }, (_, offset) => daysLater(today, offset - daysAfter)).flatMap(feastsOn);
}

/** How many days from today until the next feast; null for a day that no calendar has. */
export function daysUntilFeast(month: number, day: number, at: Date): number | null {
  const today = jakartaDate(at);
  for (let days = 0; days <= 366; days += 1) {
    const isIt = feastsOn(daysLater(today, days)).some((feast) => feast.month === month && feast.day === day);
    if (isIt) return days;
  }
  return null;
}
