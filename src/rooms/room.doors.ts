import { z } from 'zod';
import { notFound } from '../platform/errors.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, pageSchema } from '../platform/http/paging.js';
import { fileIn, receiveUpload } from '../platform/http/upload.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { attachFile, openAttachment } from './attach-file.js';
import { editMessage } from './edit-message.js';
import { largestFile } from './encode-file.js';
import { presentFile, presentMessage } from './room.presenter.js';
import { mayEnter, messageIn, messagesOf } from './room.read-model.js';
import {
  editedMessageSchema,
  fileResource,
  messageParams,
  messageResource,
  messagesQuery,
  newMessageSchema,
} from './room.schema.js';
import { sendMessage } from './send-message.js';

const tag = 'rooms';
const roomParam = z.strictObject({ id: idParam });
const oneMessage = dataOf(messageResource);

/** The room of a deal: what its members say and show there, and nobody else may see. */
export const roomDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/escrows/:id/messages',
    tag,
    summary:
      'What was said in the room of a deal: the newest, or before or after a number, in the order of speech',
    access: 'customer',
    params: roomParam,
    query: messagesQuery,
    success: { status: 200, schema: z.object({ data: z.array(messageResource), page: pageSchema }) },
    refusals: [404],
    async handle({ params, query, actor, locale }) {
      await mayEnter(customerOf(actor), params.id);
      const { rows, hasMore } = await messagesOf(params.id, query);
      const edge = query.after === undefined ? rows[0] : rows.at(-1);
      return {
        body: {
          data: rows.map((message) => presentMessage(message, locale)),
          page: { next_cursor: hasMore && edge ? String(edge.sequence) : null, has_more: hasMore },
        },
      };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/escrows/:id/messages',
    tag,
    summary: 'Say something in the room of a deal; the same client_id again is the same message',
    access: 'customer',
    params: roomParam,
    body: newMessageSchema,
    success: { status: 201, schema: oneMessage },
    refusals: [404, 409],
    limit: { name: 'room-send', points: 30, seconds: 10, by: 'actor' },
    async handle({ params, body, actor, locale }) {
      const message = await sendMessage(customerOf(actor), {
        roomId: params.id,
        clientId: body.client_id,
        body: body.body,
        attachmentIds: body.attachment_ids,
      });
      return { body: { data: presentMessage(message, locale) } };
    },
  }),
  defineDoor({
    method: 'patch',
    path: '/escrows/:id/messages/:sequence',
    tag,
    summary: 'Put a message of yours right; what it said before is kept',
    access: 'customer',
    params: messageParams,
    body: editedMessageSchema,
    success: { status: 200, schema: oneMessage },
    refusals: [404, 409],
    limit: { name: 'room-edit', points: 20, seconds: 60, by: 'actor' },
    async handle({ params, body, actor, locale }) {
      const which = { roomId: params.id, sequence: params.sequence };
      await inTransaction(customerOf(actor), (uow) => editMessage(uow, { ...which, body: body.body }));
      const message = await messageIn(which.roomId, which.sequence);
      if (!message) throw notFound('message');
      return { body: { data: presentMessage(message, locale) } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/escrows/:id/attachments',
    tag,
    summary:
      'Bring a picture or a PDF into the room of a deal, to be used in a message, a proof or as evidence',
    access: 'customer',
    params: roomParam,
    upload: true,
    success: { status: 201, schema: dataOf(fileResource) },
    refusals: [404],
    limit: { name: 'room-attach', points: 30, seconds: 600, by: 'actor' },
    async handle({ params, actor }, req) {
      const customer = customerOf(actor);
      // A stranger's megabytes are not even read.
      await mayEnter(customer, params.id);
      const file = fileIn(await receiveUpload(req, { maxBytes: largestFile }));
      return { body: { data: presentFile(await attachFile(customer, { roomId: params.id, file })) } };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/escrows/:id/attachments/:attachment',
    tag,
    summary: 'Save a file of the room',
    access: 'customer',
    params: z.strictObject({ id: idParam, attachment: idParam }),
    download: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    success: { status: 200, schema: undefined },
    refusals: [404],
    async handle({ params, actor }) {
      const which = { roomId: params.id, id: params.attachment };
      const { file, content } = await openAttachment(customerOf(actor), which);
      return { download: { name: file.name, contentType: file.contentType, content } };
    },
  }),
];
