import { z } from 'zod';
import { defineCondition, type Facts, type Sql } from './condition.js';
import { daysUntilFeast, feastsAround, turnsOfFeast, type FeastDay } from './feasts.js';

const days = z.int().min(0).max(14);

const RegisteredAnniversary = z.strictObject({
  days_before: days,
  days_after: days,
  years: z.int().min(1).max(40),
});
type RegisteredAnniversary = z.infer<typeof RegisteredAnniversary>;

/** No shop is older. */
const firstYear = 2000;

const written = ({ month, day }: FeastDay, year: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The days on which somebody registered who has the feast after so many years; in some years 29 February is none. */
const daysOfRegistration = (feasts: FeastDay[], years: number): string[] =>
  feasts
    .map((feast) => written(feast, feast.year - years))
    .filter((date) => !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date))
    .sort();

/** One range for each year since the shop may have begun, because days in a row were also days in a row then. */
function ranges(feasts: FeastDay[], least: number): [string, string][] {
  const most = (feasts.at(-1)?.year ?? firstYear) - firstYear;
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, extra) => {
    const dates = daysOfRegistration(feasts, least + extra);
    return [dates[0] ?? '', dates.at(-1) ?? ''] as [string, string];
  }).filter(([first]) => first !== '');
}

function within(feasts: FeastDay[], least: number): Sql {
  const found = ranges(feasts, least);
  if (found.length === 0) return { sql: 'FALSE', params: [] };
  return { sql: found.map(() => 'f.registered_on BETWEEN ? AND ?').join(' OR '), params: found.flat() };
}

const partsOf = (date: string) => date.split('-').map(Number) as [number, number, number];

function feastOf(args: RegisteredAnniversary, { registeredOn }: Facts, at: Date): FeastDay | undefined {
  const [year, month, day] = partsOf(registeredOn);
  return feastsAround(at, args.days_before, args.days_after).find(
    (feast) => feast.month === month && feast.day === day && feast.year - year >= args.years,
  );
}

/** It is the day of the year on which the customer registered, at least so many years ago, or near it. */
export const registeredAnniversary = defineCondition<RegisteredAnniversary>({
  code: 'registered_anniversary',
  args: RegisteredAnniversary,
  fields: [
    { name: 'years', type: 'whole', min: 1, max: 40, initial: 1 },
    { name: 'days_before', type: 'whole', min: 0, max: 14, initial: 0 },
    { name: 'days_after', type: 'whole', min: 0, max: 14, initial: 0 },
  ],
  where: (args, at) => within(feastsAround(at, args.days_before, args.days_after), args.years),
  turns({ days_before: before, days_after: after }, { registeredOn }, window) {
    const [, month, day] = partsOf(registeredOn);
    return turnsOfFeast({ month, day }, { before, after }, window);
  },
  holds: (args, facts, at) => feastOf(args, facts, at) !== undefined,
  judge(args, facts, at) {
    const holds = feastOf(args, facts, at) !== undefined;
    const [, month, day] = partsOf(facts.registeredOn);
    const until = daysUntilFeast(month, day, at) ?? 0;
    return {
      holds,
      needed: { years: args.years, before: args.days_before, after: args.days_after },
      actual: { registeredOn: facts.registeredOn, days: until },
      unlocks: holds ? null : { days: Math.max(0, until - args.days_before), years: args.years },
    };
  },
  feast: {
    year(args, at) {
      const feasts = feastsAround(at, args.days_before, args.days_after);
      const last = feasts.at(-1)?.year ?? 0;
      const earlier = feasts.filter(({ year }) => year !== last);
      if (earlier.length === 0) return { sql: '?', params: [last] };
      const { sql, params } = within(earlier, args.years);
      return { sql: `CASE WHEN ${sql} THEN ? ELSE ? END`, params: [...params, last - 1, last] };
    },
    yearOf: (args, facts, at) => feastOf(args, facts, at)?.year ?? null,
  },
});
