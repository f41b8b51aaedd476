import { jakartaDate } from '../platform/jakarta.js';

const dayMs = 86_400_000;

/** The Jakarta date a number of days before a moment; every day there has 24 hours. */
export const daysBefore = (days: number, moment: Date): string =>
  jakartaDate(new Date(moment.getTime() - days * dayMs));

/** The last days in Jakarta up to and with the one of a moment, oldest first. */
export const lastDays = (count: number, moment: Date): string[] =>
  Array.from({ length: count }, (_, index) => daysBefore(count - 1 - index, moment));
