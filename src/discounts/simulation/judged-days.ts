import { jakartaDate } from '../../platform/jakarta.js';
import { conditionFor } from '../conditions/index.js';
import type { Days, PastDays } from '../conditions/condition.js';
import { daysLater } from '../conditions/feasts.js';
import type { Period, Piece } from '../definition.parts.js';
import type { PastAccount } from '../past/read-past.js';

/** Every Jakarta day of a window. */
export function daysOf({ from, to }: Days): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = daysLater(day, 1)) days.push(day);
  return days;
}

const startsPeriod: Record<Period, (day: string) => boolean> = {
  day: () => true,
  month: (day) => day.endsWith('-01'),
  year: (day) => day.endsWith('-01-01'),
  ever: () => false,
  sale: () => false,
};

/** The days of a window on which everybody is judged: its first, and each on which a period begins. */
export const commonDays = (per: Period, window: Days): string[] =>
  daysOf(window).filter((day) => day === window.from || startsPeriod[per](day));

const pastDaysOf = ({ account, purchases }: PastAccount): PastDays => ({
  ...account,
  boughtOn: purchases.map(({ at }) => jakartaDate(new Date(at))),
});

/** What comes after the hour of the daily task counts on the next day. */
const withTheNext = (day: string): string[] => [day, daysLater(day, 1)];

function changes({ purchases }: PastAccount, { boughtOn }: PastDays): string[] {
  const undoneOn = purchases.flatMap(({ undoneAt }) => (undoneAt ? [jakartaDate(new Date(undoneAt))] : []));
  return [...boughtOn, ...undoneOn].flatMap(withTheNext);
}

/** Which days of a window a customer must be judged on so that no day is missed on which the answer became another. */
export class JudgedDays {
  private readonly leaves: Piece[];
  private readonly common: string[];
  /** A condition that cannot say when it turns is looked at every day. */
  private readonly everyDay: boolean;

  constructor(
    leaves: Piece[],
    per: Period,
    private readonly window: Days,
  ) {
    this.everyDay = leaves.some(({ code }) => conditionFor(code).turns === undefined);
    this.common = this.everyDay ? daysOf(window) : commonDays(per, window);
    this.leaves = this.everyDay ? [] : leaves;
  }

  /** In their order; none before the day after the registration, from which on the daily task knows the customer. */
  of(past: PastAccount): string[] {
    const known = daysLater(past.account.registeredOn, 1);
    const from = known > this.window.from ? known : this.window.from;
    const days = [...new Set([from, ...this.common, ...this.turns(past)])];
    return days.filter((day) => from <= day && day <= this.window.to).sort();
  }

  private turns(past: PastAccount): string[] {
    if (this.everyDay) return [];
    const pastDays = pastDaysOf(past);
    const own = this.leaves.flatMap(
      ({ code, args }) => conditionFor(code).turns?.(args, pastDays, this.window) ?? [],
    );
    return [...changes(past, pastDays), ...own];
  }
}
