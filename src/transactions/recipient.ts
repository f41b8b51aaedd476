import type { Customer } from '../platform/actor.js';
import { idPattern } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { maskedName, recipientBy } from '../users/index.js';
import { recipientUnknown } from './transaction.errors.js';

/** Whom a transfer goes to. */
export interface Destination {
  userId: string;
  /** One of the recipient's wallets; null for the default one, because senders do not choose among them. */
  walletId: string | null;
  /** As the sender sees it before confirming. */
  name: string;
}

/** Wrong guesses, so that nobody learns who has an account by trying addresses. */
const guesses = { name: 'unknown-recipient', points: 10, seconds: 3_600 };

/**
 * Finds a recipient by e-mail address or phone number, or a wallet of one's own by its id.
 * @throws DomainError `recipient_unknown` (422), 429 after too many unknown ones.
 */
export async function destinationOf(sender: Customer, to: string): Promise<Destination> {
  if (idPattern.test(to)) return { userId: sender.id, walletId: to, name: '' };
  const recipient = await recipientBy(to);
  if (!recipient) {
    await spend(guesses, sender.id);
    throw recipientUnknown();
  }
  return { userId: recipient.id, walletId: null, name: maskedName(recipient.name) };
}
