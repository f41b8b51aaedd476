import { notFound } from '../platform/errors.js';
import { idPattern } from '../platform/ids.js';
import { openAttachment } from '../rooms/index.js';
import { textOf } from './form.js';
import { dealOf } from './room.pages.js';
import type { CustomerVisit } from './wallet.pages.js';

/**
 * A file of a room for those who are in it. Pictures were written anew by us and may be shown; everything else is
 * saved. Whatever a browser makes of it, nothing in it runs.
 */
export async function showAttachment(visit: CustomerVisit): Promise<void> {
  const id = textOf(visit.req.params['attachment'], 26);
  if (!idPattern.test(id)) throw notFound('attachment');
  const { id: roomId } = await dealOf(visit);
  const { file, content } = await openAttachment(visit.visitor, { roomId, id });
  const { res } = visit;
  if (!file.contentType.startsWith('image/')) res.attachment(file.name);
  res
    .set({
      'Content-Type': file.contentType,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      // A file never changes, and only this browser keeps it.
      'Cache-Control': 'private, max-age=86400, immutable',
    })
    .end(content);
}
