import { z } from 'zod';
import { defineCondition, type Facts, type Figures } from './condition.js';
import { daysUntilFeast, feastsAround, turnsOfFeast, type FeastDay } from './feasts.js';

const days = z.int().min(0).max(31);

const BirthdayWithin = z.strictObject({ days_before: days, days_after: days });
type BirthdayWithin = z.infer<typeof BirthdayWithin>;

const feastsFor = (args: BirthdayWithin, at: Date): FeastDay[] =>
  feastsAround(at, args.days_before, args.days_after);

const isOf =
  ({ birthMonth, birthDay }: Facts) =>
  ({ month, day }: FeastDay): boolean =>
    month === birthMonth && day === birthDay;

/** The pairs of a row constructor; there is always at least today. */
const among = (feasts: FeastDay[]) => ({
  sql: `(f.birth_month, f.birth_day) IN (${feasts.map(() => '(?, ?)').join(', ')})`,
  params: feasts.flatMap(({ month, day }) => [month, day]),
});

/** The customer's birthday is today, was a few days ago, or will be in a few days, by the calendar of Jakarta. */
export const birthdayWithin = defineCondition<BirthdayWithin>({
  code: 'birthday_within',
  args: BirthdayWithin,
  fields: [
    { name: 'days_before', type: 'whole', min: 0, max: 31, initial: 0 },
    { name: 'days_after', type: 'whole', min: 0, max: 31, initial: 0 },
  ],
  where: (args, at) => among(feastsFor(args, at)),
  turns: ({ days_before: before, days_after: after }, { birthMonth: month, birthDay: day }, window) =>
    month === null || day === null ? [] : turnsOfFeast({ month, day }, { before, after }, window),
  holds: (args, facts, at) => feastsFor(args, at).some(isOf(facts)),
  judge(args, facts, at) {
    const needed = { before: args.days_before, after: args.days_after };
    const { birthMonth, birthDay } = facts;
    if (birthMonth === null || birthDay === null)
      return { holds: false, needed, actual: { say: 'unknown' }, unlocks: { say: 'unknown' } };
    const holds = feastsFor(args, at).some(isOf(facts));
    const until = daysUntilFeast(birthMonth, birthDay, at);
    if (until === null) return { holds, needed, actual: { say: 'impossible' }, unlocks: null };
    const actual: Figures = { day: birthDay, month: birthMonth, days: until };
    return { holds, needed, actual, unlocks: holds ? null : { days: Math.max(0, until - args.days_before) } };
  },
  feast: {
    year(args, at) {
      const feasts = feastsFor(args, at);
      const last = feasts.at(-1)?.year ?? 0;
      const earlier = feasts.filter(({ year }) => year !== last);
      if (earlier.length === 0) return { sql: '?', params: [last] };
      const { sql, params } = among(earlier);
      return { sql: `CASE WHEN ${sql} THEN ? ELSE ? END`, params: [...params, last - 1, last] };
    },
    yearOf: (args, facts, at) => feastsFor(args, at).find(isOf(facts))?.year ?? null,
  },
});
