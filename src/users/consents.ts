import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  Consent,
  consentChannels,
  consentPurposes,
  type ConsentChannel,
  type ConsentPurpose,
  type ConsentSource,
} from './consent.entity.js';
import { consentStates } from './consent.states.js';
import { User } from './user.entity.js';

export interface Choice {
  userId: string;
  purpose?: ConsentPurpose;
  channel: ConsentChannel;
  given: boolean;
  source: ConsentSource;
  /** What staff wrote down about it. */
  note?: string;
}

const reasonOf = ({ source, note }: Choice): string => (note ? `${source}: ${note}` : source).slice(0, 500);

async function give(uow: UnitOfWork, choice: Choice, purpose: ConsentPurpose): Promise<Consent> {
  const { userId, channel, source } = choice;
  const values = { id: newId(), userId, purpose, channel, status: 'GIVEN' as const, source, since: uow.now };
  await uow.insert(Consent, values);
  const consent = Object.assign(new Consent(), { createdAt: uow.now, updatedAt: uow.now, ...values });
  uow.begin(consentStates, consent, 'give', { reason: reasonOf(choice) });
  return consent;
}

/**
 * Writes down what a customer says about messages of a purpose on a channel. Saying the same again changes nothing, and
 * withdrawing what was never given leaves no row: nobody is marked as having been asked.
 * @returns whether it stands otherwise now. @throws DomainError `not_found` for an account that does not exist.
 */
export async function chooseConsent(uow: UnitOfWork, choice: Choice): Promise<boolean> {
  const { userId, channel, given, source, purpose = 'marketing' } = choice;
  // The account's row lock lets two first answers at once follow each other.
  await uow.lock(User, { id: userId });
  const consent = await uow.find(Consent, { userId, purpose, channel });
  if ((consent?.status === 'GIVEN') === given) return false;
  if (!consent) await give(uow, choice, purpose);
  else
    await uow.move(consentStates, Consent, consent, given ? 'give' : 'withdraw', {
      reason: reasonOf(choice),
      set: { source, since: uow.now },
    });
  return true;
}

/** Withdraws all that a customer ever agreed to for a purpose. */
export async function withdrawEverything(
  uow: UnitOfWork,
  choice: Omit<Choice, 'channel' | 'given'>,
): Promise<void> {
  for (const channel of consentChannels) await chooseConsent(uow, { ...choice, channel, given: false });
}

export interface StandingConsent {
  purpose: ConsentPurpose;
  channel: ConsentChannel;
  given: boolean;
  source: ConsentSource | null;
  since: Date | null;
}

/** How a customer stands to every purpose and channel, those never spoken of included. */
export async function consentsOf(userId: string): Promise<StandingConsent[]> {
  const rows = await query<Pick<Consent, 'purpose' | 'channel' | 'status' | 'source' | 'since'>>(
    'SELECT purpose, channel, status, source, since FROM consents WHERE user_id = ?',
    [userId],
  );
  return consentPurposes.flatMap((purpose) =>
    consentChannels.map((channel) => {
      const row = rows.find((each) => each.purpose === purpose && each.channel === channel);
      const { source = null, since = null } = row ?? {};
      return { purpose, channel, given: row?.status === 'GIVEN', source, since };
    }),
  );
}

type Read = <T>(sql: string, params?: unknown[]) => Promise<T[]>;

/**
 * Those of these customers to whom a marketing message may go on a channel now: their account is open and they have
 * said yes. Messages about their own orders and money ask nobody. Callers pass customers in batches of what fits into
 * one statement; inside a unit of work they pass its `sql`, so that the answer is part of what they commit.
 */
export async function mayMarketTo(
  userIds: readonly string[],
  channel: ConsentChannel,
  read: Read = query,
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await read<{ id: string }>(
    `SELECT c.user_id AS id FROM consents c JOIN users u ON u.id = c.user_id
     WHERE c.user_id IN (?) AND c.purpose = 'marketing' AND c.channel = ? AND c.status = 'GIVEN'
       AND u.status = 'ACTIVE'`,
    [userIds, channel],
  );
  return new Set(rows.map(({ id }) => id));
}
