import type { UnitOfWork } from '../platform/unit-of-work.js';
import { addMember, openRoom, say } from '../rooms/index.js';
import type { Escrow, Side } from './escrow.entity.js';

/** Every deal has a room under its own id. */
export async function openEscrowRoom(uow: UnitOfWork, escrow: Escrow, side: Side): Promise<void> {
  openRoom(uow, { id: escrow.id, kind: 'escrow', members: [{ userId: escrow.creatorId, role: side }] });
  await narrate(uow, escrow, 'proposed', { total_amount: escrow.buyerPaysAmount });
}

export const welcome = (uow: UnitOfWork, { id }: Escrow, userId: string, role: Side): Promise<void> =>
  addMember(uow, { roomId: id, userId, role });

/** A line of the shop's own in the room of a deal; its words stand under `escrow.room`. */
export const narrate = (
  uow: UnitOfWork,
  { id }: Pick<Escrow, 'id'>,
  code: string,
  params: Record<string, string | number> = {},
): Promise<void> => say(uow, { roomId: id, code: `escrow.${code}`, params });
