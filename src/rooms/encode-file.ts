import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { invalid, unavailable } from '../platform/errors.js';
import { encodeImage, type ImageType } from './image.js';
import { inspectPdf } from './pdf.js';
import type { Attachment } from './room.entity.js';

/** Bytes of a file as it is sent. */
export const largestFile = 5 * 1_024 * 1_024;

/** A file as it will be kept. */
export interface EncodedFile extends Pick<Attachment, 'kind' | 'contentType' | 'width' | 'height' | 'pages'> {
  content: Buffer;
}

/** What a file is, by what is in it: its name and the type that its sender gives it count for nothing. */
const signatures: [type: ImageType | 'application/pdf', matches: (head: string) => boolean][] = [
  ['image/jpeg', (head) => head.startsWith('\u00ff\u00d8\u00ff')],
  ['image/png', (head) => head.startsWith('\u0089PNG\r\n\u001a\n')],
  ['image/webp', (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
  ['application/pdf', (head) => head.startsWith('%PDF-')],
];

const document = (content: Buffer): EncodedFile => ({
  kind: 'DOCUMENT',
  contentType: 'application/pdf',
  content,
  width: null,
  height: null,
  pages: inspectPdf(content),
});

async function encode(content: Buffer): Promise<EncodedFile> {
  const head = content.subarray(0, 16).toString('latin1');
  const [type] = signatures.find(([, matches]) => matches(head)) ?? [];
  if (!type) throw invalid([{ path: 'file', code: 'file_type' }]);
  return type === 'application/pdf' ? document(content) : encodeImage(content, type);
}

/** Two pictures at a time: an open one takes many times the room of its file. */
const encoding = bulkhead(2, 20);

/**
 * A file as it may be kept and shown to others.
 * @throws DomainError `invalid_input` (422) with `file_type`, `file_broken`, `file_active` or `file_pages`;
 *   `dependency_unavailable` (503) when too many wait.
 */
export async function encodeFile(content: Buffer): Promise<EncodedFile> {
  try {
    return await encoding.execute(() => encode(content));
  } catch (error) {
    throw isBulkheadRejectedError(error) ? unavailable('attachments') : error;
  }
}
