import { clock } from '../platform/clock.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, listOf, strict } from '../platform/http/paging.js';
import { claimKey } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { presentAgain, shown } from './escrow-answer.js';
import { escrowStepDoors } from './escrow-steps.doors.js';
import { showEscrows } from './escrow.presenter.js';
import { escrowOfUser, listEscrows } from './escrow.read-model.js';
import {
  escrowListQuery,
  escrowResource,
  joinSchema,
  newEscrowSchema,
  termsWishOf,
} from './escrow.schema.js';
import type { EscrowStatus } from './escrow.states.js';
import { scheduleInForce } from './fee-schedules.js';
import { joinEscrow, proposeEscrow } from './propose-escrow.js';
import { priceTerms } from './terms.js';

const tag = 'escrows';
const oneParam = strict({ id: idParam });
const oneEscrow = { status: 200, schema: dataOf(escrowResource) } as const;

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
  ...escrowStepDoors,
];
