import { DomainError } from '../platform/errors.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  addBankAccount,
  bankAccountsOf,
  bankList,
  newBankAccountSchema,
  presentBankAccount,
  removeBankAccount,
} from '../users/index.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, textOf, type FormState } from './form.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

type CustomerVisit = PageVisit & { visitor: Visitor };

/** The same allowance as the door of the API. */
const limit = { name: 'add-bank-account', points: 10, seconds: 3_600 };
const address = '/bank-accounts';

async function show(visit: CustomerVisit, form: FormState, status = 200): Promise<void> {
  const accounts = (await bankAccountsOf(visit.visitor.id)).map(presentBankAccount);
  render(visit, 'users/bank-accounts', { accounts, banks: bankList, form }, status);
}

export const showBankAccounts = (visit: CustomerVisit): Promise<void> => show(visit, freshForm());

export async function addBankAccountHere(visit: CustomerVisit): Promise<void> {
  const { bank_code = '', number = '', holder_name = '' } = formOf(visit.req);
  const form = { bank_code, number, holder_name };
  const { id: userId } = visit.visitor;
  await spend(limit, userId);
  try {
    const wish = parseForm(newBankAccountSchema, form);
    await inTransaction(visit.visitor, (uow) =>
      addBankAccount(uow, {
        userId,
        bankCode: wish.bank_code,
        number: wish.number,
        holderName: wish.holder_name,
      }),
    );
    seeOther(visit, address);
  } catch (error) {
    if (!isMendable(error)) throw error;
    await show(visit, refusedForm(error, form, visit.locale), error.status);
  }
}

/** Again is no mistake: it is gone already. */
export async function removeBankAccountHere(visit: CustomerVisit): Promise<void> {
  const wish = { userId: visit.visitor.id, bankAccountId: textOf(visit.req.params['id'], 26) };
  await inTransaction(visit.visitor, (uow) => removeBankAccount(uow, wish)).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.status !== 404) throw error;
  });
  seeOther(visit, address);
}
