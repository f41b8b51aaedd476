import { sha256 } from '../../src/platform/cipher.js';
import { DomainError, conflict } from '../../src/platform/errors.js';
import { newId } from '../../src/platform/ids.js';
import { claimKey, KeyTaken, meaningOf } from '../../src/platform/idempotency.js';
import { system } from '../../src/platform/actor.js';
import type { UnitOfWork } from '../../src/platform/unit-of-work.js';
import { previewJournals, type PlannedJournal } from '../../src/ledger/index.js';
import { approvalRequiredCode } from '../../src/staff/index.js';
import { actorOf, type Viewer } from '../viewer.js';

/** What an action is about to write, and what ties the second submit to it. */
export interface FormPreview {
  journals: PlannedJournal[];
  /** More than this person may do alone: the second submit asks a colleague. */
  needsApproval: boolean;
  digest: string;
  /** Names this form, so that it is done once however often the button is pressed. */
  token: string;
}

/** Who saw what: the part of a preview that comes back with the second submit. */
export type Confirmation = Pick<FormPreview, 'digest' | 'token'>;

/** The confirmation in what the page sent; null at the first submit. */
export function confirmationIn(payload: Record<string, unknown>): Confirmation | null {
  const { digest, token } = (payload['confirmation'] ?? {}) as Partial<Record<string, unknown>>;
  if (typeof digest !== 'string' || typeof token !== 'string') return null;
  return /^[0-9A-Z]{26}$/.test(token) ? { digest, token } : null;
}

/** What is booked where and for how much; names that are made anew each time say nothing about it. */
const digestOf = (journals: PlannedJournal[]): string =>
  sha256(
    JSON.stringify(
      journals.map(({ kind, entries }) => [kind, entries.map((entry) => [entry.type, entry.amount])]),
    ),
  );

export const needsSecondPerson = (error: unknown): boolean =>
  error instanceof DomainError && error.code === approvalRequiredCode;

type Work = (uow: UnitOfWork) => Promise<unknown>;

/** What somebody may not do alone is shown all the same, as if a second person had agreed. */
async function planOf(viewer: Viewer, work: Work, mayAsk: boolean) {
  try {
    return { journals: await previewJournals(actorOf(viewer), work), needsApproval: false };
  } catch (error) {
    if (!mayAsk || !needsSecondPerson(error)) throw error;
    return { journals: await previewJournals(system('preview'), work), needsApproval: true };
  }
}

/** Performs the action without doing it, and tells which entries it would write. */
export async function previewOf(viewer: Viewer, work: Work, mayAsk: boolean): Promise<FormPreview> {
  const plan = await planOf(viewer, work, mayAsk);
  return { ...plan, digest: digestOf(plan.journals), token: newId() };
}

/** The first statement of what a form does; once it was sent, `asSentAlready` tells so of the error that follows. */
export function claimForm(uow: UnitOfWork, viewer: Viewer, { token }: Confirmation, input: unknown): void {
  const request = { owner: `staff:${viewer.id}`, route: 'console', key: token, bodyHash: meaningOf(input) };
  claimKey(uow, request, token);
}

/** A taken key is a button pressed again: 409 `form_sent_already`. */
export const asSentAlready = (error: unknown): unknown =>
  error instanceof KeyTaken ? conflict('form_sent_already') : error;

/** What is being written now begins what was shown, and what was shown is still to come. @throws as `assertAsShown`. */
export function assertBegins(foreseen: PlannedJournal[], written: PlannedJournal[]): void {
  if (digestOf(foreseen.slice(0, written.length)) !== digestOf(written)) throw conflict('preview_outdated');
}

/** What is being written is what was shown, or nothing is written. @throws DomainError 409 `preview_outdated`. */
export function assertAsShown(journals: PlannedJournal[], { digest }: Confirmation): void {
  if (digestOf(journals) !== digest) throw conflict('preview_outdated');
}
