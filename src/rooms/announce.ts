import { locales } from '../platform/i18n.js';
import { rooms, signal } from '../platform/sockets.js';
import { presentMessage } from './room.presenter.js';
import type { MessageView } from './room.read-model.js';

/** Tells everybody who stands in a room, customers and staff, on whichever web process. */
export function tellRoom(
  roomId: string,
  event: string,
  payload: object,
  spoken: readonly (typeof locales)[number][] = locales,
): void {
  const heard = spoken.map((locale) => rooms.talk(roomId, locale));
  for (const namespace of ['/', '/staff'] as const) signal({ namespace, rooms: heard, event, payload });
}

/** Brings a message that is stored to everybody in its room; a line of the shop in each one's language. */
export function announceMessage(message: MessageView): void {
  if (message.code === null) tellRoom(message.roomId, 'escrow.message', presentMessage(message, 'id'));
  else
    for (const locale of locales)
      tellRoom(message.roomId, 'escrow.message', presentMessage(message, locale), [locale]);
}
