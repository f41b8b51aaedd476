import { receiveUpload, type Upload } from '../platform/http/upload.js';
import { spend } from '../platform/rate-limits.js';
import { attachFile, largestFile } from '../rooms/index.js';
import { formOf, type Fields } from './form.js';
import type { CustomerVisit } from './wallet.pages.js';

/** Files by the page spend from the same counter as by the API. */
const limit = { name: 'room-attach', points: 30, seconds: 600 };

export interface SentForm {
  form: Fields;
  file: Upload['file'];
}

/**
 * The fields of a room's form, with the file that may have come along. The caller knows already that the visitor may be
 * in the room, so that a stranger's megabytes are not read.
 * @throws DomainError `body_too_large` (413), `malformed_request` (400).
 */
export async function sentForm({ req }: CustomerVisit): Promise<SentForm> {
  if (!req.is('multipart/form-data')) return { form: formOf(req), file: null };
  const { fields, file } = await receiveUpload(req, { maxBytes: largestFile });
  return { form: fields, file };
}

/**
 * Brings the file of a form into the room; answers the ids of what lies there now, none or one.
 * @throws DomainError 422 for files that we do not keep.
 */
export async function bringFile(
  { visitor }: CustomerVisit,
  roomId: string,
  { file }: SentForm,
): Promise<string[]> {
  // A file field that nobody filled in is sent as an empty file without a name.
  if (!file || file.content.length === 0) return [];
  await spend(limit, visitor.id);
  return [(await attachFile(visitor, { roomId, file })).id];
}
