import type { RequestHandler } from 'express';
import { query } from '../../src/platform/database.js';
import { DomainError, forbidden, notFound } from '../../src/platform/errors.js';
import { idPattern } from '../../src/platform/ids.js';
import { readAttachment, type FileView } from '../../src/rooms/index.js';
import { notice } from '../gate.js';
import { may, type Viewer } from '../viewer.js';

interface WithViewer {
  session: { adminUser?: Viewer };
}

/** Judges open files of deals that were disputed; what two people show each other otherwise is their own business. */
async function isPartOfCase({ roomId }: FileView): Promise<boolean> {
  const cases = await query('SELECT id FROM disputes WHERE escrow_id = ? LIMIT 1', [roomId]);
  return cases.length > 0;
}

async function fileFor(viewer: Viewer | undefined, id: string) {
  if (!may(viewer, 'disputes.read')) throw forbidden();
  if (!idPattern.test(id)) throw notFound('attachment');
  const opened = await readAttachment(id);
  if (!(await isPartOfCase(opened.file))) throw notFound('attachment');
  return opened;
}

/** A file of a disputed deal, as it was kept: pictures are shown, documents are saved; nothing in them may run. */
export const fileRoute: RequestHandler = async (req, res) => {
  const viewer = (req as unknown as WithViewer).session.adminUser;
  try {
    const { file, content } = await fileFor(viewer, String(req.params['id']));
    const disposition = file.kind === 'IMAGE' ? 'inline' : 'attachment';
    res
      .attachment(file.name)
      .set({
        'Content-Disposition': String(res.get('Content-Disposition')).replace(/^attachment/, disposition),
        'Content-Type': file.contentType,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, max-age=3600',
      })
      .end(content);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    res.status(error.status).json(notice(error.status === 403 ? 'forbiddenError' : 'notFound'));
  }
};
