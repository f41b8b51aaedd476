export { simulationJobs } from './simulation.jobs.js';
export {
  DiscountSimulation,
  SimulatedGrant,
  simulatedOutcomes,
  simulationStatuses,
} from './simulation.entity.js';
export {
  findSimulation,
  forecastOf,
  latestSimulation,
  simulatedGrants,
  simulationsOf,
} from './simulation.read-model.js';
export type {
  Overlap,
  SharedHeads,
  SimulatedDay,
  SimulatedOrders,
  SimulatedSample,
  SimulationResult,
} from './simulation.result.js';
export { longestWindow, StartSimulation, startSimulation } from './start-simulation.js';
