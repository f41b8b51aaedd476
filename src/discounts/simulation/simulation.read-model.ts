import { database } from '../../platform/database.js';
import { notFound } from '../../platform/errors.js';
import { DiscountSimulation, SimulatedGrant } from './simulation.entity.js';

/** A simulation with how far it is, and its result when it is done. @throws DomainError 404. */
export async function findSimulation(id: string): Promise<DiscountSimulation> {
  const found = await database().getRepository(DiscountSimulation).findOneBy({ id });
  if (!found) throw notFound('discount_simulation');
  return found;
}

/** The newest simulation of a version, whatever became of it; null when there is none. */
export const latestSimulation = (versionId: string): Promise<DiscountSimulation | null> =>
  database()
    .getRepository(DiscountSimulation)
    .findOne({ where: { versionId }, order: { id: 'DESC' } });

/** The newest simulation of a version that came to an end: what is forecast. */
export const forecastOf = (versionId: string): Promise<DiscountSimulation | null> =>
  database()
    .getRepository(DiscountSimulation)
    .findOne({ where: { versionId, status: 'DONE' }, order: { id: 'DESC' } });

/** All simulations of a version, newest first. */
export const simulationsOf = (versionId: string): Promise<DiscountSimulation[]> =>
  database()
    .getRepository(DiscountSimulation)
    .find({ where: { versionId }, order: { id: 'DESC' }, take: 20 });

const perPage = 50;

/** Who would have got it and when, in that order, a page at a time, counted from nought. */
export const simulatedGrants = (simulationId: string, page = 0): Promise<SimulatedGrant[]> =>
  database()
    .getRepository(SimulatedGrant)
    .find({
      where: { simulationId },
      order: { grantedAt: 'ASC', userId: 'ASC', periodKey: 'ASC' },
      skip: page * perPage,
      take: perPage,
    });
