import type { Actor } from '../platform/actor.js';
import { sha256 } from '../platform/cipher.js';
import { query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { dropFile, keepFile, readKept } from './attachment-store.js';
import { fileView, type FileView } from './attachment.read-model.js';
import { encodeFile, type EncodedFile } from './encode-file.js';
import { Attachment, type AttachedFile } from './room.entity.js';
import { attachmentUnusable, roomFilesFull } from './room.errors.js';
import { mayEnter } from './room.read-model.js';

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** What the sender calls it, made harmless for any disk and any header, under the ending that tells the truth. */
export function safeName(given: string, contentType: string): string {
  const stem = given
    .normalize('NFKC')
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]{0,8}$/, '')
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')
    .trim()
    .slice(0, 80);
  return `${stem.replaceAll(/^-+|-+$/g, '') || 'lampiran'}.${endings[contentType] ?? 'bin'}`;
}

interface Sent {
  roomId: string;
  file: { name: string; content: Buffer };
}

interface Kept {
  id: string;
  roomId: string;
  memberId: string;
  file: Sent['file'];
  encoded: EncodedFile;
}

function addRow(uow: UnitOfWork, { file, encoded, ...row }: Kept): void {
  const { content, ...facts } = encoded;
  uow.add(Attachment, {
    ...row,
    ...facts,
    state: 'UPLOADED',
    name: safeName(file.name, facts.contentType),
    size: content.length,
    sha256: sha256(content),
    originalSha256: sha256(file.content),
  });
}

/** Files are kept for good, so what one person brings into one room has an end. */
const mostFiles = 200;

async function assertFewFiles(memberId: string): Promise<void> {
  const [kept] = await query<{ files: string }>(
    'SELECT COUNT(*) AS files FROM attachments WHERE member_id = ?',
    [memberId],
  );
  if (Number(kept?.files ?? 0) >= mostFiles) throw roomFilesFull(mostFiles);
}

/**
 * Brings a file into a room, checked and written anew. It lies ready for a message, a proof or a piece of evidence, and
 * is forgotten after a day when none of them takes it.
 * @throws DomainError `not_found` for strangers; `room_files_full` (409); `invalid_input` (422) when it is not a file that we keep.
 */
export async function attachFile(actor: Actor, { roomId, file }: Sent): Promise<FileView> {
  const { self } = await mayEnter(actor, roomId);
  if (!self) throw notFound('room');
  await assertFewFiles(self.id);
  const encoded = await encodeFile(file.content);
  const id = newId();
  await keepFile(id, encoded.content);
  try {
    await inTransaction(actor, (uow) => {
      addRow(uow, { id, roomId, memberId: self.id, file, encoded });
      return uow.flush();
    });
  } catch (error) {
    await dropFile(id);
    throw error;
  }
  const [view] = await fileView([id]);
  if (!view) throw notFound('attachment');
  return view;
}

/**
 * Takes files for good into what their owner says or proves.
 * @throws DomainError `attachment_unusable` (409) for one that is not there, of another room, or of somebody else.
 */
export async function claimAttachments(
  uow: UnitOfWork,
  { roomId, userId, ids }: { roomId: string; userId: string; ids: string[] },
): Promise<AttachedFile[]> {
  if (ids.length === 0) return [];
  const own = await uow.sql<AttachedFile>(
    `SELECT a.id, a.sha256 FROM attachments a JOIN room_members m ON m.id = a.member_id
     WHERE a.id IN (?) AND a.room_id = ? AND ? IN (m.user_id, m.staff_id) FOR UPDATE`,
    [ids, roomId, userId],
  );
  const files = ids.map((id) => own.find((file) => file.id === id));
  if (files.includes(undefined) || new Set(ids).size < ids.length) throw attachmentUnusable();
  uow.addSql(`UPDATE attachments SET state = 'ATTACHED', updated_at = ? WHERE id IN (?)`, [uow.now, ids]);
  return files.map((file) => ({ id: file?.id ?? '', sha256: file?.sha256 ?? '' }));
}

export interface OpenedFile {
  file: FileView;
  content: Buffer;
}

/**
 * A file as it was kept. Rights are the caller's business; customers go through `openAttachment`.
 * @throws DomainError `not_found`; Error when it is not what was kept, which nobody must take for evidence.
 */
export async function readAttachment(id: string): Promise<OpenedFile> {
  const [file] = await fileView([id]);
  if (!file) throw notFound('attachment');
  const content = await readKept(id);
  if (sha256(content) !== file.sha256) throw new Error(`Attachment ${id} is not what was kept.`);
  return { file, content };
}

/** The same for whoever may be in its room. @throws DomainError `not_found` for strangers and for other rooms' files. */
export async function openAttachment(
  viewer: Actor,
  { roomId, id }: { roomId: string; id: string },
): Promise<OpenedFile> {
  await mayEnter(viewer, roomId);
  const opened = await readAttachment(id);
  if (opened.file.roomId !== roomId) throw notFound('attachment');
  return opened;
}
