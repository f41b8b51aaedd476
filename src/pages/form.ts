import type { Request } from 'express';
import type { ZodError } from 'zod';
import { DomainError, invalid, type FieldProblem } from '../platform/errors.js';
import { problemOf } from '../platform/http/problem.js';
import { hasCopy, translate, type Locale } from '../platform/i18n.js';

/** Fields by name, `contact.phone`, as the browser sent them. */
export type Fields = Record<string, string>;

const longestField = 2_000;

/** Text under a name in a query or a form; repeated and nested values count as absent. */
export const textOf = (value: unknown, most = longestField): string =>
  typeof value === 'string' ? value.slice(0, most) : '';

/** The fields of a form as text. */
export function formOf(req: Request): Fields {
  const entries = Object.entries((req.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The fields whose names begin with `prefix.`, without it; empty ones are left out if told so. */
export function under(fields: Fields, prefix: string, { keepEmpty = true } = {}): Fields {
  const start = `${prefix}.`;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => name.startsWith(start) && (keepEmpty || value.trim() !== ''))
      .map(([name, value]) => [name.slice(start.length), value]),
  );
}

const toProblem = (issue: ZodError['issues'][number]): FieldProblem => ({
  path: issue.path.join('.'),
  code: issue.code === 'custom' && issue.message ? issue.message : issue.code,
});

/** What a schema makes of a form. @throws DomainError `invalid_input` with a problem for each wrong field. */
export function parseForm<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: ZodError } },
  value: unknown,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(toProblem));
}

/** What a form shows after it was refused: what was typed, what is wrong where, and the refusal as a whole. */
export interface FormState {
  values: Fields;
  errors: Fields;
  problem: { title: string; detail: string } | null;
}

export const freshForm = (values: Fields = {}): FormState => ({ values, errors: {}, problem: null });

/** An empty field is missing, whatever the schema calls it; a field with a hint of its own says what it wants. */
function messageFor(locale: Locale, path: string, typed: string | undefined, message: string): string {
  if (!typed?.trim()) return translate(locale, 'fields.required');
  const hint = `form.wanted.${path.split('.').at(-1) ?? ''}`;
  return hasCopy(locale, hint) ? translate(locale, hint) : message;
}

/** The form again, for people to mend. Passwords are never sent back. */
export function refusedForm(error: DomainError, values: Fields, locale: Locale): FormState {
  const { title, detail, errors } = problemOf(error, locale) as unknown as {
    title: string;
    detail: string;
    errors?: { path: string; message: string }[];
  };
  const { password: _secret, ...kept } = values;
  return {
    values: kept,
    errors: Object.fromEntries(
      (errors ?? []).map(({ path, message }) => [path, messageFor(locale, path, values[path], message)]),
    ),
    problem: { title, detail },
  };
}

/** What a person can mend in the form at hand; everything else is a page of its own. */
export const isMendable = (error: unknown): error is DomainError =>
  error instanceof DomainError && [401, 409, 422].includes(error.status);

/** An address below our own root that a person came from; anything else leads home. */
export function ownAddress(value: unknown): string {
  const address = textOf(value, 500);
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(address) && !address.includes('\\') ? address : '/';
}
