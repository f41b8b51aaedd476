import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Request } from 'express';
import { DomainError, invalid } from '../errors.js';

export interface Upload {
  fields: Record<string, string>;
  /** Nothing when the form came without a file. */
  file: { name: string; content: Buffer } | null;
}

const limits = { files: 1, fields: 10, parts: 12, fieldNameSize: 100, fieldSize: 16_384, headerPairs: 20 };

const tooLarge = () => new DomainError('body_too_large', 413);
const malformed = () => new DomainError('malformed_request', 400);

function parserFor(req: Request, fileSize: number) {
  if (!req.is('multipart/form-data')) throw new DomainError('unsupported_media_type', 415);
  try {
    return new Busboy({ headers: req.headers as BusboyHeaders, limits: { ...limits, fileSize } });
  } catch {
    throw malformed();
  }
}

/**
 * Reads a form with at most one file. Whatever is too much is refused while it is still being sent, so no more than
 * the limit is ever held; the name is only what the sender calls the file, and nothing is known of the content yet.
 * @throws DomainError `unsupported_media_type` (415), `body_too_large` (413), `malformed_request` (400).
 */
export function receiveUpload(req: Request, { maxBytes }: { maxBytes: number }): Promise<Upload> {
  const parser = parserFor(req, maxBytes);
  const upload: Upload = { fields: {}, file: null };
  return new Promise<Upload>((resolve, reject) => {
    const refuse = (error: DomainError) => {
      req.unpipe(parser);
      // What is still under way is let go by; the answer need not wait for it.
      req.resume();
      reject(error);
    };
    parser.on('file', (_field, stream, name) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => refuse(tooLarge()));
      stream.on('error', () => refuse(malformed()));
      stream.on('end', () => {
        upload.file = { name: name ?? '', content: Buffer.concat(chunks) };
      });
    });
    parser.on('field', (name, value, isNameCut, isValueCut) => {
      if (isNameCut || isValueCut) return refuse(tooLarge());
      Object.defineProperty(upload.fields, name, { value, enumerable: true, configurable: true });
    });
    for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      parser.on(event, () => refuse(tooLarge()));
    parser.on('error', () => refuse(malformed()));
    parser.on('finish', () => resolve(upload));
    // The sender hung up; a request that came whole is closed as well.
    req.on('close', () => req.complete || reject(malformed()));
    req.pipe(parser);
  });
}

/** The file of an upload. @throws DomainError `invalid_input` (422) when none came along. */
export function fileIn({ file }: Upload): NonNullable<Upload['file']> {
  if (!file || file.content.length === 0) throw invalid([{ path: 'file', code: 'required' }]);
  return file;
}
