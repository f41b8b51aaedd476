import type { Response } from 'express';
import type { z } from 'zod';
import * as errors from './errors.js';

/** What a schema makes of a request. Throws the gateway's refusal of the first field that is wrong. */
export function read<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw errors.invalidInput(`${issue?.path.join('.')}: ${issue?.message}`);
}

export function succeed(res: Response, data: unknown, message = ''): void {
  res.json({ success: true, message, data });
}
