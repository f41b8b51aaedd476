import { query } from '../platform/database.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Attachment } from './room.entity.js';

/** A file as everybody in the room sees it. */
export type FileView = Pick<
  Attachment,
  'id' | 'roomId' | 'kind' | 'contentType' | 'name' | 'size' | 'width' | 'height' | 'pages' | 'sha256'
>;

interface FileRow extends Pick<Attachment, 'id' | 'kind' | 'name' | 'sha256'> {
  room_id: string;
  content_type: string;
  size: string;
  width: string | null;
  height: string | null;
  pages: string | null;
}

const numberOf = (value: string | null): number | null => (value === null ? null : Number(value));

const viewOf = ({
  room_id: roomId,
  content_type: contentType,
  size,
  width,
  height,
  pages,
  ...row
}: FileRow): FileView => ({
  ...row,
  roomId,
  contentType,
  size: Number(size),
  width: numberOf(width),
  height: numberOf(height),
  pages: numberOf(pages),
});

const byIds =
  'SELECT id, room_id, kind, name, sha256, content_type, size, width, height, pages FROM attachments WHERE id IN (?)';

/** Files by their ids. Rights are the caller's business. */
export const fileView = async (ids: string[]): Promise<FileView[]> =>
  ids.length === 0 ? [] : (await query<FileRow>(byIds, [ids])).map(viewOf);

/** The same within a unit of work, which must not wait for a second connection while it holds one. */
export const filesWithin = async (uow: UnitOfWork, ids: string[]): Promise<FileView[]> =>
  ids.length === 0 ? [] : (await uow.sql<FileRow>(byIds, [ids])).map(viewOf);
