import { system, type Actor } from '../../platform/actor.js';
import { config } from '../../platform/config.js';
import { query } from '../../platform/database.js';
import { dayAfter, jakartaMidnight } from '../../platform/jakarta.js';
import type { Attempt } from '../../platform/jobs.js';
import { insertInto } from '../../platform/statements.js';
import { conditionFor } from '../conditions/index.js';
import { worthOfGrant } from '../eligibility.js';
import type { Definition, Who } from '../definition.js';
import { readPast, type PastBatch } from '../past/read-past.js';
import { runAt } from '../run-at.js';
import { cutToBudget } from './cut-to-budget.js';
import { figuresOf } from './simulation-figures.js';
import type { SimulationResult } from './simulation.result.js';
import type { DiscountSimulation } from './simulation.entity.js';
import { planOf } from './replay.js';
import { dayOf, simulateBatch, type Simulated, type SimulatedBatch, type Trial } from './simulated.js';

/** Nobody who never bought anything can fulfil it, so only buyers are read. */
function needsPurchase(who: Who): boolean {
  if ('all' in who) return who.all.some(needsPurchase);
  if ('any' in who) return who.any.every(needsPurchase);
  if ('not' in who) return false;
  return conditionFor(who.code).buyersOnly?.(who.args) ?? false;
}

const buyersOnly = ({ who, when, tiers }: Definition): boolean =>
  when === 'sale' || tiers !== undefined || needsPurchase(who);

const rowOf = (simulationId: string, grant: Simulated): Record<string, unknown> => {
  const { redemption } = grant;
  const { purchase } = redemption ?? {};
  return {
    simulation_id: simulationId,
    person_id: grant.personId,
    period_key: grant.periodKey,
    user_id: grant.userId,
    granted_at: grant.at,
    wib_date: grant.date,
    outcome: grant.outcome,
    tier: grant.tier,
    amount: grant.amount,
    transaction_id: purchase?.transactionId ?? null,
    used_date: purchase ? dayOf(purchase) : null,
    used_amount: redemption?.usedAmount ?? 0,
    promised_amount: redemption?.promisedAmount ?? 0,
    order_amount: purchase ? purchase.goodsAmount - purchase.discountAmount : 0,
    order_cost_amount: purchase?.costAmount ?? 0,
  };
};

const rowsAtOnce = 1_000;

/** Keeps what a batch came to, with how far it is; the statement fails the attempt that is no longer the one. */
async function keep(
  attempt: Attempt,
  { id }: DiscountSimulation,
  { accounts }: PastBatch,
  { grants }: SimulatedBatch,
): Promise<void> {
  const rows = grants.map((grant) => rowOf(id, grant));
  await attempt.inTransaction(actor, async (uow) => {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const { text, params } = insertInto('discount_simulation_grants', rows.slice(from, from + rowsAtOnce));
      await uow.run(text, params);
    }
    const orders = accounts.reduce((sum, { purchases }) => sum + purchases.length, 0);
    await uow.run(
      `UPDATE discount_simulations SET people_done = people_done + ?, order_count = order_count + ?, updated_at = ?
       WHERE id = ?`,
      [accounts.length, orders, uow.now, id],
    );
  });
}

const actor: Actor = system('simulate-discount');

/** A second attempt begins anew: half a simulation is worth nothing. */
async function clear(attempt: Attempt, { id }: DiscountSimulation, total: number): Promise<void> {
  const clearing = 'DELETE FROM discount_simulation_grants WHERE simulation_id = ? LIMIT 10000';
  while ((await attempt.inTransaction(actor, (uow) => uow.run(clearing, [id]))) > 0);
  await attempt.inTransaction(actor, (uow) =>
    uow.run(
      `UPDATE discount_simulations SET people_total = ?, people_done = 0, order_count = 0 WHERE id = ?`,
      [total, id],
    ),
  );
}

async function countAccounts(isBuyersOnly: boolean): Promise<number> {
  const [row] = await query<{ total: string }>(
    isBuyersOnly
      ? 'SELECT COUNT(*) AS total FROM customer_figures WHERE is_open AND order_count > 0'
      : 'SELECT COUNT(*) AS total FROM customer_figures WHERE is_open',
  );
  return Number(row?.total);
}

async function hasBeenLive(ruleId: string): Promise<boolean> {
  const rows = await query(
    'SELECT 1 FROM discount_versions WHERE rule_id = ? AND live_at IS NOT NULL LIMIT 1',
    [ruleId],
  );
  return rows.length > 0;
}

const trialOf = async ({
  definition,
  ruleId,
  version,
  fromDate,
  toDate,
}: DiscountSimulation): Promise<Trial> => ({
  hasGiven: await hasBeenLive(ruleId),
  plan: planOf(definition, { from: fromDate, to: toDate }, runAt),
  floorBps: config.DISCOUNT_FLOOR_BPS,
  name: '',
  ruleId,
  version,
});

async function replayAll(
  attempt: Attempt,
  simulation: DiscountSimulation,
): Promise<SimulatedBatch['blocked']> {
  const trial = await trialOf(simulation);
  const wish = {
    needs: trial.plan.needs,
    buyersOnly: buyersOnly(simulation.definition),
    until: jakartaMidnight(dayAfter(simulation.toDate)),
  };
  await clear(attempt, simulation, await countAccounts(wish.buyersOnly));
  const blocked = { orders: 0, amount: 0 };
  for await (const batch of readPast(wish)) {
    const simulated = await simulateBatch(batch.accounts, trial);
    await keep(attempt, simulation, batch, simulated);
    blocked.orders += simulated.blocked.orders;
    blocked.amount += simulated.blocked.amount;
  }
  return blocked;
}

/** What the cheapest grant can cost; a price is worth what its sale makes of it, one rupiah at least. */
function leastShare(definition: Definition): number {
  const tiers = definition.tiers?.steps.map((_, index) => index + 1) ?? [null];
  const shares = tiers.map((tier) => worthOfGrant(definition, tier).amount ?? 1);
  return definition.when === 'sale' ? 1 : Math.min(...shares);
}

const isCredit = (definition: Definition): boolean =>
  worthOfGrant(definition, definition.tiers ? 1 : null).kind === 'wallet_credit';

/**
 * Replays the window for everybody and adds up what it came to. Behaviour is taken as it was: who would have bought more,
 * or earlier, for the discount is not guessed.
 */
export async function runSimulation(
  attempt: Attempt,
  simulation: DiscountSimulation,
): Promise<Omit<SimulationResult, 'sharedHeads' | 'headsToday' | 'samples'>> {
  const { id, ruleId, definition, fromDate, toDate } = simulation;
  const blocked = await replayAll(attempt, simulation);
  const budget = definition.limits.budget_amount;
  if (budget !== undefined)
    await cutToBudget(attempt, id, { budgetAmount: budget, least: leastShare(definition) });
  return figuresOf({
    ...{ id, ruleId, blocked },
    since: jakartaMidnight(fromDate),
    until: jakartaMidnight(dayAfter(toDate)),
    isCredit: isCredit(definition),
  });
}
