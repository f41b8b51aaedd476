import { jakartaDate, jakartaMidnight, jakartaMinuteOfDay } from '../platform/jakarta.js';

/** Daily hours, `HH:MM` in Jakarta, in which a supplier takes no orders. Equal or empty ends mean none. */
export interface CutOff {
  cutOffStart: string | null;
  cutOffEnd: string | null;
}

const minutesPerDay = 1_440;

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Closed from the first minute up to, not including, the last; the window may cross midnight. */
export function isCutOff({ cutOffStart, cutOffEnd }: CutOff, moment: Date): boolean {
  if (!cutOffStart || !cutOffEnd) return false;
  const [start, end] = [minuteOf(cutOffStart), minuteOf(cutOffEnd)];
  const now = jakartaMinuteOfDay(moment);
  return start <= end ? now >= start && now < end : now >= start || now < end;
}

/** The instant at which a closed product can be bought again; null when it is open. */
export function reopensAt(window: CutOff, moment: Date): Date | null {
  if (!window.cutOffEnd || !isCutOff(window, moment)) return null;
  const end = minuteOf(window.cutOffEnd);
  const midnight = jakartaMidnight(jakartaDate(moment));
  const days = end > jakartaMinuteOfDay(moment) ? 0 : 1;
  return new Date(midnight.getTime() + (end + days * minutesPerDay) * 60_000);
}
