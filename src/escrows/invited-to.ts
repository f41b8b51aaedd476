import { database } from '../platform/database.js';
import { clock } from '../platform/clock.js';
import { Escrow, type EscrowTerms, type Side } from './escrow.entity.js';
import { invitationUnknown, ownEscrow } from './escrow.errors.js';
import { termsInForce } from './escrow.read-model.js';
import { digestOfCode } from './invitation.js';

/** What somebody with a code is invited to, and on which side they would be. */
export interface Invitation {
  escrow: Escrow;
  terms: EscrowTerms;
  side: Side;
}

/**
 * The proposal behind a code, for whoever thinks about joining; looking uses nothing up.
 * @throws DomainError `escrow_invitation_unknown` (404), `escrow_own` (409) as `joinEscrow` does.
 */
export async function invitedTo(code: string, userId: string): Promise<Invitation> {
  const escrow = await database()
    .getRepository(Escrow)
    .findOneBy({ invitationDigest: digestOfCode(code) });
  if (escrow?.status !== 'PROPOSED' || !escrow.joinBy || escrow.joinBy <= clock.now())
    throw invitationUnknown();
  if (escrow.creatorId === userId) throw ownEscrow();
  const [terms] = await termsInForce([escrow]);
  if (!terms) throw new Error(`Deal ${escrow.id} has no terms.`);
  return { escrow, terms, side: escrow.buyerId === null ? 'BUYER' : 'SELLER' };
}
