import { clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { refuse } from './claim-order.js';
import {
  askedRecently,
  fulfilmentSettled,
  maybeBought,
  noSerialNumber,
  tooOldToAsk,
} from './fulfilment.errors.js';
import { Fulfilment, type SupplierName } from './fulfilment.entity.js';
import { askAgainAfterMs, firstLookAfterMs, isOpen, isTooOldToAsk, mayAskAt } from './fulfilment.rules.js';
import { fulfilmentStates } from './fulfilment.states.js';
import { ringOrder } from './order-bell.js';
import { requiredReason } from './reason.js';
import { unsealed } from './serial-number.js';

export interface StartFulfilment {
  transactionId: string;
  supplier: SupplierName;
  supplierSku: string;
  customerNo: string;
  /** Rupiah; above it the supplier must refuse. */
  maxPriceAmount: number;
  needsSerialNumber: boolean;
}

/** Queues one purchase for a paid sale. Its id is the supplier's reference, from the first call to the last. */
export async function startFulfilment(uow: UnitOfWork, order: StartFulfilment): Promise<Fulfilment> {
  const id = newId();
  const fulfilment = Object.assign(new Fulfilment(), {
    id,
    refId: id,
    status: 'QUEUED' as const,
    calls: 0,
    costAmount: null,
    serialNumberCipher: null,
    serialNumberHint: null,
    rc: null,
    supplierMessage: null,
    firstCalledAt: null,
    lastCalledAt: null,
    nextCheckAt: new Date(uow.now.getTime() + firstLookAfterMs),
    settledAt: null,
    reviewReason: null,
    createdAt: uow.now,
    updatedAt: uow.now,
    ...order,
  });
  uow.add(Fulfilment, { ...fulfilment });
  uow.begin(fulfilmentStates, fulfilment, 'open', { payload: { transaction_id: order.transactionId } });
  return fulfilment;
}

/**
 * Takes back the order of a sale that is no longer wanted, if certainly nothing was bought, now or later. Answers
 * whether that is so.
 */
export async function withdrawFulfilment(
  uow: UnitOfWork,
  { transactionId, code }: { transactionId: string; code: string },
): Promise<boolean> {
  const fulfilment = await uow.lockIfAny(Fulfilment, { transactionId });
  if (fulfilment?.status === 'QUEUED') await refuse(uow, fulfilment, code);
  return fulfilment?.status === 'FAILED';
}

interface StaffDeed {
  fulfilmentId: string;
  reason: string;
}

const recordDeed = (uow: UnitOfWork, action: string, { fulfilmentId, reason }: StaffDeed) =>
  recordActivity(uow, { action, subjectType: 'fulfilment', subjectId: fulfilmentId, reason });

const secondsUntilAllowed = ({ lastCalledAt }: Fulfilment, now: Date): number =>
  Math.ceil(((lastCalledAt?.getTime() ?? 0) + askAgainAfterMs - now.getTime()) / 1_000);

/**
 * Staff have the supplier asked now instead of at the next turn.
 * @throws DomainError `fulfilment_settled`, `fulfilment_too_old` (asking would buy again),
 *   `fulfilment_asked_recently` within the supplier's minute.
 */
export async function recheckFulfilment(uow: UnitOfWork, deed: StaffDeed): Promise<Fulfilment> {
  authorize(uow.actor, 'fulfilments.recheck');
  const reason = requiredReason(deed.reason);
  const fulfilment = await uow.lock(Fulfilment, { id: deed.fulfilmentId });
  if (!isOpen(fulfilment)) throw fulfilmentSettled(fulfilment.status);
  if (isTooOldToAsk(fulfilment, uow.now)) throw tooOldToAsk();
  if (!mayAskAt(fulfilment, clock.wall())) throw askedRecently(secondsUntilAllowed(fulfilment, clock.wall()));
  await recordDeed(uow, 'fulfilment.recheck', { ...deed, reason });
  ringOrder(uow, fulfilment.id);
  return fulfilment;
}

/**
 * Staff give an order up, and the customer's money goes back. Only while certainly nothing was bought.
 * @throws DomainError `fulfilment_maybe_bought` once a call may have bought, `fulfilment_settled` after a success.
 */
export async function failFulfilment(uow: UnitOfWork, deed: StaffDeed): Promise<Fulfilment> {
  authorize(uow.actor, 'transactions.refund');
  const reason = requiredReason(deed.reason);
  const fulfilment = await uow.lock(Fulfilment, { id: deed.fulfilmentId });
  if (fulfilment.status === 'FAILED') return fulfilment;
  if (!isOpen(fulfilment)) throw fulfilmentSettled(fulfilment.status);
  if (fulfilment.status !== 'QUEUED') throw maybeBought(fulfilment.status);
  await refuse(uow, fulfilment, 'given_up', reason);
  await recordDeed(uow, 'fulfilment.fail', { ...deed, reason });
  return fulfilment;
}

/**
 * Shows staff a serial number; who looked, and why, is written down first.
 * @throws DomainError `forbidden`, `serial_number_missing`.
 */
export async function revealSerialNumber(uow: UnitOfWork, deed: StaffDeed): Promise<string> {
  authorize(uow.actor, 'serials.reveal');
  const reason = requiredReason(deed.reason);
  const fulfilment = await uow.lock(Fulfilment, { id: deed.fulfilmentId });
  if (!fulfilment.serialNumberCipher) throw noSerialNumber();
  await recordDeed(uow, 'serial_number.reveal', { ...deed, reason });
  return unsealed(fulfilment.serialNumberCipher);
}
