import type { z } from 'zod';
import type { Actor, Customer } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, listOf, strict } from '../platform/http/paging.js';
import { claimKey, type IdempotentRequest } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { agree, amendTerms } from './agree-escrow.js';
import type { Escrow } from './escrow.entity.js';
import { showEscrow, showEscrows } from './escrow.presenter.js';
import { escrowById, escrowOfUser, listEscrows } from './escrow.read-model.js';
import {
  agreementSchema,
  amendSchema,
  deliverySchema,
  escrowListQuery,
  escrowResource,
  joinSchema,
  newEscrowSchema,
  partSchema,
  paymentSchema,
  reasonSchema,
  refundSchema,
} from './escrow.schema.js';
import { cancel, confirm, deliver, extendInspection, refundBySeller } from './escrow.service.js';
import type { EscrowStatus } from './escrow.states.js';
import { scheduleByVersion, scheduleInForce } from './fee-schedules.js';
import { payEscrow } from './pay-escrow.js';
import { joinEscrow, proposeEscrow, renewInvitation } from './propose-escrow.js';
import { priceTerms, type TermsWish } from './terms.js';

const tag = 'escrows';
const oneParam = strict({ id: idParam });
const oneEscrow = { status: 200, schema: dataOf(escrowResource) } as const;

const shown = async (escrow: Escrow, { id }: Customer) => ({ body: { data: await showEscrow(escrow, id) } });

/** The answer to a repeat: the deal as it is by now. */
const presentAgain =
  (status: number) =>
  async (id: string, actor: Actor): Promise<{ status: number; body: unknown }> => ({
    status,
    ...(await shown(await escrowById(id), customerOf(actor))),
  });

type Spoken = z.output<typeof amendSchema>;

/** What the API calls terms, in the words of the domain. */
export const termsWishOf = (body: Spoken): TermsWish => ({
  title: body.title,
  goodsType: body.goods_type,
  terms: body.terms,
  amount: body.amount,
  feePayer: body.fee_payer,
  deliveryHours: body.delivery_hours,
  inspectionHours: body.inspection_hours,
  parts: body.parts?.map(({ title, amount, delivery_hours }) => ({
    title,
    amount,
    deliveryHours: delivery_hours,
  })),
});

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
  tag,
  access: 'customer',
  params: oneParam,
  success: oneEscrow,
  limit: { name: 'escrow-step', points: 120, seconds: 300, by: 'actor' },
  idempotent: { present: presentAgain(200) },
} as const;

const refusals = () => [403, 404, 409];

/** Deals from the proposal to the end of their money; talk and disputes have doors of their own. */
export const escrowDoors: Door[] = [
  defineDoor({
    method: 'post',
    path: '/escrows',
    tag,
    summary:
      'Propose a deal as its buyer or its seller; the answer has the code with which the other side joins',
    access: 'customer',
    body: newEscrowSchema,
    success: { status: 201, schema: dataOf(escrowResource) },
    limit: { name: 'propose-escrow', points: 30, seconds: 3_600, by: 'actor' },
    idempotent: { present: presentAgain(201) },
    async handle({ body, actor, idempotency }) {
      const customer = customerOf(actor);
      const terms = priceTerms(termsWishOf(body), await scheduleInForce(clock.now()));
      const side = body.role === 'buyer' ? 'BUYER' : 'SELLER';
      const id = newId();
      const escrow = await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, id);
        return proposeEscrow(uow, { id, userId: customer.id, side, terms });
      });
      return shown(escrow, customer);
    },
  }),
  defineDoor({
    method: 'get',
    path: '/escrows',
    tag,
    summary: 'Your deals on either side, newest first',
    access: 'customer',
    query: escrowListQuery,
    success: { status: 200, schema: listOf(escrowResource) },
    async handle({ query, actor }) {
      const { id: userId } = customerOf(actor);
      const { status, ...rest } = query;
      const wish = { userId, status: status as EscrowStatus | undefined, ...rest };
      const { rows, page } = await listEscrows(wish);
      return { body: { data: await showEscrows(rows, userId), page } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/escrows/join',
    tag,
    summary: 'Take the free side of a deal with the code of its invitation, once',
    access: 'customer',
    body: joinSchema,
    success: oneEscrow,
    refusals: [404, 409],
    limit: { name: 'join-escrow', points: 10, seconds: 300, by: 'actor' },
    async handle({ body, actor }) {
      const customer = customerOf(actor);
      const wish = { userId: customer.id, code: body.code };
      return shown(await inTransaction(actor, (uow) => joinEscrow(uow, wish)), customer);
    },
  }),
  defineDoor({
    method: 'get',
    path: '/escrows/:id',
    tag,
    summary: 'One of your deals, with its countdowns and what you may do now',
    access: 'customer',
    params: oneParam,
    success: oneEscrow,
    refusals: [404],
    async handle({ params, actor }) {
      const customer = customerOf(actor);
      return shown(await escrowOfUser(params.id, customer.id), customer);
    },
  }),
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
