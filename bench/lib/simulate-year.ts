import 'reflect-metadata';
import { anAttempt } from '../../test/jobs.js';
import { entities } from '../../src/entities.js';
import { closeDatabase, database, openDatabase, query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { readDefinition, type Definition } from '../../src/discounts/index.js';
import { runSimulation } from '../../src/discounts/simulation/run-simulation.js';
import { DiscountSimulation } from '../../src/discounts/simulation/simulation.entity.js';
import { year } from './year-of-purchases.js';

// Simulates rules over a year that was filled by sets; its last line is what each took and came to.

const levels = (effect: (level: number) => object) => ({
  measure: 'lifetime_spend',
  steps: [500_000, 1_000_000, 2_000_000].map((threshold, level) => ({
    threshold,
    effect: effect(level + 1),
  })),
});

const rules: Record<string, object> = {
  'loyalty, money in the wallet': {
    who: { all: [] },
    when: 'daily',
    tiers: levels((level) => ({ code: 'wallet_credit', args: { amount: 5_000 * level } })),
    limits: { per: 'ever', budget_amount: 1_000_000_000 },
  },
  'loyalty, a voucher': {
    who: { all: [] },
    when: 'daily',
    tiers: levels((level) => ({ code: 'voucher', args: { kind: 'FIXED', amount: 2_000 * level } })),
    limits: { per: 'ever' },
    hold_out_bps: 500,
  },
  'price, at every sale': {
    who: { code: 'order_count', args: { least: 2 } },
    when: 'sale',
    effect: { code: 'price', args: { kind: 'PERCENT', percent_bps: 300 } },
    limits: { per: 'sale' },
  },
  'birthday, everybody': {
    who: { code: 'birthday_within', args: { days_before: 0, days_after: 6 } },
    when: 'daily',
    effect: { code: 'voucher', args: { kind: 'FIXED', amount: 5_000 } },
    limits: { per: 'year' },
  },
};

/** A simulation that somebody has just asked for. */
async function asked(definition: Definition): Promise<DiscountSimulation> {
  const [id, ruleId, now] = [newId(), newId(), new Date()];
  await query(
    `INSERT INTO discount_simulations (id, version_id, rule_id, version, revision, definition, from_date, to_date, status,
       people_total, created_at, updated_at) VALUES (?, ?, ?, 1, 1, ?, ?, ?, 'RUNNING', 0, ?, ?)`,
    [id, newId(), ruleId, JSON.stringify(definition), year.from, year.to, now, now],
  );
  return database().getRepository(DiscountSimulation).findOneByOrFail({ id });
}

async function simulate(rule: object) {
  const simulation = await asked(readDefinition(rule));
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { granted, used, costAmount } = await runSimulation(anAttempt(), simulation);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const { orderCount } = await database()
    .getRepository(DiscountSimulation)
    .findOneByOrFail({ id: simulation.id });
  return {
    ms,
    cpuSeconds: ((user + system) / 1e6).toFixed(1),
    orders: orderCount,
    granted,
    used,
    costAmount,
  };
}

await openDatabase(entities);
const wanted = process.argv.slice(2);
const found: object[] = [];
for (const [name, rule] of Object.entries(rules)) {
  if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue;
  found.push({ name, ...(await simulate(rule)), peakMb: Math.round(process.resourceUsage().maxRSS / 1_024) });
}
console.log(JSON.stringify(found));
await closeDatabase();
