import { conflict, DomainError, type FieldProblem } from '../../platform/errors.js';

/** A window is of past days, in order, and no longer than a year and a day. */
export const unusableWindow = (most: number, fields: FieldProblem[]) =>
  new DomainError('simulation_window', 422, { most }, fields);

/** A version is simulated once at a time. */
export const simulationUnderWay = () => conflict('simulation_under_way');
