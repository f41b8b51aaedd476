import { z } from 'zod';
import type { FormField } from './form-action.js';
import type { Row } from './present.js';

/** Why somebody did it; asked wherever money, rights or a customer's experience change. */
export const reason = z.string().trim().min(3).max(500);

export const choices = (values: readonly string[]) => values.map((value) => ({ value }));

/** Fields filled with what the row says now. */
export const withValues = (fields: FormField[], row: Row | null): FormField[] =>
  fields.map((field) => ({
    ...field,
    value: (row?.[field.name] ?? field.value ?? null) as FormField['value'],
  }));
