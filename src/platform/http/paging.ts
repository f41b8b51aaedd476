import { z } from 'zod';
import { idPattern } from '../ids.js';
import type { Page } from './door.js';

export const idParam = z.string().regex(idPattern, 'id');

/** Plain digits only: `Number` would also read `1e2` and `0x10`. */
const wholeNumber = (typed: unknown): unknown =>
  typeof typed === 'string' && /^\d{1,3}$/.test(typed) ? Number(typed) : typed;

/** `?cursor=&limit=`: the cursor is the id after which the next page begins. */
export const pageQuery = {
  cursor: z.string().regex(idPattern, 'cursor').optional(),
  limit: z.preprocess(wholeNumber, z.number().int().min(1).max(100)).default(20),
};

export const pageSchema = z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() });

/** Cuts the one row too many that tells whether another page follows. */
export function pageOf<T extends { id: string }>(rows: T[], limit: number): { rows: T[]; page: Page } {
  const shown = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return {
    rows: shown,
    page: { next_cursor: hasMore ? (shown.at(-1)?.id ?? null) : null, has_more: hasMore },
  };
}

/** Wraps a resource schema in `{ data }`. */
export const dataOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ data: schema });

/** Wraps a resource schema in `{ data: [], page }`. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ data: z.array(schema), page: pageSchema });

/** An instant in ISO 8601 UTC. */
export const instant = z.iso.datetime();

/** A strict body: unknown keys are refused. */
export const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape);
