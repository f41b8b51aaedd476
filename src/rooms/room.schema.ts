import { z } from 'zod';
import { idParam, instant } from '../platform/http/paging.js';
import { attachmentKinds, memberRoles, messageFlags } from './room.entity.js';

/** Controls, and the marks that turn the direction of writing: with them a text can be made to look like another. */
const deceiving = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

export const longestMessage = 2_000;
export const mostAttachments = 5;

const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

const bodySchema = z
  .string()
  .max(2 * longestMessage)
  .transform(lines)
  .pipe(z.string().max(longestMessage))
  .refine((text) => !deceiving.test(text), 'text_characters');

const clientId = z.string().regex(/^[\x21-\x7e]{8,64}$/, 'invalid_format');

const shape = {
  client_id: clientId,
  body: bodySchema.default(''),
  attachment_ids: z.array(idParam).max(mostAttachments).default([]),
};

const saysSomething = ({ body, attachment_ids }: { body: string; attachment_ids: string[] }): boolean =>
  body !== '' || attachment_ids.length > 0;

const empty = { path: ['body'], message: 'message_empty' };

export const newMessageSchema = z.strictObject(shape).refine(saysSomething, empty);

const room_id = idParam;

/** What sockets ask: the room is named in the question, since there is no address to name it. */
export const socketSchemas = {
  join: z.strictObject({ id: idParam, after: z.number().int().min(0).optional() }),
  leave: z.strictObject({ id: idParam }),
  send: z.strictObject({ room_id, ...shape }).refine(saysSomething, empty),
  edit: z.strictObject({
    room_id,
    sequence: z.number().int().min(1),
    body: bodySchema.pipe(z.string().min(1)),
  }),
  mark: z.strictObject({ room_id, sequence: z.number().int().min(0) }),
  typing: z.strictObject({ room_id, is_typing: z.boolean() }),
};

export const editedMessageSchema = z.strictObject({ body: bodySchema.pipe(z.string().min(1)) });

/** A message's number, as text where it stands in an address. */
const numeral = z
  .string()
  .regex(/^\d{1,15}$/, 'invalid_format')
  .transform(Number);

export const messageParams = z.strictObject({ id: idParam, sequence: numeral });

export const messagesQuery = z.strictObject({
  before: numeral.optional(),
  after: numeral.optional(),
  limit: z.preprocess(
    (typed) => (typeof typed === 'string' && /^\d{1,3}$/.test(typed) ? Number(typed) : typed),
    z.number().int().min(1).max(100).default(50),
  ),
  search: z.string().trim().min(2).max(100).optional(),
});

const lower = <T extends string>(words: readonly T[]) =>
  words.map((word) => word.toLowerCase()) as [Lowercase<T>];

export const senderRoles = lower([...memberRoles, 'SHOP']);

export const fileResource = z.object({
  id: z.string(),
  kind: z.enum(lower(attachmentKinds)),
  name: z.string(),
  content_type: z.string(),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});

export const messageResource = z.object({
  room_id: z.string(),
  sequence: z.number().int(),
  client_id: z.string().nullable(),
  sender: z.object({ member_id: z.string().nullable(), role: z.enum(senderRoles), name: z.string() }),
  body: z.string(),
  code: z.string().nullable(),
  flags: z.array(z.enum(messageFlags)),
  attachments: z.array(fileResource),
  edited_at: instant.nullable(),
  created_at: instant,
});

export const memberResource = z.object({
  id: z.string(),
  role: z.enum(lower(memberRoles)),
  name: z.string(),
  is_you: z.boolean(),
  is_online: z.boolean(),
  delivered_sequence: z.number().int(),
  read_sequence: z.number().int(),
});
