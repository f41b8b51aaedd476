import { z } from 'zod';
import type { Actor } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam } from '../platform/http/paging.js';
import type { Locale } from '../platform/i18n.js';
import { claimKey } from '../platform/idempotency.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { appeal } from './appeal.js';
import { presentCase } from './dispute.presenter.js';
import { caseOf } from './dispute.read-model.js';
import { appealBody, disputeBody, disputeResource, evidenceBody } from './dispute.schema.js';
import { addEvidence } from './evidence.js';
import { openDispute } from './open-dispute.js';
import { acceptDecision } from './settle-dispute.js';

const tag = 'escrows';
const oneParam = z.strictObject({ id: idParam });
const oneCase = dataOf(disputeResource);

async function show(escrowId: string, actor: Actor, locale: Locale) {
  const view = await caseOf(escrowId, customerOf(actor).id);
  return { data: presentCase(view, { locale, now: clock.now() }) };
}

const limit = (name: string, points: number) => ({ name, points, seconds: 3_600, by: 'actor' }) as const;

/** A repeat is told how the case stands now; its deal is the resource that the key was used for. */
const sameCase = (status: number) => ({
  present: async (escrowId: string, actor: Actor) => ({ status, body: await show(escrowId, actor, 'id') }),
});

/** What the two sides of a deal do when they disagree. */
export const disputeDoors: Door[] = [
  defineDoor({
    method: 'post',
    path: '/escrows/:id/dispute',
    tag,
    summary: 'Open a dispute: money and deadlines stand still, the chat is sealed, the other side is asked',
    access: 'customer',
    params: oneParam,
    body: disputeBody,
    success: { status: 201, schema: oneCase },
    refusals: [404, 409],
    limit: limit('open-dispute', 30),
    idempotent: sameCase(201),
    async handle({ params, body, actor, locale, idempotency }) {
      const wish = { ...body, escrowId: params.id, userId: customerOf(actor).id };
      await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, params.id);
        return openDispute(uow, wish);
      });
      return { body: await show(params.id, actor, locale) };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/escrows/:id/dispute',
    tag,
    summary: 'The dispute of a deal: where it stands, evidence of both sides, decisions',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: oneCase },
    refusals: [404],
    handle: async ({ params, actor, locale }) => ({ body: await show(params.id, actor, locale) }),
  }),
  defineDoor({
    method: 'post',
    path: '/escrows/:id/dispute/evidence',
    tag,
    summary: 'Put evidence forward; from whoever was waited for it is the answer',
    access: 'customer',
    params: oneParam,
    body: evidenceBody,
    success: { status: 201, schema: oneCase },
    refusals: [404, 409],
    limit: limit('dispute-evidence', 120),
    idempotent: sameCase(201),
    async handle({ params, body, actor, locale, idempotency }) {
      const wish = { escrowId: params.id, userId: customerOf(actor).id, ...body };
      await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, params.id);
        return addEvidence(uow, wish);
      });
      return { body: await show(params.id, actor, locale) };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/escrows/:id/dispute/acceptance',
    tag,
    summary: 'Accept the decision; once both sides have, the money moves at once',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: oneCase },
    refusals: [404, 409],
    idempotent: sameCase(200),
    async handle({ params, actor, locale, idempotency }) {
      const wish = { escrowId: params.id, userId: customerOf(actor).id };
      await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, params.id);
        return acceptDecision(uow, wish);
      });
      return { body: await show(params.id, actor, locale) };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/escrows/:id/dispute/appeal',
    tag,
    summary: 'Appeal against the decision, once and in time; somebody else judges',
    access: 'customer',
    params: oneParam,
    body: appealBody,
    success: { status: 200, schema: oneCase },
    refusals: [404, 409],
    idempotent: sameCase(200),
    async handle({ params, body, actor, locale, idempotency }) {
      const wish = { escrowId: params.id, userId: customerOf(actor).id, ...body };
      await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, params.id);
        return appeal(uow, wish);
      });
      return { body: await show(params.id, actor, locale) };
    },
  }),
];
