import type { Definition } from './definition.js';
import { findVersion } from './discount.read-model.js';

/** One place of a definition, as it stands in each of two versions; undefined where it does not. */
export interface Difference {
  /** `who.all.0.args.days_before` */
  path: string;
  before: string | number | boolean | undefined;
  after: string | number | boolean | undefined;
}

type Leaf = string | number | boolean;

/** Every figure and word of a definition by its path; an empty list is a word of its own. */
function leavesOf(value: unknown, path: string[] = []): [string, Leaf][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[path.join('.'), value as Leaf]];
  const parts = Object.entries(value);
  if (parts.length === 0) return Array.isArray(value) ? [[path.join('.'), '[]']] : [];
  return parts.flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

/** Where two definitions differ, in the order of the first and then of what only the second has. */
export function differencesOf(before: Definition, after: Definition): Difference[] {
  const [old, young] = [new Map(leavesOf(before)), new Map(leavesOf(after))];
  const paths = [...new Set([...old.keys(), ...young.keys()])];
  return paths
    .filter((path) => old.get(path) !== young.get(path))
    .map((path) => ({ path, before: old.get(path), after: young.get(path) }));
}

/** Two versions side by side. @throws DomainError 404. */
export async function compareVersions(beforeId: string, afterId: string) {
  const [before, after] = await Promise.all([findVersion(beforeId), findVersion(afterId)]);
  const differences = differencesOf(before.version.definition, after.version.definition);
  return { before, after, differences };
}
