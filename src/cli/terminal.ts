import { createInterface } from 'node:readline';
import { z } from 'zod';
import { DomainError } from '../platform/errors.js';
import { translate } from '../platform/i18n.js';

/** The command was called wrongly; its message says how it is called. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** One line from the terminal without its spaces; nothing when there is nobody to ask. */
export function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question, (answer) => {
      resolve(answer.replace(/\s/g, ''));
      terminal.close();
    });
  });
}

function explainRefusal({ code, params, fields = [] }: DomainError): string {
  const wrong = fields.map((field) => translate('en', `fields.${field.code}`));
  return [translate('en', `problems.${code}.title`, params), ...wrong].join('\n');
}

/** What went wrong in a sentence, for what a person at a terminal can mend. */
export function explained(error: unknown): string | null {
  if (error instanceof UsageError) return error.message;
  if (error instanceof DomainError) return explainRefusal(error);
  if (!(error instanceof z.ZodError)) return null;
  return error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}.`).join('\n');
}
