import { clock } from '../platform/clock.js';
import { translate, type Locale } from '../platform/i18n.js';
import { jakartaDate } from '../platform/jakarta.js';
import {
  isFresh,
  messagesOf,
  presentMessage,
  type MemberView,
  type MessageView,
  type RoomView,
} from '../rooms/index.js';
import type { CustomerVisit } from './wallet.pages.js';

const perLook = 50;

/** A file of the room as a page shows it. */
export interface FileLink {
  href: string;
  name: string;
  isImage: boolean;
  width: number | null;
  height: number | null;
  size: string;
}

interface StoredFile {
  id: string;
  name: string;
  contentType: string;
  size: number;
  width: number | null;
  height: number | null;
}

export const fileLink = (escrowId: string, file: StoredFile, locale: Locale): FileLink => ({
  href: `/escrows/${escrowId}/attachments/${file.id}`,
  name: file.name,
  isImage: file.contentType.startsWith('image/'),
  width: file.width,
  height: file.height,
  size: translate(locale, 'room_page.kilobytes', { n: Math.max(1, Math.round(file.size / 1_024)) }),
});

/** Who said it, as this viewer sees it; whether somebody is staff comes from the room and never from a text. */
function kindOf({ sender }: MessageView, self: MemberView | null): 'mine' | 'theirs' | 'staff' | 'system' {
  if (!sender) return 'system';
  if (sender.id === self?.id) return 'mine';
  return sender.role === 'STAFF' ? 'staff' : 'theirs';
}

const zone = { timeZone: 'Asia/Jakarta' } as const;

/** The hour alone of what was said today; the day as well of what is older. */
function whenSaid(moment: Date, locale: Locale): string {
  const isToday = jakartaDate(moment) === jakartaDate(clock.now());
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  const format = { ...zone, ...day, hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', format).format(moment);
}

/** What is sealed, old, or another's stays as it is; a line without text has nothing to put right. */
const isEditable = (message: MessageView, { self, sealedAt }: RoomView): boolean =>
  sealedAt === null &&
  message.sender !== null &&
  message.sender.id === self?.id &&
  isFresh(message, clock.now());

function lineOf(message: MessageView, room: RoomView, locale: Locale) {
  const { body, flags } = presentMessage(message, locale);
  return {
    sequence: message.sequence,
    kind: kindOf(message, room.self),
    name: message.sender?.name ?? '',
    clientId: message.clientId,
    body,
    flags,
    files: message.files.map((file) => fileLink(room.id, file, locale)),
    at: message.createdAt.toISOString(),
    when: whenSaid(message.createdAt, locale),
    isEdited: message.editedAt !== null,
    isEditable: body !== '' && isEditable(message, room),
  };
}

/** How far the others have come in a room: what all of them have read, what has reached all of them. */
export function marksOf({ members, self }: RoomView): { read: number; delivered: number } {
  const others = members.filter(({ id, role }) => id !== self?.id && role !== 'STAFF');
  const least = (marks: number[]) => (marks.length > 0 ? Math.min(...marks) : 0);
  return {
    read: least(others.map(({ readSequence }) => readSequence)),
    delivered: least(others.map(({ deliveredSequence }) => deliveredSequence)),
  };
}

export interface TalkWish {
  before?: number | undefined;
  after?: number | undefined;
  /** Words that must stand in the text. */
  search?: string | undefined;
}

/** A stretch of a room's chat. @throws nothing of its own: rights were asked with the room. */
export async function talkOf(room: RoomView, { locale }: Pick<CustomerVisit, 'locale'>, wish: TalkWish = {}) {
  const { rows, hasMore } = await messagesOf(room.id, { ...wish, limit: perLook });
  const isForward = wish.after !== undefined;
  return {
    lines: rows.map((message) => lineOf(message, room, locale)),
    last: rows.at(-1)?.sequence ?? wish.after ?? 0,
    before: !isForward && hasMore ? (rows[0]?.sequence ?? null) : null,
    more: isForward && hasMore,
    isPast: wish.before !== undefined || wish.search !== undefined,
    search: wish.search ?? '',
    marks: marksOf(room),
  };
}
