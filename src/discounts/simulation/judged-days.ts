import { conditionFor } from '../conditions/index.js';
import type { Days, PastDays } from '../conditions/condition.js';
import type { Period, Piece } from '../definition.parts.js';
import { dayOfMoment, daysLater } from '../past/days.js';
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
  boughtOn: purchases.map(({ at }) => dayOfMoment(at)),
});

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
    private readonly runAt: (date: string) => Date,
  ) {
    this.everyDay = leaves.some(({ code }) => conditionFor(code).turns === undefined);
    this.common = this.everyDay ? daysOf(window) : commonDays(per, window);
    this.leaves = this.everyDay ? [] : leaves;
  }

  /** In their order; none before the day after the registration, from which on the daily task knows the customer. */
  of(past: PastAccount): string[] {
    const known = daysLater(past.account.registeredOn, 1);
    const from = known > this.window.from ? known : this.window.from;
    const days = new Set([from, ...this.common]);
    if (!this.everyDay) for (const day of this.turns(past)) days.add(day);
    return [...days].filter((day) => from <= day && day <= this.window.to).sort();
  }

  private turns(past: PastAccount): string[] {
    const changes = this.changes(past);
    if (this.leaves.length === 0) return changes;
    const pastDays = pastDaysOf(past);
    const own = this.leaves.flatMap(
      ({ code, args }) => conditionFor(code).turns?.(args, pastDays, this.window) ?? [],
    );
    return [...changes, ...own];
  }

  /** The days on which the task first sees that a purchase came or went. */
  private changes({ purchases }: PastAccount): string[] {
    const since = this.runAt(this.window.from).getTime();
    const moments = purchases.flatMap(({ at, undoneAt }) => (undoneAt === null ? at : [at, undoneAt]));
    return moments.filter((moment) => moment > since).map((moment) => this.seenOn(moment));
  }

  private seenOn(moment: number): string {
    const day = dayOfMoment(moment);
    return moment <= this.runAt(day).getTime() ? day : daysLater(day, 1);
  }
}
