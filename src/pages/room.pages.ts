import { notFound } from '../platform/errors.js';
import { idPattern } from '../platform/ids.js';
import { escrowOfUser, type Escrow } from '../escrows/index.js';
import { mark, mayEnter, type Mark, type RoomView } from '../rooms/index.js';
import { freshForm, textOf, type FormState } from './form.js';
import { newFormKey } from './once.js';
import { htmlOf, privately, render } from './render.js';
import { talkOf, type TalkWish } from './room-talk.js';
import { piecesOf, roomModel } from './room-view.js';
import type { CustomerVisit } from './wallet.pages.js';

/** The deal of an address; other people's look missing. @throws DomainError `not_found`. */
export async function dealOf({ req, visitor }: CustomerVisit): Promise<Escrow> {
  const id = textOf(req.params['id'], 26);
  if (!idPattern.test(id)) throw notFound('escrow');
  return escrowOfUser(id, visitor.id);
}

const sequenceIn = (value: unknown): number | undefined => {
  const typed = textOf(value, 15);
  return /^\d+$/.test(typed) ? Number(typed) : undefined;
};

/** What came to a page has arrived, and what was shown while somebody looked at it has been read. */
async function note(
  { visitor }: CustomerVisit,
  { id, self }: RoomView,
  sequence: number,
  what: Mark['what'],
) {
  const before = what === 'read' ? self?.readSequence : self?.deliveredSequence;
  if (before !== undefined && sequence > before) await mark(visitor, { roomId: id, sequence, what });
}

/** Shorter words stand everywhere. */
const searchIn = (value: unknown): string | undefined => {
  const typed = textOf(value, 100).trim();
  return typed.length < 2 ? undefined : typed;
};

export interface RoomForm {
  /** The message that was refused. */
  form?: FormState;
  /** A step that was refused, and the form to open again. */
  refusal?: { title: string; detail: string } | null;
  opens?: string;
}

/** The page of a room: its deal, what may be done now, and its chat. */
export async function renderRoom(visit: CustomerVisit, more: RoomForm = {}, status = 200): Promise<void> {
  const model = await roomModel(visit, await dealOf(visit));
  const { query } = visit.req;
  const wish = { before: sequenceIn(query['before']), search: searchIn(query['q']) };
  const talk = await talkOf(model.room, visit, wish);
  if (!wish.search) await note(visit, model.room, talk.last, 'read');
  const { version, now } = piecesOf(visit, model);
  const page = {
    ...model,
    version,
    serverNow: now,
    talk: { ...talk, isOpen: model.deal.status !== 'CANCELLED' && model.deal.status !== 'EXPIRED' },
    key: newFormKey(),
    form: freshForm(),
    ...more,
  };
  render(visit, 'escrows/room', page, status);
}

export const showRoom = (visit: CustomerVisit): Promise<void> => renderRoom(visit);

/** What an open room asks for: only its mark while nothing has changed. */
export async function showRoomState(visit: CustomerVisit): Promise<void> {
  const model = await roomModel(visit, await dealOf(visit));
  visit.res.set(privately).json(piecesOf(visit, model, textOf(visit.req.query['seen'], 16)));
}

/** Lines of the chat that a page does not have yet, or older ones than it has. */
export async function showLines(visit: CustomerVisit): Promise<void> {
  const { query } = visit.req;
  const room = await mayEnter(visit.visitor, (await dealOf(visit)).id);
  const wish: TalkWish = { before: sequenceIn(query['before']), after: sequenceIn(query['after']) };
  const talk = await talkOf(room, visit, wish);
  await note(visit, room, talk.last, query['read'] === '1' ? 'read' : 'delivered');
  const { last, before, more, marks } = talk;
  visit.res.set(privately).json({
    html: htmlOf(visit, 'escrows/lines', { talk, deal: { id: room.id } }),
    last,
    before,
    more,
    marks,
  });
}
