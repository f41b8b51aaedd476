import { jakartaMinuteOfDay, jakartaOffsetMs } from '../platform/jakarta.js';

const minutesPerDay = 1_440;

/** 1 is Monday, 7 is Sunday, by the clock on the wall in Jakarta. */
export const jakartaWeekday = (moment: Date): number =>
  new Date(moment.getTime() + jakartaOffsetMs).getUTCDay() || 7;

export interface Hours {
  fromMinute: number | null;
  untilMinute: number | null;
}

const isOvernight = ({ fromMinute, untilMinute }: Hours): boolean =>
  fromMinute !== null && untilMinute !== null && fromMinute >= untilMinute;

/** From the first minute up to, not including, the last; without both it is always open. */
export function isWithinHours(hours: Hours, moment: Date): boolean {
  const { fromMinute, untilMinute } = hours;
  if (fromMinute === null || untilMinute === null) return true;
  const now = jakartaMinuteOfDay(moment);
  return isOvernight(hours) ? now >= fromMinute || now < untilMinute : now >= fromMinute && now < untilMinute;
}

/** The early hours of a night that began yesterday belong to yesterday's weekday. */
export function isOnWeekday(weekdays: number[] | null, hours: Hours, moment: Date): boolean {
  if (!weekdays || weekdays.length === 0) return true;
  const isAfterMidnight = isOvernight(hours) && jakartaMinuteOfDay(moment) < (hours.untilMinute ?? 0);
  const day = isAfterMidnight ? new Date(moment.getTime() - minutesPerDay * 60_000) : moment;
  return weekdays.includes(jakartaWeekday(day));
}

/** `09:30` of a minute of the day. */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
