import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('No package.json above the running code.');
  return findRoot(parent);
}

/** Folder that holds package.json, whether the code runs from TypeScript or from `dist`. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** Absolute path of something in the repository: templates, locale files, built assets. */
export const fromRoot = (...parts: string[]): string => path.join(projectRoot, ...parts);
