import { defineStates } from '../platform/states.js';

export type ShipmentStatus = 'QUEUED' | 'PACKED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';

export type ShipmentEvent = 'pack' | 'ship' | 'deliver' | 'cancel';

/** The whole life of a parcel. Once the courier has it, it cannot be called off. */
export const shipmentStates = defineStates<ShipmentStatus, ShipmentEvent>('shipment', {
  QUEUED: { pack: 'PACKED', cancel: 'CANCELLED' },
  PACKED: { ship: 'SHIPPED', cancel: 'CANCELLED' },
  SHIPPED: { deliver: 'DELIVERED' },
  DELIVERED: {},
  CANCELLED: {},
});
