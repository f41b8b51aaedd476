import { claimKey } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  acceptDecision,
  addEvidence,
  appeal,
  appealBody,
  disputeBody,
  evidenceBody,
  openDispute,
} from '../disputes/index.js';
import { formOf, parseForm, type Fields } from './form.js';
import { once } from './once.js';
import { seeOther } from './page.js';
import { bringFile, sentForm } from './room-form.js';
import { tellRefusal } from './room-deeds.pages.js';
import { dealOf } from './room.pages.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The same allowances as the doors of the API, and the same counters. */
const limits = {
  open: { name: 'open-dispute', points: 30, seconds: 3_600 },
  evidence: { name: 'dispute-evidence', points: 120, seconds: 3_600 },
};

const toDispute = (visit: CustomerVisit, escrowId: string) => seeOther(visit, `/escrows/${escrowId}#dispute`);

/** What was told when the dispute was opened; a file that came along is its first evidence. */
function disputeIn(form: Fields, [attachmentId]: string[]) {
  const text = form['statement'] ?? '';
  const evidence = attachmentId ? [{ category: 'statement', text, attachment_id: attachmentId }] : [];
  return parseForm(disputeBody, {
    part_id: form['part_id'] || null,
    category: form['category'] ?? '',
    statement: text,
    evidence,
  });
}

/** Freezes money and times, and asks the other side. */
export async function openDisputeHere(visit: CustomerVisit): Promise<void> {
  const { id: escrowId } = await dealOf(visit);
  const { visitor } = visit;
  try {
    await spend(limits.open, visitor.id);
    const sent = await sentForm(visit);
    const { form } = sent;
    const wish = disputeIn(form, await bringFile(visit, escrowId, sent));
    const meaning = { escrowId, category: wish.category, statement: wish.statement };
    await once(visit, form, { route: 'page dispute', wish: meaning }, async (idempotency) => {
      const id = newId();
      await inTransaction(visitor, (uow) => {
        claimKey(uow, idempotency, id);
        return openDispute(uow, { ...wish, id, escrowId, userId: visitor.id });
      });
      return id;
    });
    toDispute(visit, escrowId);
  } catch (error) {
    await tellRefusal(visit, error, 'dispute');
  }
}

/** Puts something forward; whose word was waited for has answered with it. */
export async function addEvidenceHere(visit: CustomerVisit): Promise<void> {
  const { id: escrowId } = await dealOf(visit);
  const { visitor } = visit;
  try {
    await spend(limits.evidence, visitor.id);
    const sent = await sentForm(visit);
    const [attachmentId = null] = await bringFile(visit, escrowId, sent);
    const { form } = sent;
    const piece = parseForm(evidenceBody, {
      category: form['category'] ?? '',
      text: form['text'] ?? '',
      attachment_id: attachmentId,
    });
    await inTransaction(visitor, (uow) => addEvidence(uow, { ...piece, escrowId, userId: visitor.id }));
    toDispute(visit, escrowId);
  } catch (error) {
    await tellRefusal(visit, error, 'evidence');
  }
}

/** A step about a decision that was made; said twice, the second one is refused and the room says why. */
const aboutDecision =
  (work: (visit: CustomerVisit, own: { escrowId: string; userId: string }) => Promise<unknown>) =>
  async (visit: CustomerVisit): Promise<void> => {
    const { id: escrowId } = await dealOf(visit);
    try {
      await work(visit, { escrowId, userId: visit.visitor.id });
      toDispute(visit, escrowId);
    } catch (error) {
      await tellRefusal(visit, error, 'appeal');
    }
  };

export const acceptDecisionHere = aboutDecision(({ visitor }, own) =>
  inTransaction(visitor, (uow) => acceptDecision(uow, own)),
);

export const appealHere = aboutDecision(({ visitor, req }, own) => {
  const { reason } = parseForm(appealBody, { reason: formOf(req)['reason'] ?? '' });
  return inTransaction(visitor, (uow) => appeal(uow, { ...own, reason }));
});
