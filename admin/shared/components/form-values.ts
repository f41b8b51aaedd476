import type { FieldSpec } from './FormInput';

/** What a person has typed so far, as text. */
export type Typed = Record<string, string>;

export const startingValues = (fields: FieldSpec[]): Typed =>
  Object.fromEntries(fields.map((field) => [field.name, String(field.value ?? '')]));

function typedValue(field: FieldSpec, text: string): unknown {
  if (field.input === 'flag') return text === 'true';
  if (field.input === 'bands') return text === '' ? [] : (JSON.parse(text) as unknown);
  const trimmed = text.trim();
  if (trimmed === '' && field.nullable) return null;
  if (['money', 'number', 'percent'].includes(field.input))
    return trimmed === '' ? undefined : Number(trimmed);
  if (field.input === 'choice' || field.input === 'time') return trimmed === '' ? undefined : trimmed;
  return trimmed;
}

/** The input of the action: numbers as numbers, and null where a field was left or made empty on purpose. */
export const inputOf = (fields: FieldSpec[], typed: Typed): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field.name, typedValue(field, typed[field.name] ?? '')]));
