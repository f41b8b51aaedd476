import {
  DiscountSimulation,
  type DiscountVersion,
  type SimulationResult,
} from '../../src/discounts/index.js';
import { database } from '../../src/platform/database.js';
import type { SimulationFigures } from './components/simulation-data.js';
import type { ShownSimulation } from './components/studio-data.js';

/**
 * The figures of a simulation, without the customers that it keeps as samples: the page shows those of today, by right.
 * What goods cost and bring is only for whoever may know it.
 */
function figuresOf(
  { samples: _people, orders, ...figures }: SimulationResult,
  knowsCosts: boolean,
): SimulationFigures {
  const { count, amount, ...earned } = orders;
  return { ...figures, orders: { count, amount, earned: knowsCosts ? earned : null } };
}

const present = (
  simulation: DiscountSimulation,
  { revision }: DiscountVersion,
  knowsCosts: boolean,
): ShownSimulation => ({
  id: simulation.id,
  current: simulation.revision === revision,
  from: simulation.fromDate,
  to: simulation.toDate,
  status: simulation.status,
  done: simulation.peopleDone,
  total: simulation.peopleTotal,
  orders: simulation.orderCount,
  failure: simulation.failure,
  finished_at: simulation.finishedAt?.toISOString() ?? null,
  result: simulation.result && figuresOf(simulation.result, knowsCosts),
});

/** The newest simulation of each of these versions. */
export async function newestSimulations(
  versions: DiscountVersion[],
  knowsCosts: boolean,
): Promise<Map<string, ShownSimulation>> {
  const found = await Promise.all(
    versions.map((version) =>
      database()
        .getRepository(DiscountSimulation)
        .findOne({ where: { versionId: version.id }, order: { id: 'DESC' } }),
    ),
  );
  return new Map(
    found.flatMap((simulation, index) => {
      const version = versions[index];
      return simulation && version ? [[version.id, present(simulation, version, knowsCosts)] as const] : [];
    }),
  );
}
