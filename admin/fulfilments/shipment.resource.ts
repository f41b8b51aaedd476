import { z } from 'zod';
import {
  isCollected,
  moveShipment,
  Shipment,
  shipmentStates,
  type ShipmentEvent,
  type ShipmentStatus,
} from '../../src/fulfilments/index.js';
import { resource } from '../resource.js';
import { serviceAction, type FormAction, type FormField } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

const statusOf = (row: Record<string, unknown>) => row['status'] as ShipmentStatus;

const Move = z.strictObject({
  trackingNumber: z.string().trim().max(64).optional(),
  reason: reason.optional(),
});

const trackingNumber: FormField = { name: 'trackingNumber', input: 'text', required: true };

/** What the buyer fetches has no courier who would number it. */
const trackingFields = (row: Row | null): Promise<FormField[]> =>
  Promise.resolve(isCollected({ courier: String(row?.['courier']) }) ? [] : [trackingNumber]);

/** One button per step of a parcel; the table of states decides which are offered. */
const step = (event: ShipmentEvent, icon: string, inputs: FormAction['fields']) =>
  serviceAction({
    permission: 'shipments.write',
    schema: Move,
    fields: inputs,
    icon,
    variant: event === 'cancel' ? 'danger' : 'default',
    expects: { entity: Shipment, column: 'status' },
    offered: (row) => shipmentStates.can(statusOf(row), event),
    consequences: (row) =>
      Promise.resolve([
        { key: 'recipient', value: `${String(row['recipientName'])}, ${String(row['city'])}` },
        { key: 'status_now', kind: 'state', value: statusOf(row) },
        { key: 'status_then', kind: 'state', value: shipmentStates.next(statusOf(row), event) },
      ]),
    run: (uow, input, row) => moveShipment(uow, { shipmentId: String(row?.['id']), event, ...input }),
  });

/** Parcels of physical goods: packed, sent, delivered by staff. */
export const shipmentResource = resource(Shipment, {
  menu: 'sales',
  title: 'recipientName',
  read: 'transactions.read',
  fields: {
    transactionId: reference('Transaction'),
    status: state(shipmentStates.states),
    ...fields('text', 'recipientName', 'city', 'note', 'courier'),
    ...fields('long-text', 'address'),
    ...fields('code', 'phone', 'postalCode', 'trackingNumber'),
    ...fields('number', 'weightGrams'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['transactionId', 'recipientName', 'city', 'courier', 'trackingNumber', 'status', 'createdAt'],
  filters: { status: 'state', transactionId: 'exact' },
  sorts: ['id'],
  tabs: 'status',
  actions: {
    pack: step('pack', 'Package', []),
    ship: step('ship', 'Truck', trackingFields),
    deliver: step('deliver', 'CheckCircle', []),
  },
});
