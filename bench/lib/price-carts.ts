import 'reflect-metadata';
import { entities } from '../../src/entities.js';
import { automaticOffers, readDefinition } from '../../src/discounts/index.js';
import { closeDatabase, openDatabase, query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { closeRedis } from '../../src/platform/redis.js';
import { priceCart, type CartLine } from '../../src/vouchers/index.js';

// Prices carts of many customers while many rules run; its last line is what each cart took, in milliseconds.

const rules = Number(process.argv[2]);
const carts = Number(process.argv[3]);

const conditions = [
  (n: number) => ({ code: 'lifetime_spend', args: { amount: 50_000 * (n + 1) } }),
  (n: number) => ({ code: 'spend_within_days', args: { amount: 20_000 * (n + 1), days: 30 + n } }),
  (n: number) => ({ code: 'order_count', args: { least: n % 9 } }),
  (n: number) => ({ code: 'birthday_within', args: { days_before: n % 31, days_after: 3 } }),
  () => ({ code: 'city', args: { cities: ['Bandung', 'Solo'] } }),
  (n: number) => ({ code: 'average_basket', args: { amount: 10_000 * (n + 1) } }),
  (n: number) => ({ code: 'last_order_before_days', args: { days: n + 1 } }),
];

const rule = (n: number) =>
  readDefinition({
    who: {
      all: [conditions[n % conditions.length]?.(n), { code: 'customer_type', args: { type: 'retail' } }],
    },
    when: 'sale',
    effect: {
      code: 'price',
      args: {
        kind: 'PERCENT',
        percent_bps: 100 + n,
        cap_amount: 20_000,
        stacking_group: `g${n % 20}`,
        priority: 1 + n,
      },
    },
    limits: { per: n % 2 === 0 ? 'sale' : 'month' },
  });

async function makeRules(): Promise<void> {
  const now = new Date();
  for (let n = 0; n < rules; n += 1) {
    const ruleId = newId();
    const definition = JSON.stringify(rule(n));
    await query('INSERT INTO discount_rules (id, name, created_at, updated_at) VALUES (?)', [
      [ruleId, `Aturan ${n}`, now, now],
    ]);
    await query(
      `INSERT INTO discount_versions (id, rule_id, version, definition, occasion, status, in_force_of, live_from, live_at,
         created_at, updated_at) VALUES (?)`,
      [[newId(), ruleId, 1, definition, 'sale', 'LIVE', ruleId, now, now, now, now]],
    );
  }
}

const cart: CartLine[] = Array.from({ length: 5 }, () => ({
  ...{ productId: newId(), categoryId: newId(), quantity: 2 },
  ...{ unitAmount: 40_000, totalAmount: 80_000, costAmount: 50_000 },
}));

/** From the customer's id to the priced cart: facts read, rules judged, discounts stacked. */
async function priceOne(userId: string): Promise<number> {
  const began = performance.now();
  const offers = await automaticOffers(userId, new Date());
  priceCart(
    cart,
    offers.map(({ offer }) => offer),
    0,
  );
  return performance.now() - began;
}

await openDatabase(entities);
await makeRules();
const customers = await query<{ id: string }>(
  'SELECT user_id AS id FROM customer_figures WHERE order_count > 0 ORDER BY user_id LIMIT ?',
  [carts],
);
const taken: number[] = [];
for (const { id } of customers.slice(0, 200)) await priceOne(id);
for (const { id } of customers) taken.push(await priceOne(id));
console.log(JSON.stringify(taken));
closeRedis();
await closeDatabase();
