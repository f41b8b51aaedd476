import { DiscountSimulation, type DiscountVersion } from '../../src/discounts/index.js';
import { database } from '../../src/platform/database.js';
import type { ShownSimulation } from './components/studio-data.js';

const present = (simulation: DiscountSimulation, { revision }: DiscountVersion): ShownSimulation => ({
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
  result: simulation.result,
});

/** The newest simulation of each of these versions. */
export async function newestSimulations(versions: DiscountVersion[]): Promise<Map<string, ShownSimulation>> {
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
      return simulation && version ? [[version.id, present(simulation, version)] as const] : [];
    }),
  );
}
