import { claimKey } from '../platform/idempotency.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  amendSchema,
  amendTerms,
  priceTerms,
  scheduleByVersion,
  showEscrow,
  termsWishOf,
} from '../escrows/index.js';
import { fieldsOfTerms, gatherParts, termsIn } from './escrow-form.js';
import { formModel } from './escrow.pages.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, type FormState } from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import { seeOther } from './page.js';
import { render } from './render.js';
import { dealOf } from './room.pages.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The same allowance as the steps of the API, and the same counter. */
const limit = { name: 'escrow-step', points: 120, seconds: 300 };

async function showForm(visit: CustomerVisit, form?: FormState, key = newFormKey(), status = 200) {
  const deal = await showEscrow(await dealOf(visit), visit.visitor.id);
  if (!deal.actions.includes('amend')) return seeOther(visit, `/escrows/${deal.id}`);
  const shown = form ?? freshForm(fieldsOfTerms(deal));
  const model = { deal, ...formModel(visit, shown), form: gatherParts(shown), key };
  render(visit, 'escrows/terms', model, status);
}

/** The terms as they are, to be written anew. */
export const showTermsForm = (visit: CustomerVisit): Promise<void> => showForm(visit);

/** New terms; both sides are asked again, at the fees that the deal began with. */
export async function amendHere(visit: CustomerVisit): Promise<void> {
  const { visitor } = visit;
  const form = formOf(visit.req);
  const { id: escrowId, scheduleVersion } = await dealOf(visit);
  await spend(limit, visitor.id);
  try {
    const wish = parseForm(amendSchema, termsIn(form));
    const terms = priceTerms(termsWishOf(wish), await scheduleByVersion(scheduleVersion));
    await once(visit, form, { route: 'page escrow terms', wish: { escrowId, wish } }, async (idempotency) => {
      await inTransaction(visitor, (uow) => {
        claimKey(uow, idempotency, escrowId);
        return amendTerms(uow, { escrowId, userId: visitor.id, terms });
      });
      return escrowId;
    });
    seeOther(visit, `/escrows/${escrowId}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showForm(visit, refusedForm(error, form, visit.locale), keyAfter(error, form), error.status);
  }
}
