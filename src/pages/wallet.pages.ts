import { idPattern } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  closeWallet,
  createWallet,
  makeDefault,
  mostWallets,
  mutationsOf,
  newWalletSchema,
  ownWallets,
  presentMutation,
  walletView,
  type WalletView,
} from '../wallets/index.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, textOf, type FormState } from './form.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

export type CustomerVisit = PageVisit & { visitor: Visitor };

const perPage = 20;

export const addressOf = (wallet: Pick<WalletView, 'id' | 'isDefault'>, page = ''): string =>
  `/wallet${page}${wallet.isDefault ? '' : `?w=${wallet.id}`}`;

/** The wallet that the address or the form names, `w=<id>`, or the default one. @throws DomainError `not_found`. */
export async function chosenWallet({ req, visitor }: CustomerVisit): Promise<WalletView> {
  const id = textOf(req.query['w'] ?? formOf(req)['w'], 26);
  if (idPattern.test(id)) return walletView(id, visitor.id);
  const [first] = await ownWallets(visitor);
  if (!first) throw new Error(`Customer ${visitor.id} has no wallet.`);
  return first;
}

const day = (value: unknown): string | undefined =>
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(textOf(value, 10))?.[0];

async function showPage(visit: CustomerVisit, form: FormState, status = 200): Promise<void> {
  const { query } = visit.req;
  const wallet = await chosenWallet(visit);
  const cursor = /^[1-9]\d{0,17}$/.exec(textOf(query['cursor'], 18))?.[0];
  const range = { from: day(query['from']), to: day(query['to']) };
  const [wallets, { rows, page }] = await Promise.all([
    ownWallets(visit.visitor),
    mutationsOf(wallet, { ...range, cursor, limit: perPage }),
  ]);
  const model = {
    wallet,
    wallets,
    ...range,
    lines: rows.map((row) => presentMutation(row, visit.locale)),
    next: page.next_cursor,
    mayOpen: wallets.length < mostWallets,
    addressOf,
    form,
  };
  render(visit, 'wallets/wallet', model, status);
}

/** A wallet with its balance and what moved it. */
export const showWallet = (visit: CustomerVisit): Promise<void> => showPage(visit, freshForm());

/** Opens a further wallet; a name that does not fit comes back in the form. */
export async function openWallet(visit: CustomerVisit): Promise<void> {
  const form = formOf(visit.req);
  try {
    const { name } = parseForm(newWalletSchema, { name: form['name'] ?? '' });
    const wallet = await inTransaction(visit.visitor, (uow) =>
      createWallet(uow, { userId: visit.visitor.id, name }),
    );
    seeOther(visit, addressOf(wallet));
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showPage(visit, refusedForm(error, form, visit.locale), error.status);
  }
}

/** Makes the wallet in view the one where money goes that names none. */
export async function preferWallet(visit: CustomerVisit): Promise<void> {
  const { id: walletId } = await chosenWallet(visit);
  await inTransaction(visit.visitor, (uow) => makeDefault(uow, { walletId, userId: visit.visitor.id }));
  seeOther(visit, '/wallet');
}

/** Closes the wallet in view for good; one with money in it stays, and says so. */
export async function closeHere(visit: CustomerVisit): Promise<void> {
  const { id: walletId } = await chosenWallet(visit);
  try {
    await inTransaction(visit.visitor, (uow) => closeWallet(uow, { walletId, userId: visit.visitor.id }));
    seeOther(visit, '/wallet');
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showPage(visit, refusedForm(error, formOf(visit.req), visit.locale), error.status);
  }
}
