import { In, LessThan, type FindOptionsWhere } from 'typeorm';
import { database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { pageOf } from '../platform/http/paging.js';
import { sideOf } from './at-hand.js';
import { Escrow, EscrowAgreement, EscrowLog, EscrowPart, EscrowProof, EscrowTerms } from './escrow.entity.js';
import type { EscrowStatus } from './escrow.states.js';

const escrows = () => database().getRepository(Escrow);

/** @throws DomainError `not_found`. */
export async function escrowById(id: string): Promise<Escrow> {
  const escrow = await escrows().findOneBy({ id });
  if (!escrow) throw notFound('escrow');
  return escrow;
}

/** A deal of one of its two sides; other people's look missing. @throws DomainError `not_found`. */
export async function escrowOfUser(id: string, userId: string): Promise<Escrow> {
  const escrow = await escrowById(id);
  if (sideOf(escrow, userId) === null) throw notFound('escrow');
  return escrow;
}

/** The deal that a transaction pays, or tried to pay last; null for one that was paid otherwise meanwhile. */
export const escrowOfPayment = (transactionId: string): Promise<Escrow | null> =>
  escrows().findOneBy({ transactionId });

export interface EscrowListWish {
  userId: string;
  role?: 'buyer' | 'seller' | undefined;
  status?: EscrowStatus | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The deals of a user on either side, newest first. */
export async function listEscrows({ userId, role, status, cursor, limit }: EscrowListWish) {
  const common: FindOptionsWhere<Escrow> = {
    ...(status && { status }),
    ...(cursor && { id: LessThan(cursor) }),
  };
  const where = [
    ...(role === 'seller' ? [] : [{ ...common, buyerId: userId }]),
    ...(role === 'buyer' ? [] : [{ ...common, sellerId: userId }]),
  ];
  return pageOf(await escrows().find({ where, order: { id: 'DESC' }, take: limit + 1 }), limit);
}

/** The parts of deals in order; deals that were never paid have none. */
export const partsOfEscrows = async (escrowIds: string[]): Promise<EscrowPart[]> =>
  escrowIds.length === 0
    ? []
    : database()
        .getRepository(EscrowPart)
        .find({ where: { escrowId: In(escrowIds) }, order: { escrowId: 'ASC', position: 'ASC' } });

/** What sellers showed of their deliveries, oldest first. */
export const proofsOfEscrows = async (escrowIds: string[]): Promise<EscrowProof[]> =>
  escrowIds.length === 0
    ? []
    : database()
        .getRepository(EscrowProof)
        .find({ where: { escrowId: In(escrowIds) }, order: { id: 'ASC' } });

export const proofsOfEscrow = (escrowId: string): Promise<EscrowProof[]> => proofsOfEscrows([escrowId]);

/** The newest terms of deals, with the parts that they name. */
export async function termsInForce(deals: Pick<Escrow, 'id' | 'termsVersion'>[]): Promise<EscrowTerms[]> {
  if (deals.length === 0) return [];
  const where = deals.map(({ id, termsVersion }) => ({ escrowId: id, version: termsVersion }));
  return database().getRepository(EscrowTerms).find({ where });
}

/** Every version of the terms, the newest first. */
export const termsOfEscrow = (escrowId: string): Promise<EscrowTerms[]> =>
  database()
    .getRepository(EscrowTerms)
    .find({ where: { escrowId }, order: { version: 'DESC' } });

export const agreementsOfEscrow = (escrowId: string): Promise<EscrowAgreement[]> =>
  database()
    .getRepository(EscrowAgreement)
    .find({ where: { escrowId }, order: { id: 'ASC' } });

export const logsOfEscrow = (escrowId: string): Promise<EscrowLog[]> =>
  database()
    .getRepository(EscrowLog)
    .find({ where: { escrowId }, order: { id: 'ASC' } });
