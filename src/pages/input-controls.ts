import type { ProductResource } from '../products/index.js';

type Field = NonNullable<ProductResource['input_schema']>['fields'][number];

/** How a browser asks one question of a product. */
export interface InputControl extends Field {
  name: string;
  inputType: 'text' | 'tel' | 'email';
  inputMode: 'numeric' | 'tel' | 'email' | 'text';
  /** A first look in the browser; the server decides. */
  pattern: string | null;
  maxLength: number;
}

/** People type spaces, dashes and `+62`, and paste two numbers at once; the server tidies that. */
const loosely: Partial<Record<Field['type'], string>> = {
  phone: '[0-9+ .\\-\\(\\)]{8,24}',
  digits: '[0-9 .\\-\\(\\)]+',
};
const roomForGaps = 20;

/** Browsers read patterns in the strictest dialect; one that does not fit is left to the server. */
function patternOf({ type, regex }: Field): string | null {
  const loose = loosely[type];
  if (loose) return loose;
  try {
    new RegExp(regex, 'v');
    return regex;
  } catch {
    return null;
  }
}

const inputTypes: Partial<Record<Field['type'], InputControl['inputType']>> = {
  phone: 'tel',
  email: 'email',
};
const inputModes: Partial<Record<Field['type'], InputControl['inputMode']>> = {
  phone: 'tel',
  email: 'email',
  digits: 'numeric',
};

/** The questions of a product as controls of a form. */
export const inputControls = (fields: Field[]): InputControl[] =>
  fields.map((field) => ({
    ...field,
    name: `inputs.${field.key}`,
    inputType: inputTypes[field.type] ?? 'text',
    inputMode: inputModes[field.type] ?? 'text',
    pattern: field.type === 'email' ? null : patternOf(field),
    maxLength: field.max_length + (loosely[field.type] ? roomForGaps : 0),
  }));
