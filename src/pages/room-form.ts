import { receiveUpload, type Upload } from '../platform/http/upload.js';
import { spend } from '../platform/rate-limits.js';
import { attachFile, largestFile } from '../rooms/index.js';
import { formOf, type Fields } from './form.js';
import type { CustomerVisit } from './wallet.pages.js';

/** Files by the page spend from the same counter as by the API. */
const limit = { name: 'room-attach', points: 30, seconds: 600 };

export interface SentForm {
  form: Fields;
  /** Of the file that came along and lies in the room now. */
  attachmentIds: string[];
}

async function keepFile({ visitor }: CustomerVisit, roomId: string, file: Upload['file']): Promise<string[]> {
  // A file field that nobody filled in is sent as an empty file without a name.
  if (!file || file.content.length === 0) return [];
  await spend(limit, visitor.id);
  return [(await attachFile(visitor, { roomId, file })).id];
}

/**
 * The fields of a room's form, with the file that may have come along. The caller knows already that the visitor may be
 * in the room, so that a stranger's megabytes are not read.
 * @throws DomainError 413 for what is too big, 415 and 422 for files that we do not keep.
 */
export async function sentForm(visit: CustomerVisit, roomId: string): Promise<SentForm> {
  if (!visit.req.is('multipart/form-data')) return { form: formOf(visit.req), attachmentIds: [] };
  const { fields, file } = await receiveUpload(visit.req, { maxBytes: largestFile });
  return { form: fields, attachmentIds: await keepFile(visit, roomId, file) };
}
