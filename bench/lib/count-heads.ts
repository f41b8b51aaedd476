import 'reflect-metadata';
import { countHeads, readDefinition, type Who } from '../../src/discounts/index.js';
import { entities } from '../../src/entities.js';
import { closeDatabase, openDatabase } from '../../src/platform/database.js';

// Counts heads for several rules; its last line is what each took.

const rules: Record<string, Who> = {
  'birthday within a week': { code: 'birthday_within', args: { days_before: 7, days_after: 0 } },
  'spent a million': { code: 'lifetime_spend', args: { amount: 1_000_000 } },
  'a retail customer of a city who came lately': {
    all: [
      { code: 'customer_type', args: { type: 'retail' } },
      { code: 'city', args: { cities: ['Bandung', 'Solo'] } },
      { not: { code: 'last_order_before_days', args: { days: 60 } } },
    ],
  },
  'five orders, or half a million': {
    any: [
      { code: 'order_count', args: { least: 5 } },
      { code: 'lifetime_spend', args: { amount: 500_000 } },
    ],
  },
  everybody: { all: [] },
};

await openDatabase(entities);
const counted: Record<string, { heads: number; ms: number[] }> = {};
for (const [name, who] of Object.entries(rules)) {
  const definition = readDefinition({
    who,
    when: 'daily',
    effect: { code: 'voucher', args: { kind: 'FIXED', amount: 10_000 } },
    limits: { per: 'year' },
  });
  const ms: number[] = [];
  let heads = 0;
  for (let round = 0; round <= Number(process.argv[2]); round += 1) {
    const began = performance.now();
    heads = await countHeads(definition, new Date('2026-11-21T05:00:00Z'));
    if (round > 0) ms.push(performance.now() - began);
  }
  counted[name] = { heads, ms };
}
console.log(JSON.stringify(counted));
await closeDatabase();
