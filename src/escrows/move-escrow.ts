import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Escrow, EscrowPart } from './escrow.entity.js';
import {
  escrowStates,
  partStates,
  statusOfDeal,
  stepTowards,
  type EscrowEvent,
  type PartEvent,
} from './escrow.states.js';

/** What subscribers of a deal's events need besides its id. */
const describe = (escrow: Escrow) => ({
  number: escrow.number,
  buyer_id: escrow.buyerId,
  seller_id: escrow.sellerId,
});

/** Tells both sides' open pages and the console, once the data is safe, that a deal has changed. */
export function announceEscrow(uow: UnitOfWork, escrow: Escrow): void {
  const people = [escrow.creatorId, escrow.buyerId, escrow.sellerId].filter((id) => id !== null);
  const [{ id, status }, updatedAt] = [escrow, uow.now.toISOString()];
  uow.afterCommit(() => {
    const payload = { escrow_id: id, status, updated_at: updatedAt };
    signal({ namespace: '/', rooms: [...new Set(people)].map(rooms.user), event: 'escrow.updated', payload });
    signal({
      namespace: '/staff',
      rooms: [rooms.staff],
      event: 'desk.updated',
      payload: { noun: 'escrow', id, status, updated_at: updatedAt },
    });
  });
}

export function beginEscrow(uow: UnitOfWork, escrow: Escrow): void {
  uow.begin(escrowStates, escrow, 'propose', { payload: describe(escrow) });
  announceEscrow(uow, escrow);
}

/** Columns change without a step along the table, and open pages hear of it. */
export async function changeEscrow(uow: UnitOfWork, escrow: Escrow, set: Partial<Escrow>): Promise<void> {
  await uow.update(Escrow, { id: escrow.id }, set);
  Object.assign(escrow, set);
  announceEscrow(uow, escrow);
}

interface Step<T> {
  reason?: string | undefined;
  set?: Partial<T>;
}

/** One step of a deal along its table, with its history, its event and word to open pages. */
export async function moveEscrow(
  uow: UnitOfWork,
  escrow: Escrow,
  event: EscrowEvent,
  { reason, set }: Step<Escrow> = {},
): Promise<void> {
  await uow.move(escrowStates, Escrow, escrow, event, {
    ...(reason === undefined ? {} : { reason }),
    set: { ...set, statusSince: uow.now },
    payload: describe(escrow),
  });
  announceEscrow(uow, escrow);
}

/** One step of a part; the deal follows by `followParts`. */
export async function movePart(
  uow: UnitOfWork,
  escrow: Escrow,
  part: EscrowPart,
  event: PartEvent,
  { reason, set }: Step<EscrowPart> = {},
): Promise<void> {
  await uow.move(partStates, EscrowPart, part, event, {
    ...(reason === undefined ? {} : { reason }),
    ...(set && { set }),
    payload: { escrow_id: escrow.id, ...describe(escrow) },
  });
}

/** Takes a deal to where its parts say that it stands. */
export async function followParts(
  uow: UnitOfWork,
  escrow: Escrow,
  { reason, set }: Step<Escrow> = {},
): Promise<void> {
  const parts = await uow.list(EscrowPart, { escrowId: escrow.id });
  const event = stepTowards(escrow.status, statusOfDeal(parts.map(({ status }) => status)));
  if (event === null) {
    if (set) await changeEscrow(uow, escrow, set);
    else announceEscrow(uow, escrow);
    return;
  }
  const to = escrowStates.next(escrow.status, event);
  const ended = escrowStates.isFinal(to) ? { settledAt: uow.now } : {};
  await moveEscrow(uow, escrow, event, { reason, set: { ...set, ...ended } });
}
