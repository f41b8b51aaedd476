import { config } from '../platform/config.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { lockDeal, otherSideOf, userOf, versionAgreedBy, type OwnDeal } from './at-hand.js';
import { Escrow, EscrowAgreement, type Side } from './escrow.entity.js';
import { nobodyJoined, termsChanged, termsStand, tooManyVersions, timeOver } from './escrow.errors.js';
import { escrowStates } from './escrow.states.js';
import { changeEscrow, moveEscrow } from './move-escrow.js';
import { narrate } from './narrate.js';
import { lockDealWithoutPayment } from './payment-attempt.js';
import { keepTerms } from './propose-escrow.js';
import { figuresOf, type PricedTerms } from './terms.js';
import { startTimer } from './timers.js';

const agreedBy = (side: Side, version: number): Partial<Escrow> =>
  side === 'BUYER' ? { buyerAgreedVersion: version } : { sellerAgreedVersion: version };

/** The time in which both have to agree is over even if nobody has closed the deal yet. */
function assertOpen({ joinBy }: Escrow, now: Date): void {
  if (joinBy && joinBy <= now) throw timeOver();
}

async function awaitPayment(uow: UnitOfWork, escrow: Escrow): Promise<void> {
  const { timerFrom, until: payBy, remindAt } = startTimer(uow.now, config.ESCROW_PAY_HOURS);
  await moveEscrow(uow, escrow, 'agree', { set: { payBy, joinBy: null, timerFrom, remindAt } });
  await narrate(uow, escrow, 'agreed', { version: escrow.termsVersion });
}

/**
 * A side accepts the terms in the version that it has read; when both have accepted the same one, the buyer may pay.
 * Said again, it changes nothing.
 * @throws DomainError `escrow_terms_changed`, `escrow_nobody_joined`, `escrow_time_over`, `illegal_transition` (409).
 */
export async function agree(
  uow: UnitOfWork,
  { termsVersion, ...own }: OwnDeal & { termsVersion: number },
): Promise<Escrow> {
  const { escrow, side } = await lockDeal(uow, own);
  if (termsVersion !== escrow.termsVersion) throw termsChanged(escrow.termsVersion);
  if (versionAgreedBy(escrow, side) === termsVersion) return escrow;
  escrowStates.next(escrow.status, 'agree');
  assertOpen(escrow, uow.now);
  if (userOf(escrow, otherSideOf(side)) === null) throw nobodyJoined();
  const agreement = { escrowId: escrow.id, version: termsVersion, userId: own.userId, side };
  uow.add(EscrowAgreement, { id: newId(), ...agreement });
  await changeEscrow(uow, escrow, agreedBy(side, termsVersion));
  if (versionAgreedBy(escrow, otherSideOf(side)) === termsVersion) await awaitPayment(uow, escrow);
  return escrow;
}

const mostVersions = 50;

/**
 * Writes new terms, which both sides have to accept anew; a payment that was asked for under the old ones is called off.
 * @throws DomainError `escrow_terms_stand` (409) once the money is held, `escrow_too_many_versions`,
 *   `illegal_transition` when it is on its way.
 */
export async function amendTerms(
  uow: UnitOfWork,
  { terms, ...own }: OwnDeal & { terms: PricedTerms },
): Promise<Escrow> {
  const { escrow, side } = await lockDealWithoutPayment(uow, own, 'terms_changed');
  if (escrow.status !== 'PROPOSED' && escrow.status !== 'AWAITING_PAYMENT') throw termsStand();
  if (escrow.termsVersion >= mostVersions) throw tooManyVersions(mostVersions);
  if (escrow.status === 'PROPOSED') assertOpen(escrow, uow.now);
  const { timerFrom, until: joinBy, remindAt } = startTimer(uow.now, config.ESCROW_JOIN_HOURS);
  const termsVersion = escrow.termsVersion + 1;
  const set = {
    ...figuresOf(terms),
    ...agreedBy(side, termsVersion),
    ...{ termsVersion, transactionId: null, payBy: null, joinBy, timerFrom, remindAt },
  };
  if (escrow.status === 'AWAITING_PAYMENT') await moveEscrow(uow, escrow, 'reopen', { set });
  else await changeEscrow(uow, escrow, set);
  keepTerms(uow, escrow, terms, { userId: own.userId, side });
  await narrate(uow, escrow, 'amended', { version: termsVersion, side });
  uow.emit('escrow.amended', { id: escrow.id, user_id: own.userId, version: termsVersion });
  return escrow;
}
