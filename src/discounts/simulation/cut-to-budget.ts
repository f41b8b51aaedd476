import { system, type Actor } from '../../platform/actor.js';
import { query } from '../../platform/database.js';
import type { Attempt } from '../../platform/jobs.js';
import type { Rupiah } from '../../platform/money.js';

/** A simulated grant in its turn. */
interface Turn {
  personId: string;
  periodKey: string;
  grantedAt: Date;
  heldOut: number;
  amount: string;
}

const atOnce = 5_000;

const turnsAfter = (simulationId: string, last: Turn | undefined): Promise<Turn[]> =>
  query<Turn>(
    `SELECT person_id AS personId, period_key AS periodKey, granted_at AS grantedAt, outcome = 'HELD_OUT' AS heldOut, amount
     FROM discount_simulation_grants
     WHERE simulation_id = ? AND granted_at >= ? AND (granted_at > ? OR (person_id, period_key) > (?, ?))
     ORDER BY granted_at, person_id, period_key LIMIT ?`,
    [
      simulationId,
      last?.grantedAt ?? new Date(0),
      last?.grantedAt ?? new Date(0),
      ...[last?.personId ?? '', last?.periodKey ?? ''],
      atOnce,
    ],
  );

/**
 * Gives what there is to one grant after the other, as the daily task does: whoever it does not suffice for gets nothing,
 * a later one whose share is smaller still may, and once all is spent nobody is held out any more either.
 */
function unserved(turns: Turn[], budget: { left: Rupiah }, least: Rupiah): Turn[] {
  return turns.filter(({ heldOut, amount }) => {
    if (budget.left < least) return true;
    if (Number(heldOut) === 1) return false;
    if (Number(amount) > budget.left) return true;
    budget.left -= Number(amount);
    return false;
  });
}

const refuse = `UPDATE discount_simulation_grants SET outcome = 'OUT_OF_BUDGET', transaction_id = NULL, used_date = NULL,
    used_amount = 0, promised_amount = 0, order_amount = 0, order_cost_amount = 0
  WHERE simulation_id = ? AND (person_id, period_key) IN (?)`;

const refusedAtOnce = 1_000;

async function mark(attempt: Attempt, actor: Actor, simulationId: string, turns: Turn[]): Promise<void> {
  for (let from = 0; from < turns.length; from += refusedAtOnce) {
    const keys = turns
      .slice(from, from + refusedAtOnce)
      .map(({ personId, periodKey }) => [personId, periodKey]);
    await attempt.inTransaction(actor, (uow) => uow.run(refuse, [simulationId, keys]));
  }
}

/**
 * Takes away what the budget would not have sufficed for, in the order in which grants would have been made.
 * @param least the smallest share of the rule
 */
export async function cutToBudget(
  attempt: Attempt,
  simulationId: string,
  { budgetAmount, least }: { budgetAmount: Rupiah; least: Rupiah },
): Promise<void> {
  const budget = { left: budgetAmount };
  let last: Turn | undefined;
  do {
    const turns = await turnsAfter(simulationId, last);
    await mark(attempt, system('simulate-discount'), simulationId, unserved(turns, budget, least));
    last = turns.at(-1);
  } while (last);
}
