import type { Actor, Customer } from '../platform/actor.js';
import { customerOf } from '../platform/http/door.js';
import type { Escrow } from './escrow.entity.js';
import { showEscrow } from './escrow.presenter.js';
import { escrowById } from './escrow.read-model.js';

/** A deal as a door answers with it, for the side that asks. */
export const shown = async (escrow: Escrow, { id }: Customer) => ({
  body: { data: await showEscrow(escrow, id) },
});

/** The answer to a repeat: the deal as it is by now. */
export const presentAgain =
  (status: number) =>
  async (id: string, actor: Actor): Promise<{ status: number; body: unknown }> => ({
    status,
    ...(await shown(await escrowById(id), customerOf(actor))),
  });
