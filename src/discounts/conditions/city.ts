import { z } from 'zod';
import { defineCondition } from './condition.js';

const CityIsOneOf = z.strictObject({ cities: z.array(z.string().trim().min(2).max(80)).min(1).max(50) });
type CityIsOneOf = z.infer<typeof CityIsOneOf>;

/** Compares as the column does: neither case nor accents count. */
const { compare } = new Intl.Collator('id', { sensitivity: 'base' });

/** The customer lives in one of these cities. */
export const city = defineCondition<CityIsOneOf>({
  code: 'city',
  args: CityIsOneOf,
  fields: [{ name: 'cities', type: 'texts', min: 1, max: 50 }],
  where: ({ cities }) => ({ sql: `f.city IN (${cities.map(() => '?').join(', ')})`, params: cities }),
  turns: () => [],
  judge({ cities }, facts) {
    const own = facts.city;
    const needed = { cities };
    if (own === null)
      return { holds: false, needed, actual: { say: 'unknown' }, unlocks: { say: 'unknown', cities } };
    const holds = cities.some((each) => compare(each, own) === 0);
    return { holds, needed, actual: { city: own }, unlocks: null };
  },
});
