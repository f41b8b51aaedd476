import type { Contact, Customer } from '../platform/actor.js';
import { unauthenticated } from '../platform/errors.js';
import type { IdempotentRequest } from '../platform/idempotency.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';
import { contactOfUser } from '../users/index.js';
import { Transaction, type TransactionType } from './transaction.entity.js';
import { newTransactionNumber } from './transaction-number.js';

/** What a customer wants done with the money of a wallet. */
export interface WalletWish {
  actor: Customer;
  locale: Locale;
  walletId: string;
  amount: Rupiah;
}

export interface WalletOrder extends WalletWish {
  idempotency: IdempotentRequest;
}

/** @throws DomainError `unauthenticated` for an account that is gone. */
export async function contactOfCustomer({ id }: Customer): Promise<Contact> {
  const contact = await contactOfUser(id);
  if (!contact) throw unauthenticated();
  return contact;
}

type Varying = Pick<Transaction, 'status' | 'expiresAt'> & { type: TransactionType } & Partial<Transaction>;

/** Money of a wallet among the transactions: nothing is sold, so there are no lines, no goods and no fee. */
export function walletTransaction(
  { actor, locale, walletId, amount }: WalletWish,
  contact: Contact,
  { now, ...varying }: Varying & { now: Date },
): Transaction {
  return Object.assign(new Transaction(), {
    id: newId(),
    number: newTransactionNumber(now),
    userId: actor.id,
    walletId,
    customerType: actor.customerType,
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    locale,
    inputs: null,
    inputSchemaId: null,
    customerNo: null,
    shipping: null,
    goodsAmount: amount,
    discountAmount: 0,
    adminFeeAmount: 0,
    shippingAmount: 0,
    totalAmount: amount,
    costAmount: 0,
    currency: 'IDR',
    wibDate: jakartaDate(now),
    paidAt: null,
    finishedAt: null,
    failureCode: null,
    createdAt: now,
    updatedAt: now,
    ...varying,
  } satisfies Partial<Transaction>);
}
