import { ValidationError, type BaseRecord, type CurrentAdmin } from 'adminjs';
import { z } from 'zod';
import { isDatabaseDown } from '../../src/platform/database.js';
import { DomainError, type FieldProblem } from '../../src/platform/errors.js';
import { logger } from '../../src/platform/logger.js';
import { currentRequestId } from '../../src/platform/context.js';

type FieldErrors = Record<string, { message: string; type: string }>;

interface Refusal {
  message: string;
  options: Record<string, unknown>;
  errors: FieldErrors;
}

const fieldErrors = (problems: FieldProblem[]): FieldErrors =>
  Object.fromEntries(
    problems.map(({ path, code }) => [path, { message: `field_${code}`, type: code }] as const),
  );

/** A schema's own rules name the copy by their message. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'unknown_key';
  return issue.code === 'custom' && /^[a-z_]+$/.test(issue.message) ? issue.message : issue.code;
}

function fromZod(error: z.ZodError): FieldErrors {
  return fieldErrors(
    error.issues.map((issue) => ({
      path: issue.path.join('.') || String((issue as { keys?: string[] }).keys?.[0] ?? ''),
      code: codeOf(issue),
    })),
  );
}

/** What went wrong, as keys of the console's copy. Anything that nobody foresaw is logged and named by its request. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError) {
    return {
      message: `problem_${error.code}`,
      options: error.params,
      errors: fieldErrors(error.fields ?? []),
    };
  }
  if (error instanceof z.ZodError) {
    return { message: 'problem_invalid_input', options: {}, errors: fromZod(error) };
  }
  if (error instanceof ValidationError) {
    return { message: error.baseError?.message ?? 'thereWereValidationErrors', options: {}, errors: {} };
  }
  const options = { requestId: currentRequestId() ?? '-' };
  if (isDatabaseDown(error)) return { message: 'databaseAway', options, errors: {} };
  logger.error({ err: error }, 'a console action failed');
  return { message: 'unexpectedError', options, errors: {} };
}

/** The shape that the framework's browser code expects where there is no record. */
export const emptyRecord = {
  id: '',
  title: '',
  params: {},
  populated: {},
  baseError: null,
  errors: {},
  recordActions: [],
  bulkActions: [],
};

/** The answer of an action that changed nothing: the record as it is, the reason, and the fields at fault. */
export function refuse(error: unknown, record?: BaseRecord, viewer?: CurrentAdmin) {
  const { message, options, errors } = refusalOf(error);
  return {
    record: { ...(record?.toJSON(viewer) ?? emptyRecord), errors },
    notice: { type: 'error' as const, message, options },
  };
}
