import { z } from 'zod';
import { system } from '../../platform/actor.js';
import { database, query } from '../../platform/database.js';
import { defineJob, type Attempt, type Job } from '../../platform/jobs.js';
import { logger } from '../../platform/logger.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { clock } from '../../platform/clock.js';
import { DiscountVersion } from '../discount-rule.entity.js';
import { versionStates } from '../discount-version.states.js';
import { headsOf } from './heads-today.js';
import { runSimulation } from './run-simulation.js';
import { DiscountSimulation } from './simulation.entity.js';
import type { SimulationResult } from './simulation.result.js';
import { simulationJob } from './start-simulation.js';

const actor = system(simulationJob.name);

/** The version is simulated unless somebody has written it anew meanwhile; the result is kept all the same. */
async function markVersion(
  uow: UnitOfWork,
  simulation: DiscountSimulation,
  costAmount: number,
): Promise<void> {
  const version = await uow.lock(DiscountVersion, { id: simulation.versionId });
  if (version.revision !== simulation.revision) return;
  const set = { simulatedCostAmount: costAmount };
  if (version.status === 'DRAFT')
    await uow.move(versionStates, DiscountVersion, version, 'simulate', {
      set,
      payload: { rule_id: version.ruleId },
    });
  else if (version.status === 'SIMULATED') await uow.update(DiscountVersion, { id: version.id }, set);
}

const finish = (attempt: Attempt, simulation: DiscountSimulation, result: SimulationResult): Promise<void> =>
  attempt.conclude(actor, async (uow) => {
    const set = { status: 'DONE' as const, result, finishedAt: uow.now };
    await uow.update(DiscountSimulation, { id: simulation.id, status: 'RUNNING' }, set);
    await markVersion(uow, simulation, result.costAmount);
  });

/** Only the newest simulation of a version keeps its list of people; of the others the figures are enough. */
async function forgetOlder(attempt: Attempt, { id, versionId }: DiscountSimulation): Promise<void> {
  const older = await query<{ id: string }>(
    'SELECT id FROM discount_simulations WHERE version_id = ? AND id < ?',
    [versionId, id],
  );
  const statement = 'DELETE FROM discount_simulation_grants WHERE simulation_id = ? LIMIT 10000';
  for (const each of older)
    while ((await attempt.inTransaction(actor, (uow) => uow.run(statement, [each.id]))) > 0);
}

async function simulate(attempt: Attempt, simulation: DiscountSimulation): Promise<void> {
  const figures = await runSimulation(attempt, simulation);
  const heads = await headsOf(simulation, clock.now());
  await forgetOlder(attempt, simulation);
  await finish(attempt, simulation, { ...figures, ...heads });
}

/** Nobody waits for ever: what fails for good says so, and can be asked for again. */
const giveUp = (attempt: Attempt, { id }: DiscountSimulation): Promise<unknown> =>
  attempt.inTransaction(actor, (uow) =>
    uow.update(DiscountSimulation, { id }, { status: 'FAILED', failure: 'job_failed', finishedAt: uow.now }),
  );

const simulateDiscount = defineJob({
  ...simulationJob,
  attempts: 3,
  schema: z.object({ id: z.string() }).loose(),
  async handle({ id }, attempt) {
    const simulation = await database()
      .getRepository(DiscountSimulation)
      .findOneBy({ id, status: 'RUNNING' });
    if (!simulation) return;
    try {
      await simulate(attempt, simulation);
    } catch (error) {
      logger.error({ err: error, simulation: id }, 'a simulation failed');
      if (attempt.isLast) await giveUp(attempt, simulation);
      throw error;
    }
  },
});

export const simulationJobs: Job[] = [simulateDiscount];
