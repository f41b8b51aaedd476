import { z } from 'zod';
import { clock } from '../platform/clock.js';
import { jakartaDate } from '../platform/jakarta.js';

/** The columns of a birthday. An import may bring only a part of them, or a day that no calendar has. */
export interface BirthColumns {
  birthYear: number | null;
  birthMonth: number | null;
  birthDay: number | null;
}

const pad = (number: number) => String(number).padStart(2, '0');

const isInCalendar = (date: string): boolean => {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
};

/** Nobody alive is older. */
const oldest = '1900-01-01';

/** `1990-02-28`: a day that there was, and that is over in Jakarta. */
export const birthDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'birth_date')
  .refine((date) => isInCalendar(date) && date >= oldest && date < jakartaDate(clock.now()), 'birth_date');

export function birthColumnsOf(date: string): BirthColumns {
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = date.split('-').map(Number);
  return { birthYear, birthMonth, birthDay };
}

/** The birthday as one date; null where it is not known as a whole, or no day of any calendar. */
export function birthDateOf({ birthYear, birthMonth, birthDay }: BirthColumns): string | null {
  if (birthYear === null || birthMonth === null || birthDay === null) return null;
  const date = [String(birthYear).padStart(4, '0'), pad(birthMonth), pad(birthDay)].join('-');
  return isInCalendar(date) ? date : null;
}
