import { Fulfilment, FulfilmentCall, FulfilmentCallback } from './fulfilment.entity.js';
import { collection, isCollected, Shipment } from './shipment.entity.js';

export { claimOrder, type Claim } from './claim-order.js';
export { fulfilmentInbox } from './callback-inbox.js';
export { fulfilmentCallback, fulfilmentCallbackRoutes } from './callback.routes.js';
export { fulfilmentChecks } from './fulfilment.checks.js';
export { fulfilmentJobs, fulfilmentSchedule } from './fulfilment.jobs.js';
export {
  maskedSerialNumber,
  presentFulfilment,
  serialNumberOf,
  type FulfilmentResource,
} from './fulfilment.presenter.js';
export { fulfilmentOf, fulfilmentsOf, shipmentOf, shipmentsOf } from './fulfilment.read-model.js';
export {
  failFulfilment,
  recheckFulfilment,
  revealSerialNumber,
  startFulfilment,
  withdrawFulfilment,
  type StartFulfilment,
} from './fulfilment.service.js';
export { fulfilmentStates, type FulfilmentEvent, type FulfilmentStatus } from './fulfilment.states.js';
export { recordAnswer, type Heard } from './record-answer.js';
export { electricityToken } from './serial-number.js';
export { moveShipment, openShipment, type MoveShipment, type OpenShipment } from './shipment.service.js';
export { noAnswer, type SupplierAnswer } from './suppliers/supplier.js';
export { shipmentStates, type ShipmentEvent, type ShipmentStatus } from './shipment.states.js';
export { collection, isCollected, Fulfilment, FulfilmentCall, FulfilmentCallback, Shipment };

export const fulfilmentsEntities = [Fulfilment, FulfilmentCall, FulfilmentCallback, Shipment];
