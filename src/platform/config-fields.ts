import { z } from 'zod';

/** Values that appear in examples and tutorials; a shop that starts with one of them is open to everybody. */
const wellKnown = /^(changeme|change-me|secret|password|default|example|your[-_])/i;

export const secret = (minimum: number) =>
  z
    .string()
    .trim()
    .min(minimum, `must have at least ${minimum} characters`)
    .refine((value) => !wellKnown.test(value), 'is a well-known value; generate a random one');

export const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
export const count = (fallback: number, least = 1) => z.coerce.number().int().min(least).default(fallback);
export const url = z.string().trim().url();

const amount = z.number().int().min(0);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const ceilings = z
  .string()
  .default('{}')
  .refine(isJson, 'must be JSON')
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.record(z.string(), z.record(z.string(), z.tuple([amount, amount]))));

/** `10000000:2500,50000000:5000`: up to ten million costs 2,500, up to fifty million 5,000, and more is refused. */
export const feeSteps = z
  .string()
  .regex(/^\d{1,12}:\d{1,9}(,\d{1,12}:\d{1,9})*$/, 'must look like 10000000:2500,50000000:5000')
  .transform((text) =>
    text.split(',').map((step) => {
      const [upTo = 0, fee = 0] = step.split(':').map(Number);
      return { upTo, fee };
    }),
  )
  .refine(
    (steps) => steps.every(({ upTo }, at) => upTo > (steps[at - 1]?.upTo ?? 0)),
    'must climb from step to step',
  );
