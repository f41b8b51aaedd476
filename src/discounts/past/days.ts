import { jakartaOffsetMs } from '../../platform/jakarta.js';

const dayMs = 86_400_000;
const names = new Map<number, string>();
const numbers = new Map<string, number>();

/** A date is written once, however many of a million sales lie on it; a shop's life has some thousands of days. */
function nameOf(number: number): string {
  const known = names.get(number);
  if (known !== undefined) return known;
  const name = new Date(number * dayMs).toISOString().slice(0, 10);
  names.set(number, name);
  return name;
}

function numberOf(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const number = Date.parse(`${date}T00:00:00Z`) / dayMs;
  numbers.set(date, number);
  return number;
}

/** The Jakarta day of a moment in milliseconds: `jakartaDate` for replaying the past of everybody. */
export const dayOfMoment = (moment: number): string => nameOf(Math.floor((moment + jakartaOffsetMs) / dayMs));

/** A Jakarta day some days later, or earlier when negative. */
export const daysLater = (date: string, days: number): string => nameOf(numberOf(date) + days);
