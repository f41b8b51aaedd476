import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, can, recordActivity } from '../staff/index.js';
import { trackingNumberRequired } from './fulfilment.errors.js';
import { isCollected, Shipment } from './shipment.entity.js';
import { shipmentStates, type ShipmentEvent } from './shipment.states.js';

export interface OpenShipment {
  transactionId: string;
  recipientName: string;
  phone: string;
  address: string;
  city: string;
  postalCode: string;
  note?: string;
  courier: string;
  weightGrams: number;
}

/** Opens the parcel of a paid sale; staff pack and send it. */
export async function openShipment(uow: UnitOfWork, order: OpenShipment): Promise<Shipment> {
  const shipment = Object.assign(new Shipment(), {
    ...order,
    id: newId(),
    status: 'QUEUED' as const,
    note: order.note ?? null,
    trackingNumber: null,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  uow.add(Shipment, { ...shipment });
  uow.begin(shipmentStates, shipment, 'open', { payload: { transaction_id: order.transactionId } });
  return shipment;
}

export interface MoveShipment {
  shipmentId: string;
  event: ShipmentEvent;
  /** Needed to ship with a courier; goods that are collected need none. */
  trackingNumber?: string;
  reason?: string;
}

/** Whoever may give the money back may stop the parcel for it. */
function authorizeMove({ actor }: UnitOfWork, event: ShipmentEvent): void {
  if (event === 'cancel' && can(actor, 'transactions.refund')) return;
  authorize(actor, 'shipments.write');
}

function trackingOf(
  { event, trackingNumber }: MoveShipment,
  shipment: Shipment,
): { trackingNumber?: string } {
  if (event !== 'ship') return {};
  const given = trackingNumber?.replace(/\s/g, '') ?? '';
  if (given === '' && isCollected(shipment)) return {};
  if (!/^[A-Za-z0-9-]{4,64}$/.test(given)) throw trackingNumberRequired();
  return { trackingNumber: given };
}

/**
 * Moves a parcel one step, by staff.
 * @throws DomainError `forbidden`, `illegal_transition`, `invalid_input` when a courier gets it without a tracking number.
 */
export async function moveShipment(uow: UnitOfWork, move: MoveShipment): Promise<Shipment> {
  authorizeMove(uow, move.event);
  const shipment = await uow.lock(Shipment, { id: move.shipmentId });
  const before = shipment.status;
  shipmentStates.next(before, move.event);
  await uow.move(shipmentStates, Shipment, shipment, move.event, {
    reason: move.reason,
    set: trackingOf(move, shipment),
    payload: { transaction_id: shipment.transactionId },
  });
  await recordActivity(uow, {
    action: `shipment.${move.event}`,
    subjectType: 'shipment',
    subjectId: shipment.id,
    reason: move.reason,
    before: { status: before },
    after: { status: shipment.status, tracking_number: shipment.trackingNumber },
  });
  return shipment;
}
