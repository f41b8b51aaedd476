import { sha256 } from '../platform/cipher.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { hasCopy, translate } from '../platform/i18n.js';
import {
  logsOfEscrow,
  proofsOfEscrow,
  showEscrow,
  type Escrow,
  type EscrowLog,
  type EscrowResource,
} from '../escrows/index.js';
import { caseOfDeal, disputeCategories, evidenceCategories, presentCase } from '../disputes/index.js';
import { fileView, mayEnter, type RoomView } from '../rooms/index.js';
import { transactionById } from '../transactions/index.js';
import { hoursName } from './escrow-form.js';
import { newFormKey } from './once.js';
import { htmlOf } from './render.js';
import { otherActions, partsInRoom } from './room-actions.js';
import { nowIn } from './room-now.js';
import { fileLink } from './room-talk.js';
import { trustModel } from './trust-model.js';
import type { CustomerVisit } from './wallet.pages.js';

const longCode = /.{4}(?=.)/g;

/** The code in groups, as it is read out, and the link that has it within. */
const invitationOf = ({ invitation_code: code }: EscrowResource) =>
  code === null
    ? null
    : { code: code.replace(longCode, '$& '), link: `${config.PUBLIC_URL}/escrows/join?code=${code}` };

/** What runs out, named; of several parts each is named by its number. */
function timersOf({ locale }: CustomerVisit, deal: EscrowResource) {
  return deal.countdowns.map(({ name, at, part_id: partId }) => {
    const what = translate(locale, `room_page.timers.${name}`);
    const part = deal.parts.find(({ id }) => id !== null && id === partId);
    const isOneOfMany = part && deal.parts.length > 1;
    const label = isOneOfMany
      ? translate(locale, 'room_page.timers_part', { n: part.position + 1, what })
      : what;
    return { name, at, label };
  });
}

/** Why a deal moved: a code in words, or what somebody wrote. */
function reasonWords({ locale }: CustomerVisit, reason: string | null): string | null {
  const known = [`escrow.reasons.${reason}`, `dispute.categories.${reason?.toUpperCase()}`];
  const key = known.find((each) => hasCopy(locale, each));
  return key ? translate(locale, key) : reason;
}

const logWords = (visit: CustomerVisit, { toStatus, reason, createdAt }: EscrowLog) => ({
  words: translate(visit.locale, `escrow.status.${toStatus}`),
  reason: reasonWords(visit, reason),
  at: createdAt.toISOString(),
});

async function proofsIn({ locale }: CustomerVisit, escrowId: string) {
  const proofs = await proofsOfEscrow(escrowId);
  const files = await fileView(proofs.flatMap(({ attachmentIds }) => attachmentIds));
  return proofs.map(({ body, attachmentIds, createdAt }) => ({
    body,
    at: createdAt.toISOString(),
    files: files
      .filter(({ id }) => attachmentIds.includes(id))
      .map((file) => fileLink(escrowId, file, locale)),
  }));
}

/** The dispute with its files as links; null where nobody has complained. */
async function disputeIn({ visitor, locale }: CustomerVisit, escrowId: string) {
  const view = await caseOfDeal(escrowId, visitor.id);
  if (!view) return null;
  const shown = presentCase(view, { locale, now: clock.now() });
  const files = new Map(view.evidence.map(({ id, file }) => [id, file && fileLink(escrowId, file, locale)]));
  return {
    ...shown,
    evidence: shown.evidence.map((piece) => ({ ...piece, file: files.get(piece.id) ?? null })),
  };
}

function agreedWords({ locale }: CustomerVisit, deal: EscrowResource, name: string): string {
  const mine = deal.agreed_version === deal.terms_version;
  const theirs = deal.counterpart?.agreed_version === deal.terms_version;
  if (!deal.counterpart) return translate(locale, 'room_page.agreed_alone');
  const which = mine ? (theirs ? 'both' : 'mine') : theirs ? 'theirs' : 'none';
  return translate(locale, `room_page.agreed_${which}`, { name });
}

/** The names of both sides as the room knows them. */
function namesIn({ locale }: CustomerVisit, room: RoomView) {
  const nameOf = (role: string) => room.members.find((member) => member.role === role.toUpperCase());
  return (role: string): string => {
    const member = nameOf(role);
    if (!member) return translate(locale, 'room_page.nobody_yet');
    return member.id === room.self?.id
      ? translate(locale, 'room_page.you_too', { name: member.name })
      : member.name;
  };
}

/** Where a payment that was begun goes on; the choice of a way to pay where there is none. */
async function payAt({ transaction_id: id, id: escrowId, actions }: EscrowResource) {
  if (!actions.includes('pay') || id === null) return { payAt: `/escrows/${escrowId}/pay`, isPaying: false };
  const isPaying = (await transactionById(id)).status === 'AWAITING_PAYMENT';
  return { payAt: isPaying ? `/orders/${id}` : `/escrows/${escrowId}/pay`, isPaying };
}

export interface RoomModel extends Record<string, unknown> {
  deal: EscrowResource;
  room: RoomView;
}

/** Everything that a room shows of its deal to this viewer. */
export async function roomModel(visit: CustomerVisit, escrow: Escrow): Promise<RoomModel> {
  const { visitor, locale } = visit;
  const [deal, room, logs, proofs, dispute] = await Promise.all([
    showEscrow(escrow, visitor.id),
    mayEnter(visitor, escrow.id),
    logsOfEscrow(escrow.id),
    proofsIn(visit, escrow.id),
    disputeIn(visit, escrow.id),
  ]);
  const otherSide = deal.role === 'buyer' ? 'seller' : 'buyer';
  const other = room.members.find(({ role }) => role === otherSide.toUpperCase());
  const otherName = other?.name ?? translate(locale, 'room_page.other_party');
  return {
    deal,
    room,
    otherName,
    nameOf: namesIn(visit, room),
    now: nowIn(deal, { otherName, isDecided: dispute?.status === 'DECIDED' }, locale),
    may: Object.fromEntries(deal.actions.map((action) => [action, true])),
    parts: partsInRoom(deal),
    others: otherActions(deal, otherName, locale),
    invitation: invitationOf(deal),
    countdowns: timersOf(visit, deal),
    agreedWords: agreedWords(visit, deal, otherName),
    trust: other?.userId ? await trustModel(locale, other.userId, otherName) : null,
    logs: logs.map((log) => logWords(visit, log)).reverse(),
    proofs,
    dispute,
    isMyDispute: dispute?.opened_by === deal.role,
    isReviewed: ['UNDER_REVIEW', 'ESCALATED'].includes(dispute?.status ?? ''),
    disputeCategories,
    evidenceCategories,
    hoursName: (hours: number) => hoursName(locale, hours),
    ...(await payAt(deal)),
  };
}

const pieces = ['head', 'act', 'facts'] as const;

/** The changing pieces of a room's page with a mark by which the page knows whether it has them already. */
export function piecesOf(visit: CustomerVisit, { room: _room, ...model }: RoomModel, seen?: string) {
  const version = sha256(JSON.stringify([visit.locale, model])).slice(0, 16);
  const html = (key: string) =>
    Object.fromEntries(
      pieces.map((piece) => [piece, htmlOf(visit, `escrows/room-${piece}`, { ...model, key })]),
    );
  return {
    status: model.deal.status,
    version,
    now: clock.now().toISOString(),
    ...(seen === version ? {} : { pieces: html(newFormKey()) }),
  };
}
