import { clock, moveClock } from '../src/platform/clock.js';
import { jakartaDate } from '../src/platform/jakarta.js';

/** Sets business time to an instant, from which it runs on; `moveClock(0)` puts it back. */
export function setClock(moment: string): void {
  moveClock(new Date(moment).getTime() - clock.wall().getTime());
}

/** Noon in Jakarta, today unless a day is named: no midnight comes during a test, and nothing is closed for the night. */
export function setNoon(date = jakartaDate(clock.wall())): void {
  setClock(`${date}T12:00:00+07:00`);
}
