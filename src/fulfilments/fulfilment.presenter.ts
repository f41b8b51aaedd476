import type { Fulfilment } from './fulfilment.entity.js';
import type { FulfilmentStatus } from './fulfilment.states.js';
import { electricityToken, unsealed } from './serial-number.js';

/** The serial number in clear text, for the owner of the goods alone; null before delivery. */
export const serialNumberOf = ({ serialNumberCipher }: Fulfilment): string | null =>
  serialNumberCipher ? unsealed(serialNumberCipher) : null;

/** What everybody else sees of it: that it is there, and how it ends. */
export const maskedSerialNumber = ({ serialNumberCipher, serialNumberHint }: Fulfilment): string | null =>
  serialNumberCipher ? `•••• ${serialNumberHint ?? ''}`.trim() : null;

export interface FulfilmentResource {
  status: FulfilmentStatus;
  serial_number: string | null;
  /** The 20 digits of an electricity token in groups of four. */
  token: string | null;
  settled_at: string | null;
}

/** The supplier's message and the seller's contacts are not among what customers see. */
export function presentFulfilment(fulfilment: Fulfilment, { owner }: { owner: boolean }): FulfilmentResource {
  const serialNumber = owner ? serialNumberOf(fulfilment) : maskedSerialNumber(fulfilment);
  return {
    status: fulfilment.status,
    serial_number: serialNumber,
    token: owner && serialNumber ? electricityToken(serialNumber) : null,
    settled_at: fulfilment.settledAt?.toISOString() ?? null,
  };
}
