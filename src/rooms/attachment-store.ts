import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { config } from '../platform/config.js';

/** Our own name, outside of everything that is served; the last letters of an id are its random ones. */
const placeOf = (id: string): string => path.join(config.ATTACHMENTS_DIR, id.slice(-2), id);

/** Puts a file where it stays, whole or not at all. */
export async function keepFile(id: string, content: Buffer): Promise<void> {
  const place = placeOf(id);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  await writeFile(`${place}.new`, content, { mode: 0o600, flush: true });
  await rename(`${place}.new`, place);
}

export const readKept = (id: string): Promise<Buffer> => readFile(placeOf(id));

/** Twice is once. */
export const dropFile = (id: string): Promise<void> => rm(placeOf(id), { force: true });
