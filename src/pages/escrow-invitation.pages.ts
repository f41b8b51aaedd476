import { DomainError } from '../platform/errors.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { agree, invitedTo, joinEscrow, type Invitation } from '../escrows/index.js';
import { maskedName, namesOfUsers } from '../users/index.js';
import { hoursName } from './escrow-form.js';
import { formOf, freshForm, isMendable, refusedForm, textOf, type FormState } from './form.js';
import { seeOther } from './page.js';
import { render } from './render.js';
import { trustModel } from './trust-model.js';
import type { CustomerVisit } from './wallet.pages.js';

/** Joining by the page spends from the same counter as by the API: guessed codes are slow. */
const limit = { name: 'join-escrow', points: 10, seconds: 300 };

/** The code of an address or of a form; a whole link is as good as the code in it. */
function codeIn({ req }: CustomerVisit): string {
  const typed = textOf(formOf(req)['code'] ?? req.query['code'], 200).trim();
  return /[?&]code=([^&\s]+)/.exec(typed)?.[1] ?? typed;
}

const lower = <Word extends string>(word: Word) => word.toLowerCase() as Lowercase<Word>;

/** A proposal in the words that the templates share with the deals of its two sides. */
const dealOf = ({ escrow, terms }: Invitation) => ({
  title: escrow.title,
  goods_type: lower(escrow.goodsType),
  terms: escrow.terms,
  terms_version: escrow.termsVersion,
  amount: escrow.amount,
  fee_payer: lower(escrow.feePayer),
  fee_amount: escrow.feeAmount,
  total_amount: escrow.amount + escrow.feeAmount,
  buyer_pays_amount: escrow.buyerPaysAmount,
  seller_receives_amount: escrow.sellerReceivesAmount,
  delivery_hours: escrow.deliveryHours,
  inspection_hours: escrow.inspectionHours,
  parts: terms.parts,
});

async function showTerms(visit: CustomerVisit, invitation: Invitation, form: FormState, status = 200) {
  const { creatorId } = invitation.escrow;
  const inviter = maskedName((await namesOfUsers([creatorId])).get(creatorId) ?? '');
  const model = {
    deal: dealOf(invitation),
    asRole: lower(invitation.side),
    inviter,
    trust: await trustModel(visit.locale, creatorId, inviter),
    code: codeIn(visit),
    hoursName: (hours: number) => hoursName(visit.locale, hours),
    form,
  };
  render(visit, 'escrows/join', model, status);
}

/** What a person can mend at the code's field: a wrong code as well. */
const isSaid = (error: unknown): error is DomainError =>
  isMendable(error) || (error instanceof DomainError && error.code === 'escrow_invitation_unknown');

function askForCode(visit: CustomerVisit, error?: DomainError): void {
  const code = codeIn(visit);
  const form = error ? refusedForm(error, { code }, visit.locale) : freshForm({ code });
  render(visit, 'escrows/join', { deal: null, form }, error?.status ?? 200);
}

/** The terms behind a link, or the field for a code; looking takes no seat. */
export async function showInvitation(visit: CustomerVisit): Promise<void> {
  if (codeIn(visit) === '') return askForCode(visit);
  await spend(limit, visit.visitor.id);
  try {
    await showTerms(visit, await invitedTo(codeIn(visit), visit.visitor.id), freshForm());
  } catch (error) {
    if (!isSaid(error)) throw error;
    askForCode(visit, error);
  }
}

async function join(visit: CustomerVisit, code: string, termsVersion: number): Promise<string> {
  const { visitor } = visit;
  return inTransaction(visitor, async (uow) => {
    const { id: escrowId } = await joinEscrow(uow, { userId: visitor.id, code });
    await agree(uow, { escrowId, userId: visitor.id, termsVersion });
    return escrowId;
  });
}

/**
 * The first press shows the terms, the second one joins and accepts the version that was shown. If that version has
 * changed meanwhile, nothing happens and the new one is shown.
 */
export async function joinHere(visit: CustomerVisit): Promise<void> {
  const { accepted } = formOf(visit.req);
  const code = codeIn(visit);
  await spend(limit, visit.visitor.id);
  try {
    if (!accepted) return await showTerms(visit, await invitedTo(code, visit.visitor.id), freshForm());
    seeOther(visit, `/escrows/${await join(visit, code, Number(accepted))}`);
  } catch (error) {
    if (!isSaid(error)) throw error;
    if (error.code !== 'escrow_terms_changed') return askForCode(visit, error);
    const form = refusedForm(error, { code }, visit.locale);
    await showTerms(visit, await invitedTo(code, visit.visitor.id), form, error.status);
  }
}
