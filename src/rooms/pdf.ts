import { inflateSync, constants } from 'node:zlib';
import { invalid } from '../platform/errors.js';

export const mostPages = 50;
/** Bytes that the inner object lists of one document may unfold to. */
const mostUnfolded = 16 * 1_024 * 1_024;

const refuse = (code: 'file_broken' | 'file_active' | 'file_pages') => invalid([{ path: 'file', code }]);
const broken = () => refuse('file_broken');

/** What does something when a document is opened, or carries another file inside. */
const active =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE|Rendition|Movie|Sound)(?![A-Za-z0-9])/;

/** Names may spell any letter by its number: `/J#61vaScript`. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

interface Parts {
  /** Everything outside of streams. */
  structure: string[];
  /** Streams that hold further objects, still folded. */
  folded: { dictionary: string; body: string }[];
}

/** Takes a document apart at its streams: pictures and fonts are noise in which any word can be found by chance. */
function partsOf(text: string): Parts {
  const parts: Parts = { structure: [], folded: [] };
  for (const piece of text.split('endstream')) {
    const begin = /\bstream\r?\n/.exec(piece);
    const structure = begin ? piece.slice(0, begin.index) : piece;
    parts.structure.push(structure);
    const dictionary = plainNames(structure.slice(structure.lastIndexOf(' obj')));
    if (begin && /\/ObjStm\b/.test(dictionary))
      parts.folded.push({ dictionary, body: piece.slice(begin.index + begin[0].length) });
  }
  return parts;
}

/** @throws DomainError when objects are folded in a way that cannot be looked into within bounds. */
function unfold({ dictionary, body }: Parts['folded'][number], room: number): string {
  if (!/\/Filter[\s[]{0,20}\/FlateDecode/.test(dictionary)) throw broken();
  try {
    return inflateSync(Buffer.from(body, 'latin1'), {
      maxOutputLength: Math.max(1, room),
      finishFlush: constants.Z_SYNC_FLUSH,
    }).toString('latin1');
  } catch {
    throw broken();
  }
}

function structureOf(text: string): string {
  const { structure, folded } = partsOf(text);
  let room = mostUnfolded;
  for (const stream of folded) {
    const unfolded = unfold(stream, room);
    room -= unfolded.length;
    structure.push(unfolded);
  }
  return plainNames(structure.join('\n'));
}

/**
 * Looks whether bytes are a plain document: complete, open to be looked into, of so many pages, and without anything
 * that acts by itself. It is a look and no proof, which is why documents are only ever offered for saving.
 * @returns how many pages it has.
 * @throws DomainError `invalid_input` (422) with `file_broken`, `file_active` or `file_pages`.
 */
export function inspectPdf(content: Buffer): number {
  const text = content.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text) || !text.slice(-1_024).includes('%%EOF')) throw broken();
  const structure = structureOf(text);
  if (/\/Encrypt\b/.test(structure)) throw broken();
  if (active.test(structure)) throw refuse('file_active');
  const pages = (structure.match(/\/Type\s{0,20}\/Page(?![A-Za-z])/g) ?? []).length;
  if (pages === 0) throw broken();
  if (pages > mostPages) throw refuse('file_pages');
  return pages;
}
