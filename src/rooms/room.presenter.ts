import type { z } from 'zod';
import { hasCopy, translate, type Locale } from '../platform/i18n.js';
import { formatJakarta } from '../platform/jakarta.js';
import { formatRupiah } from '../platform/money.js';
import type { FileView } from './attachment.read-model.js';
import type { LineParams } from './room.entity.js';
import type { MemberView, MessageView } from './room.read-model.js';
import type { fileResource, memberResource, messageResource } from './room.schema.js';

export type MessageResource = z.infer<typeof messageResource>;
export type MemberResource = z.infer<typeof memberResource>;

const lower = <T extends string>(word: T) => word.toLowerCase() as Lowercase<T>;

type LineValue = string | number | null;

/** A word of a list whose copy its noun has: the side `SELLER` of an escrow stands under `escrow.side.SELLER`. */
function wordIn(noun: string, name: string, value: LineValue, locale: Locale): string | null {
  const key = [`${noun}.${name}.${value}`, `${noun}.${name}s.${value}`].find((each) => hasCopy(locale, each));
  return key ? translate(locale, key) : null;
}

function readable(name: string, value: LineValue, locale: Locale): string | number {
  if (typeof value === 'number' && name.endsWith('_amount')) return formatRupiah(value, locale);
  if (typeof value === 'string' && name.endsWith('_at')) return formatJakarta(new Date(value), locale);
  return value ?? '';
}

/** A line of the shop in the reader's language: the copy of `escrow.held` stands under `escrow.room.held`. */
export function lineText(code: string, params: LineParams | null, locale: Locale): string {
  const [noun = '', ...rest] = code.split('.');
  const key = `${noun}.room.${rest.join('_')}`;
  const values = Object.entries(params ?? {}).map(([name, value]) => [
    name,
    wordIn(noun, name, value, locale) ?? readable(name, value, locale),
  ]);
  return translate(
    locale,
    hasCopy(locale, key) ? key : 'room.line_without_words',
    Object.fromEntries(values) as Record<string, unknown>,
  );
}

export const presentFile = (file: FileView): z.infer<typeof fileResource> => ({
  id: file.id,
  kind: lower(file.kind),
  name: file.name,
  content_type: file.contentType,
  size: file.size,
  width: file.width,
  height: file.height,
});

/** A message for everybody in the room who reads this language; it says nothing about who reads it. */
export function presentMessage(message: MessageView, locale: Locale): MessageResource {
  const { sender, code } = message;
  return {
    room_id: message.roomId,
    sequence: message.sequence,
    client_id: message.clientId,
    sender: sender
      ? { member_id: sender.id, role: lower(sender.role), name: sender.name }
      : { member_id: null, role: 'shop', name: translate(locale, 'room.shop') },
    body: code === null ? message.body : lineText(code, message.params, locale),
    code,
    flags: message.flags ?? [],
    attachments: message.files.map(presentFile),
    edited_at: message.editedAt?.toISOString() ?? null,
    created_at: message.createdAt.toISOString(),
  };
}

export const presentMember = (
  member: MemberView,
  { selfId, online }: { selfId: string | null; online: ReadonlySet<string> },
): MemberResource => ({
  id: member.id,
  role: lower(member.role),
  name: member.name,
  is_you: member.id === selfId,
  is_online: online.has(member.id),
  delivered_sequence: member.deliveredSequence,
  read_sequence: member.readSequence,
});
