import { spend } from '../platform/rate-limits.js';
import { payEscrow, paymentSchema, showEscrow } from '../escrows/index.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, type FormState } from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import { seeOther } from './page.js';
import { render } from './render.js';
import { dealOf } from './room.pages.js';
import { markedWay, paymentIn, waysToPay } from './ways-to-pay.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The same allowance as the steps of the API, and the same counter. */
const limit = { name: 'escrow-step', points: 120, seconds: 300 };

async function showForm(visit: CustomerVisit, form: FormState, key = newFormKey(), status = 200) {
  const deal = await showEscrow(await dealOf(visit), visit.visitor.id);
  if (!deal.actions.includes('pay')) return seeOther(visit, `/escrows/${deal.id}`);
  const groups = await waysToPay(visit, deal.buyer_pays_amount);
  const model = { deal, groups, marked: markedWay(groups, form.values['payment']), form, key };
  render(visit, 'escrows/pay', model, status);
}

/** The ways to pay what the buyer owes for a deal. */
export const showEscrowPayment = (visit: CustomerVisit): Promise<void> => showForm(visit, freshForm());

const choiceIn = (typed: string | undefined) => {
  const { payment } = parseForm(paymentSchema, { payment: paymentIn(typed) });
  return payment.gateway === 'wallet'
    ? { gateway: payment.gateway, walletId: payment.wallet_id }
    : { gateway: payment.gateway, method: payment.method };
};

/** Pays: from a wallet at once, which leads back to the room, else on to where the gateway collects. */
export async function payEscrowHere(visit: CustomerVisit): Promise<void> {
  const { visitor, locale } = visit;
  const form = formOf(visit.req);
  const { id: escrowId } = await dealOf(visit);
  await spend(limit, visitor.id);
  try {
    const choice = choiceIn(form['payment']);
    await once(
      visit,
      form,
      { route: 'page escrow payment', wish: { escrowId, choice } },
      async (idempotency) => {
        await payEscrow({ actor: visitor, locale, escrowId, choice, idempotency });
        return escrowId;
      },
    );
    const { transactionId } = await dealOf(visit);
    seeOther(
      visit,
      choice.gateway === 'wallet' || !transactionId ? `/escrows/${escrowId}` : `/orders/${transactionId}`,
    );
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showForm(visit, refusedForm(error, form, locale), keyAfter(error, form), error.status);
  }
}
