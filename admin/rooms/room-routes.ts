import type { RequestHandler, Response } from 'express';
import { DomainError, forbidden, notFound } from '../../src/platform/errors.js';
import { idPattern } from '../../src/platform/ids.js';
import { messagesOf, presentMessage, readAttachment } from '../../src/rooms/index.js';
import { notice } from '../gate.js';
import type { Viewer } from '../viewer.js';
import { mayEverRead, mayReadRoom } from './room-access.js';

interface WithViewer {
  session: { adminUser?: Viewer };
}

interface Asked {
  viewer: Viewer;
  id: string;
  query: Record<string, unknown>;
}

/** Answers somebody who may read some rooms about one id; which rooms, the answer has to see to. */
const route =
  (answer: (asked: Asked, res: Response) => Promise<void>): RequestHandler =>
  async (req, res) => {
    const viewer = (req as unknown as WithViewer).session.adminUser;
    const id = String(req.params['id']);
    try {
      if (!mayEverRead(viewer)) throw forbidden();
      if (!idPattern.test(id)) throw notFound('room');
      await answer({ viewer, id, query: req.query }, res);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      res.status(error.status).json(notice(error.status === 403 ? 'forbiddenError' : 'notFound'));
    }
  };

/** A file of a room, as it was kept: pictures are shown, documents are saved; nothing in them may run. */
export const fileRoute = route(async ({ viewer, id }, res) => {
  const { file, content } = await readAttachment(id);
  if (!(await mayReadRoom(viewer, file.roomId))) throw notFound('attachment');
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
});

/** So much of a chat is read at once, however long it is. */
const perPage = 60;

const wholeOf = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;

const wordsOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : undefined;

/** A page of a chat: the newest, what was said before or after a number, or where words stand. */
export const chatRoute = route(async ({ viewer, id, query }, res) => {
  if (!(await mayReadRoom(viewer, id))) throw notFound('room');
  const { rows, hasMore } = await messagesOf(id, {
    before: wholeOf(query['before']),
    after: wholeOf(query['after']),
    search: wordsOf(query['search']),
    limit: perPage,
  });
  const locale = query['lang'] === 'en' ? 'en' : 'id';
  res
    .set('Cache-Control', 'no-store')
    .json({ messages: rows.map((row) => presentMessage(row, locale)), has_more: hasMore });
});
