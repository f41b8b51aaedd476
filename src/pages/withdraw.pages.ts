import { z } from 'zod';
import { DomainError } from '../platform/errors.js';
import { idParam } from '../platform/http/paging.js';
import { idPattern } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { withdraw } from '../transactions/index.js';
import { bankAccountsOf, presentBankAccount } from '../users/index.js';
import {
  cancelWithdrawal,
  listWithdrawals,
  ownWallets,
  presentWithdrawals,
  quoteWithdrawal,
  withdrawalRange,
} from '../wallets/index.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, textOf, type FormState } from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

type CustomerVisit = PageVisit & { visitor: Visitor };

/** The same allowance as the door of the API. */
const limit = { name: 'withdraw', points: 20, seconds: 300 };
const perPage = 10;
const address = '/wallet/withdraw';

/** Rupiah as people type them: `1.500.000`, `Rp 1500000`. */
const typedAmount = z
  .string()
  .max(30)
  .transform((text) => text.replace(/^\s*Rp/i, '').replace(/[\s.]/g, ''))
  .pipe(z.string().regex(/^\d{1,12}$/))
  .transform(Number);

const wishSchema = z.object({ wallet_id: idParam, bank_account_id: idParam, amount: typedAmount });

type Wish = z.infer<typeof wishSchema>;

const wishIn = (form: Record<string, string>): Wish =>
  parseForm(wishSchema, { wallet_id: '', bank_account_id: '', amount: '', ...form });

async function pageData(visit: CustomerVisit) {
  const cursor = textOf(visit.req.query['cursor'], 26);
  const { id: userId } = visit.visitor;
  const [wallets, accounts, { rows, page }] = await Promise.all([
    ownWallets(visit.visitor),
    bankAccountsOf(userId),
    listWithdrawals({ userId, limit: perPage, ...(idPattern.test(cursor) ? { cursor } : {}) }),
  ]);
  return {
    wallets: wallets.filter(({ status }) => status === 'ACTIVE'),
    accounts: accounts.filter(({ status }) => status === 'VERIFIED').map(presentBankAccount),
    hasAccounts: accounts.length > 0,
    withdrawals: await presentWithdrawals(rows),
    next: page.next_cursor,
    range: withdrawalRange(),
  };
}

async function showForm(visit: CustomerVisit, form: FormState, status = 200): Promise<void> {
  render(visit, 'wallets/withdraw', { ...(await pageData(visit)), form }, status);
}

/** The form, and what became of earlier withdrawals. */
export const showWithdraw = (visit: CustomerVisit): Promise<void> =>
  showForm(visit, freshForm({ wallet_id: textOf(visit.req.query['w'], 26) }));

/** Shows amount, fee and target once more; nothing has happened yet. */
async function showConfirmation(visit: CustomerVisit, wish: Wish, key: string): Promise<void> {
  const { wallets, accounts } = await pageData(visit);
  const wallet = wallets.find(({ id }) => id === wish.wallet_id);
  const account = accounts.find(({ id }) => id === wish.bank_account_id);
  if (!wallet || !account) return seeOther(visit, address);
  render(visit, 'wallets/withdraw-confirm', { quote: quoteWithdrawal(wish.amount), wallet, account, key });
}

async function order(visit: CustomerVisit, form: Record<string, string>, wish: Wish): Promise<void> {
  await spend(limit, visit.visitor.id);
  await once(visit, form, { route: 'page withdraw', wish }, async (idempotency) => {
    const { transactionId } = await withdraw({
      actor: visit.visitor,
      locale: visit.locale,
      walletId: wish.wallet_id,
      bankAccountId: wish.bank_account_id,
      amount: wish.amount,
      idempotency,
    });
    return transactionId;
  });
  seeOther(visit, address);
}

/** What the person can mend, and the refusals that only say so: the form comes back with the reason on top. */
const isTold = (error: unknown): error is DomainError =>
  isMendable(error) || (error instanceof DomainError && error.code === 'kyc_required');

/** First press: the fee is shown. Second press: the money is held. */
export async function withdrawHere(visit: CustomerVisit): Promise<void> {
  const form = formOf(visit.req);
  try {
    const wish = wishIn(form);
    if (form['confirmed'] === 'yes') await order(visit, form, wish);
    else await showConfirmation(visit, wish, newFormKey());
  } catch (error) {
    if (!isTold(error)) throw error;
    const key = keyAfter(error, form);
    await showForm(visit, refusedForm(error, { ...form, key }, visit.locale), error.status);
  }
}

/** Calls one off; if staff have decided meanwhile, the page shows what they said. */
export async function cancelWithdrawalHere(visit: CustomerVisit): Promise<void> {
  const withdrawalId = textOf(visit.req.params['id'], 26);
  const wish = { withdrawalId, userId: visit.visitor.id };
  await inTransaction(visit.visitor, (uow) => cancelWithdrawal(uow, wish)).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.status !== 409) throw error;
  });
  seeOther(visit, address);
}
