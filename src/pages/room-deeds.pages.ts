import { DomainError } from '../platform/errors.js';
import { problemOf } from '../platform/http/problem.js';
import { claimKey } from '../platform/idempotency.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  agree,
  agreementSchema,
  cancel,
  confirm,
  deliver,
  deliverySchema,
  extendInspection,
  partSchema,
  reasonSchema,
  refundBySeller,
  refundSchema,
  renewInvitation,
  type OwnDeal,
} from '../escrows/index.js';
import { isMendable, parseForm, type Fields } from './form.js';
import { once } from './once.js';
import { seeOther } from './page.js';
import { dealOf, renderRoom } from './room.pages.js';
import { bringFile, sentForm } from './room-form.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The same allowance as the steps of the API, and the same counter. */
const limit = { name: 'escrow-step', points: 120, seconds: 300 };

/** What a person learns by looking at the room again: somebody else was quicker, or it is the other side's step. */
const isTold = (error: unknown): error is DomainError =>
  isMendable(error) || (error instanceof DomainError && error.code === 'escrow_other_side');

/** Shows the room as it is now, with the reason why a step was not taken. */
export async function tellRefusal(visit: CustomerVisit, error: unknown, opens = ''): Promise<void> {
  if (!isTold(error)) throw error;
  const { title, detail, errors } = problemOf(error, visit.locale) as unknown as {
    title: string;
    detail: string;
    errors?: { message: string }[];
  };
  const refusal = { title, detail: errors?.[0]?.message ?? detail };
  await renderRoom(visit, { refusal, opens }, error.status);
}

type Deed<Wish> = (uow: UnitOfWork, own: OwnDeal, wish: Wish) => Promise<unknown>;

interface Step<Wish> {
  name: string;
  wishIn: (form: Fields, attachmentIds: string[]) => Wish;
  deed: Deed<Wish>;
}

/** A form of a room that does one thing in a unit of work of its own, once for each form. */
function step<Wish>({ name, wishIn, deed }: Step<Wish>) {
  return async (visit: CustomerVisit): Promise<void> => {
    const { id: escrowId } = await dealOf(visit);
    const own = { escrowId, userId: visit.visitor.id };
    try {
      await spend(limit, visit.visitor.id);
      const sent = await sentForm(visit);
      const { form } = sent;
      const wish = wishIn(form, await bringFile(visit, escrowId, sent));
      await once(
        visit,
        form,
        { route: `page escrow ${name}`, wish: { ...own, form } },
        async (idempotency) => {
          await inTransaction(visit.visitor, (uow) => {
            claimKey(uow, idempotency, own.escrowId);
            return deed(uow, own, wish);
          });
          return own.escrowId;
        },
      );
      seeOther(visit, `/escrows/${own.escrowId}`);
    } catch (error) {
      await tellRefusal(visit, error, name);
    }
  };
}

const partIn = (form: Fields) => (form['part_id'] ? { part_id: form['part_id'] } : {});
const reasonIn = (form: Fields) => (form['reason']?.trim() ? { reason: form['reason'] } : {});

export const agreeHere = step({
  name: 'agree',
  wishIn: (form) =>
    parseForm(agreementSchema, { terms_version: Number(form['terms_version'] || Number.NaN) }),
  deed: (uow, own, { terms_version: termsVersion }) => agree(uow, { ...own, termsVersion }),
});

export const deliverHere = step({
  name: 'deliver',
  wishIn: (form, attachmentIds) =>
    parseForm(deliverySchema, { ...partIn(form), proof: form['proof'] ?? '', attachment_ids: attachmentIds }),
  deed: (uow, own, { part_id: partId, proof, attachment_ids }) =>
    deliver(uow, { ...own, partId, proof, attachmentIds: attachment_ids }),
});

export const confirmHere = step({
  name: 'confirm',
  wishIn: (form) => parseForm(partSchema, partIn(form)),
  deed: (uow, own, { part_id: partId }) => confirm(uow, { ...own, partId }),
});

export const extendHere = step({
  name: 'extend',
  wishIn: (form) => parseForm(partSchema, partIn(form)),
  deed: (uow, own, { part_id: partId }) => extendInspection(uow, { ...own, partId }),
});

export const refundHere = step({
  name: 'refund',
  wishIn: (form) => parseForm(refundSchema, { ...partIn(form), ...reasonIn(form) }),
  deed: (uow, own, { part_id: partId, reason }) => refundBySeller(uow, { ...own, partId, reason }),
});

export const cancelHere = step({
  name: 'cancel',
  wishIn: (form) => parseForm(reasonSchema, reasonIn(form)),
  deed: (uow, own, { reason }) => cancel(uow, { ...own, reason }),
});

export const renewHere = step({
  name: 'renew',
  wishIn: () => ({}),
  deed: (uow, own) => renewInvitation(uow, own),
});
