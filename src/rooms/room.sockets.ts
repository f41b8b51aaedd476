import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { Customer, Staff } from '../platform/actor.js';
import { notFound } from '../platform/errors.js';
import type { Locale } from '../platform/i18n.js';
import { localeOfSocket, onQuestion } from '../platform/socket-questions.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { tellRoom } from './announce.js';
import { editMessage } from './edit-message.js';
import { enterRoom } from './enter-room.js';
import { mark } from './marks.js';
import { onlineIn } from './presence.js';
import { presentMember, presentMessage } from './room.presenter.js';
import { mayEnter, messagesOf, type RoomView } from './room.read-model.js';
import { socketSchemas } from './room.schema.js';
import { Seats } from './seats.js';
import { sendMessage } from './send-message.js';

/** So many messages come with the answer to a join; whoever missed more fetches the rest. */
const missedAtOnce = 100;

const limits = {
  join: { name: 'room-join', points: 60, seconds: 60 },
  send: { name: 'room-send', points: 30, seconds: 10 },
  edit: { name: 'room-edit', points: 20, seconds: 60 },
  mark: { name: 'room-mark', points: 120, seconds: 60 },
  typing: { name: 'room-typing', points: 60, seconds: 60 },
};

type WhoIs = () => Promise<Customer | Staff>;

/** Staff who come into a room for the first time become members of it, which is written down. */
async function roomFor(actor: Customer | Staff, id: string): Promise<RoomView> {
  const room = await mayEnter(actor, id);
  if (room.self || actor.kind !== 'staff') return room;
  await inTransaction(actor, (uow) => enterRoom(uow, id));
  return mayEnter(actor, id);
}

async function presentRoom(room: RoomView, after: number | undefined, locale: Locale) {
  const [{ rows, hasMore }, online] = await Promise.all([
    messagesOf(room.id, { after, limit: missedAtOnce }),
    onlineIn(room.id),
  ]);
  return {
    id: room.id,
    last_sequence: room.lastSequence,
    sealed_at: room.sealedAt?.toISOString() ?? null,
    members: room.members.map((member) => presentMember(member, { selfId: room.self?.id ?? null, online })),
    messages: rows.map((message) => presentMessage(message, locale)),
    has_more: hasMore,
  };
}

/**
 * Chat over one socket. Everything that is asked is answered with data or a problem, and rights are looked up each
 * time: `join-room`, `leave-room`, `send-message`, `edit-message`, `read`, `delivered`, `typing`.
 */
export function openChat(socket: Socket, personId: string, whoIs: WhoIs): void {
  const seats = new Seats(socket);
  const locale = localeOfSocket(socket);

  const answer = <Name extends keyof typeof limits | 'leave'>(
    event: string,
    name: Name,
    handle: (asked: z.infer<(typeof socketSchemas)[Name]>, actor: Customer | Staff) => Promise<unknown>,
  ) =>
    onQuestion(socket, {
      event,
      schema: socketSchemas[name],
      limit: limits[name === 'leave' ? 'join' : (name as keyof typeof limits)],
      by: personId,
      handle: async (asked) => handle(asked as z.infer<(typeof socketSchemas)[Name]>, await whoIs()),
    });

  answer('join-room', 'join', async ({ id, after }, actor) => {
    const room = await roomFor(actor, id);
    if (!room.self) throw notFound('room');
    // The device hears the room before it reads what it missed, so that nothing falls between the two.
    await seats.take(id, room.self.id);
    return presentRoom(room, after, locale);
  });
  answer('leave-room', 'leave', ({ id }) => seats.leave(id));
  answer('send-message', 'send', async ({ room_id, client_id, body, attachment_ids }, actor) => {
    const wish = { roomId: room_id, clientId: client_id, body, attachmentIds: attachment_ids };
    return presentMessage(await sendMessage(actor, wish), locale);
  });
  answer('edit-message', 'edit', ({ room_id, sequence, body }, actor) =>
    inTransaction(actor, (uow) => editMessage(uow, { roomId: room_id, sequence, body })),
  );
  for (const what of ['read', 'delivered'] as const)
    answer(what, 'mark', ({ room_id, sequence }, actor) => mark(actor, { roomId: room_id, sequence, what }));
  answer('typing', 'typing', ({ room_id, is_typing }) => {
    const seat = seats.in(room_id);
    if (!seat) throw notFound('room');
    tellRoom(room_id, 'escrow.typing', { room_id, member_id: seat.memberId, is_typing });
    return Promise.resolve(null);
  });
}
