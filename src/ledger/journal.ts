import { rupiah, type Rupiah } from '../platform/money.js';
import { keepsBalance, type Account } from './chart.js';

/** One side of a journal; debit above zero, credit below. */
export interface Entry {
  account: Account;
  amount: number;
}

/** What is to be written to the books: a value, so that it can be shown before it is posted. */
export interface JournalDraft {
  /** The kind of event, such as `payment_paid`. */
  kind: string;
  /** Unique name of the cause, such as `payment:<id>:paid`. */
  reference: string;
  transactionId?: string | null;
  /**
   * The reference names something that is born in this very unit of work, so nobody can have booked it: the journal
   * travels with what is sent next. Were it booked nevertheless, the unique key ends the whole work.
   */
  isFirst?: boolean;
  /** The journal that this one undoes; written by `reverse` alone. */
  reversesId?: string | null;
  description?: string;
  /** When it happened; now, unless said otherwise. */
  effectiveAt?: Date;
  entries: Entry[];
}

function positive(amount: Rupiah): Rupiah {
  if (rupiah(amount) === 0) throw new RangeError('An entry of zero rupiah says nothing.');
  return amount;
}

/** @throws RangeError unless the amount is a whole number of rupiah above zero. */
export const debit = (account: Account, amount: Rupiah): Entry => ({ account, amount: positive(amount) });

/** @throws RangeError unless the amount is a whole number of rupiah above zero. */
export const credit = (account: Account, amount: Rupiah): Entry => ({ account, amount: -positive(amount) });

/** @throws RangeError when the draft is no double entry: a fault of the caller, never of a customer. */
export function assertBalanced({ reference, entries }: JournalDraft): void {
  const complain = (problem: string) => new RangeError(`Journal ${reference} ${problem}.`);
  if (entries.length < 2) throw complain('needs two entries or more');
  if (entries.some(({ amount }) => !Number.isSafeInteger(amount) || amount === 0))
    throw complain('has an amount that is not whole or is zero');
  if (new Set(entries.map(({ account }) => account.currency)).size > 1) throw complain('mixes currencies');
  const stored = entries.filter(({ account }) => keepsBalance(account)).map(({ account }) => account.code);
  if (new Set(stored).size < stored.length) throw complain('has two entries on one stored balance');
  if (entries.reduce((total, { amount }) => total + BigInt(amount), 0n) !== 0n)
    throw complain('does not sum to zero');
}

/** As much of a reason as a journal keeps. */
const longestDescription = 200;

/** The draft as it fits into the books: what people write as a reason may be longer than what a journal keeps of it. */
export function fitted(draft: JournalDraft): JournalDraft {
  const { description = '' } = draft;
  if (description.length <= longestDescription) return draft;
  return { ...draft, description: [...description].slice(0, longestDescription).join('') };
}
