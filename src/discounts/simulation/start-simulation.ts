import { z } from 'zod';
import { actorId } from '../../platform/actor.js';
import { jakartaDate } from '../../platform/jakarta.js';
import { idParam } from '../../platform/http/paging.js';
import { newId } from '../../platform/ids.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { authorize, recordActivity } from '../../staff/index.js';
import { daysLater } from '../conditions/feasts.js';
import { DiscountVersion } from '../discount-rule.entity.js';
import { simulationUnderWay, unusableWindow } from './simulation.errors.js';
import { DiscountSimulation } from './simulation.entity.js';

/** A year with 29 February, from a day to the same day of the next. */
export const longestWindow = 367;

/** The job that performs a simulation; its name stands here so that it can be asked for without being imported. */
export const simulationJob = { name: 'simulate-discount', queue: 'maintenance' } as const;

const date = z.iso.date();

export const StartSimulation = z.strictObject({
  versionId: idParam,
  /** Jakarta days, both included. */
  from: date,
  to: date,
});
export type StartSimulation = z.infer<typeof StartSimulation>;

function assertWindow({ from, to }: StartSimulation, today: string): void {
  const fields = [
    ...(to >= today ? [{ path: 'to', code: 'not_past' }] : []),
    ...(from > to ? [{ path: 'from', code: 'after_end' }] : []),
    ...(to >= daysLater(from, longestWindow) ? [{ path: 'from', code: 'window_too_long' }] : []),
  ];
  if (fields.length > 0) throw unusableWindow(longestWindow, fields);
}

/**
 * Asks for a version to be tried on the sales of past days. A draft that was tried is a simulated one; a version that runs
 * or has run may be tried again, and nothing changes about it.
 * @throws DomainError 404; 409 `simulation_under_way`; 422 `simulation_window`.
 */
export async function startSimulation(uow: UnitOfWork, input: StartSimulation): Promise<DiscountSimulation> {
  authorize(uow.actor, 'discounts.write');
  const wish = StartSimulation.parse(input);
  assertWindow(wish, jakartaDate(uow.now));
  const version = await uow.lock(DiscountVersion, { id: wish.versionId });
  const running = await uow.find(DiscountSimulation, { versionId: version.id, status: 'RUNNING' });
  if (running) throw simulationUnderWay();
  const simulation = Object.assign(new DiscountSimulation(), {
    id: newId(),
    versionId: version.id,
    ruleId: version.ruleId,
    version: version.version,
    revision: version.revision,
    definition: version.definition,
    fromDate: wish.from,
    toDate: wish.to,
    status: 'RUNNING' as const,
    peopleTotal: 0,
    peopleDone: 0,
    orderCount: 0,
    result: null,
    failure: null,
    staffId: actorId(uow.actor),
    finishedAt: null,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  await uow.insert(DiscountSimulation, { ...simulation });
  uow.enqueue(simulationJob, { id: simulation.id });
  await recordActivity(uow, {
    action: 'discount_version.simulated',
    subjectType: 'discount_version',
    subjectId: version.id,
    after: { from: wish.from, to: wish.to, revision: version.revision },
  });
  return simulation;
}
