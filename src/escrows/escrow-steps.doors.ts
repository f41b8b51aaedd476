import type { Actor } from '../platform/actor.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, strict } from '../platform/http/paging.js';
import { claimKey, type IdempotentRequest } from '../platform/idempotency.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { agree, amendTerms } from './agree-escrow.js';
import type { Escrow } from './escrow.entity.js';
import { presentAgain, shown } from './escrow-answer.js';
import { escrowOfUser } from './escrow.read-model.js';
import {
  agreementSchema,
  amendSchema,
  deliverySchema,
  escrowResource,
  partSchema,
  paymentSchema,
  reasonSchema,
  refundSchema,
  termsWishOf,
} from './escrow.schema.js';
import { cancel, confirm, deliver, extendInspection, refundBySeller } from './escrow.service.js';
import { scheduleByVersion } from './fee-schedules.js';
import { payEscrow } from './pay-escrow.js';
import { renewInvitation } from './propose-escrow.js';
import { priceTerms } from './terms.js';

interface Deed {
  actor: Actor;
  params: { id: string };
  idempotency: IdempotentRequest;
}

/** A step of one side in a unit of work of its own, once for each key. */
async function act(
  { actor, params, idempotency }: Deed,
  work: (uow: UnitOfWork, own: { escrowId: string; userId: string }) => Promise<Escrow>,
) {
  const customer = customerOf(actor);
  const escrow = await inTransaction(actor, (uow) => {
    claimKey(uow, idempotency, params.id);
    return work(uow, { escrowId: params.id, userId: customer.id });
  });
  return shown(escrow, customer);
}

/** What all steps of a deal have in common. */
const step = {
  method: 'post',
  tag: 'escrows',
  access: 'customer',
  params: strict({ id: idParam }),
  success: { status: 200, schema: dataOf(escrowResource) },
  limit: { name: 'escrow-step', points: 120, seconds: 300, by: 'actor' },
  idempotent: { present: presentAgain(200) },
} as const;

const refusals = () => [403, 404, 409];

/** The steps of a deal, each of its own side. */
export const escrowStepDoors: Door[] = [
  defineDoor({
    ...step,
    path: '/escrows/:id/invitation',
    summary: 'A new code for a deal that nobody has joined; the old one is worth nothing any more',
    refusals: [404],
    handle: (visit) => act(visit, renewInvitation),
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/terms',
    summary: 'Write new terms before the deal is paid; both sides have to accept them',
    body: amendSchema,
    refusals: refusals(),
    async handle(visit) {
      const { scheduleVersion } = await escrowOfUser(visit.params.id, customerOf(visit.actor).id);
      const terms = priceTerms(termsWishOf(visit.body), await scheduleByVersion(scheduleVersion));
      return act(visit, (uow, own) => amendTerms(uow, { ...own, terms }));
    },
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/agreement',
    summary: 'Accept the terms in the version that you have read',
    body: agreementSchema,
    refusals: refusals(),
    handle: (visit) =>
      act(visit, (uow, own) => agree(uow, { ...own, termsVersion: visit.body.terms_version })),
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/payment',
    summary: 'Pay for a deal, at once from a wallet or through a gateway',
    body: paymentSchema,
    refusals: refusals(),
    async handle({ params, body, actor, locale, idempotency }) {
      const customer = customerOf(actor);
      const { payment } = body;
      const choice =
        payment.gateway === 'wallet'
          ? { gateway: payment.gateway, walletId: payment.wallet_id }
          : { gateway: payment.gateway, method: payment.method };
      const wish = { actor: customer, locale, escrowId: params.id, choice, idempotency };
      const { escrow } = await payEscrow(wish);
      return shown(escrow, customer);
    },
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/delivery',
    summary: 'Say as the seller that a part is delivered, and show it',
    body: deliverySchema,
    refusals: refusals(),
    handle: (visit) => {
      const { part_id: partId, proof, attachment_ids: attachmentIds } = visit.body;
      return act(visit, (uow, own) => deliver(uow, { ...own, partId, proof, attachmentIds }));
    },
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/confirmation',
    summary: 'Say as the buyer that a delivered part is as agreed: its money goes to the seller',
    body: partSchema,
    refusals: refusals(),
    handle: (visit) => act(visit, (uow, own) => confirm(uow, { ...own, partId: visit.body.part_id })),
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/extension',
    summary: 'Ask as the buyer for more time to look at a part, once',
    body: partSchema,
    refusals: refusals(),
    handle: (visit) =>
      act(visit, (uow, own) => extendInspection(uow, { ...own, partId: visit.body.part_id })),
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/refund',
    summary: 'Give a part up as the seller: the buyer gets everything back',
    body: refundSchema,
    refusals: refusals(),
    handle: (visit) => {
      const { part_id: partId, reason } = visit.body;
      return act(visit, (uow, own) => refundBySeller(uow, { ...own, partId, reason }));
    },
  }),
  defineDoor({
    ...step,
    path: '/escrows/:id/cancellation',
    summary: 'Call a deal off: at once while nobody has paid, by the word of both while its money is held',
    body: reasonSchema,
    refusals: refusals(),
    handle: (visit) => act(visit, (uow, own) => cancel(uow, { ...own, reason: visit.body.reason })),
  }),
];
