import type { UnitOfWork } from '../platform/unit-of-work.js';
import { closeNextDay } from './close-day.js';
import { lookFromStart, sealBatch, sealNext } from './seal.js';

/** Opens a unit of work for each step, under the name of whoever keeps the books. */
export type InUnit = <T>(work: (uow: UnitOfWork) => Promise<T>) => Promise<T>;

/** Seals batch after batch until nothing is left, or so many are done. */
export async function sealAll(inUnit: InUnit, mostBatches = Infinity): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch += 1) if ((await inUnit(sealNext)) < sealBatch) return;
}

/** Days closed in one go: a shop that stood still for a year catches up in one night. */
const mostDays = 400;

/** Seals what is there, so that it counts to its own day, and closes the days that are over, oldest first. */
export async function closePastDays(inUnit: InUnit): Promise<void> {
  await inUnit(lookFromStart);
  await sealAll(inUnit);
  for (let day = 0; day < mostDays; day += 1) if ((await inUnit(closeNextDay)) === null) return;
}
