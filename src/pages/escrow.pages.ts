import { clock } from '../platform/clock.js';
import { claimKey } from '../platform/idempotency.js';
import { idPattern, newId } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  listEscrows,
  newEscrowSchema,
  priceTerms,
  proposeEscrow,
  quoteFee,
  scheduleInForce,
  showEscrows,
  termsWishOf,
  type Escrow,
  type EscrowResource,
} from '../escrows/index.js';
import { namesOfUsers } from '../users/index.js';
import {
  deliveryHours,
  gatherParts,
  hoursName,
  hoursOffered,
  inspectionHours,
  mostParts,
  termsIn,
} from './escrow-form.js';
import {
  formOf,
  freshForm,
  isMendable,
  parseForm,
  refusedForm,
  textOf,
  type Fields,
  type FormState,
} from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import { seeOther } from './page.js';
import { privately, htmlOf, render } from './render.js';
import type { CustomerVisit } from './wallet.pages.js';

const perPage = 15;

/** The same allowance as the door of the API, and the same counter. */
const limit = { name: 'propose-escrow', points: 30, seconds: 3_600 };

/** What waits for this viewer and for nobody else. */
const turns = ['agree', 'pay', 'deliver', 'confirm', 'evidence'];

export const isTurnOf = ({ actions }: Pick<EscrowResource, 'actions'>): boolean =>
  actions.some((action) => turns.includes(action));

/** Deals as their list shows them, with the other side's name. */
async function rowsOf({ visitor }: CustomerVisit, escrows: Escrow[]) {
  const others = escrows.map(({ buyerId, sellerId }) => (buyerId === visitor.id ? sellerId : buyerId));
  const [deals, names] = await Promise.all([
    showEscrows(escrows, visitor.id),
    namesOfUsers(others.filter((id) => id !== null)),
  ]);
  return deals.map((deal, place) => ({
    ...deal,
    otherName: names.get(others[place] ?? '') ?? null,
    isMyTurn: isTurnOf(deal),
  }));
}

/** What the form needs besides its values. */
export const formModel = ({ locale }: Pick<CustomerVisit, 'locale'>, { values }: FormState) => ({
  mostParts,
  deliveryHours: hoursOffered(deliveryHours, values['delivery_hours']),
  inspectionHours: hoursOffered(inspectionHours, values['inspection_hours']),
  hoursName: (hours: number) => hoursName(locale, hours),
});

async function showPage(visit: CustomerVisit, form: FormState, status = 200): Promise<void> {
  const { query } = visit.req;
  const role = ['buyer', 'seller'].includes(textOf(query['role'], 6)) ? textOf(query['role'], 6) : 'all';
  const cursor = textOf(query['cursor'], 26);
  const { rows, page } = await listEscrows({
    userId: visit.visitor.id,
    limit: perPage,
    ...(role === 'all' ? {} : { role: role as 'buyer' | 'seller' }),
    ...(idPattern.test(cursor) ? { cursor } : {}),
  });
  const model = {
    deals: await rowsOf(visit, rows),
    role,
    isFresh: rows.length === 0 && role === 'all' && cursor === '',
    next: page.next_cursor,
    ...formModel(visit, form),
    form: gatherParts(form),
  };
  render(visit, 'escrows/dashboard', model, status);
}

/** Deals of the visitor on either side, and the form for a new one. */
export const showEscrowsHere = (visit: CustomerVisit): Promise<void> => showPage(visit, freshForm());

type Wish = ReturnType<typeof newEscrowSchema.parse>;

const wishIn = (form: Fields): Wish =>
  parseForm(newEscrowSchema, { role: form['role'] ?? '', ...termsIn(form) });

/** The price to look at, as a popup where scripts run and else as a page; nothing is made by looking. */
async function showPrice(visit: CustomerVisit, form: Fields, wish: Wish): Promise<void> {
  const schedule = await scheduleInForce(clock.now());
  priceTerms(termsWishOf(wish), schedule);
  const quote = quoteFee(wish.amount, wish.fee_payer, schedule);
  const model = { quote, form: freshForm(form), key: newFormKey() };
  if (!visit.req.get('x-popup')) return render(visit, 'escrows/confirm', model);
  visit.res
    .set(privately)
    .type('html')
    .send(htmlOf(visit, 'escrows/quote', model));
}

async function makeRoom(visit: CustomerVisit, form: Fields, wish: Wish): Promise<void> {
  const { visitor } = visit;
  await spend(limit, visitor.id);
  const made = await once(visit, form, { route: 'page escrow', wish }, async (idempotency) => {
    const terms = priceTerms(termsWishOf(wish), await scheduleInForce(clock.now()));
    const id = newId();
    await inTransaction(visitor, (uow) => {
      claimKey(uow, idempotency, id);
      const side = wish.role === 'buyer' ? 'BUYER' : 'SELLER';
      return proposeEscrow(uow, { id, userId: visitor.id, side, terms });
    });
    return id;
  });
  seeOther(visit, `/escrows/${made}`);
}

/** "Buat Room" shows what it costs, and only "Lanjut" makes anything. */
export async function orderEscrow(visit: CustomerVisit): Promise<void> {
  const typed = formOf(visit.req);
  const form: Fields = typed['instead'] ? { ...typed, amount: typed['instead'] } : typed;
  try {
    const wish = wishIn(form);
    if (form['confirmed'] === 'yes' && !typed['instead']) await makeRoom(visit, form, wish);
    else await showPrice(visit, form, wish);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const key = keyAfter(error, form);
    await showPage(visit, refusedForm(error, { ...form, key }, visit.locale), error.status);
  }
}
