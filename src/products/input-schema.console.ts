import { z } from 'zod';
import { isDuplicate } from '../platform/database.js';
import { conflict, invalid, type FieldProblem } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { fieldTypes, InputSchema, type InputField } from './input-schema.entity.js';
import { readInputs } from './inputs.js';
import { reason } from './product.forms.js';

const words = z.string().trim().min(1).max(200);
const inTwoLanguages = z.strictObject({ id: words, en: words });

const Field = z.strictObject({
  key: z
    .string()
    .max(40)
    .regex(/^[a-z]+(_[a-z]+)*$/),
  label: inTwoLanguages,
  type: z.enum(fieldTypes),
  regex: z.string().min(3).max(200),
  min_length: z.int().min(1).max(120),
  max_length: z.int().min(1).max(120),
  options: z
    .array(z.strictObject({ value: words, label: inTwoLanguages }))
    .min(2)
    .max(200)
    .optional(),
  required: z.boolean(),
  help: inTwoLanguages,
  placeholder: words,
});

export const SaveInputSchema = z.strictObject({
  code: z
    .string()
    .max(64)
    .regex(/^[a-z-]+\/[a-z_]+$/),
  fields: z.array(Field).min(1).max(6),
  joinTemplate: z.string().trim().min(1).max(200),
  reason,
});
export type SaveInputSchema = z.infer<typeof SaveInputSchema>;

/** Repeated groups, `(a+)+`, and many open repetitions in a row can take for ever even on a short text. */
const runsAway = (regex: string): boolean =>
  /\)[+*{]/.test(regex) || (regex.match(/[+*]|\{\d+,/g) ?? []).length > 4;

function compiles(regex: string): boolean {
  try {
    // The flag under which browsers compile the pattern of a form field.
    return Boolean(new RegExp(regex, 'v')) && Boolean(new RegExp(regex, 'u'));
  } catch {
    return false;
  }
}

function patternProblem({ regex, type, options }: InputField): string | null {
  if (!regex.startsWith('^') || !regex.endsWith('$') || !compiles(regex) || runsAway(regex))
    return 'unsafe_pattern';
  return (type === 'select') === (options !== undefined) ? null : 'invalid';
}

/** The longest customer number that an order keeps. */
const longestNumber = 120;

/** Each answer is used once, and together they fit into a customer number. */
function joinsWell({ fields, joinTemplate }: SaveInputSchema): boolean {
  const used = [...joinTemplate.matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key).sort();
  const keys = fields.map(({ key }) => key).sort();
  const literal = joinTemplate.replace(/\{\{\w+\}\}/g, '').length;
  const longest = literal + fields.reduce((total, { max_length }) => total + max_length, 0);
  return used.join() === keys.join() && new Set(keys).size === keys.length && longest <= longestNumber;
}

function problemsOf(form: SaveInputSchema): FieldProblem[] {
  const broken = form.fields.flatMap((field, index) => {
    const code = patternProblem(field);
    return code ? [{ path: `fields.${index}.regex`, code }] : [];
  });
  return joinsWell(form) ? broken : [...broken, { path: 'joinTemplate', code: 'invalid_format' }];
}

/** Products that asked the old questions ask the new ones from now on; orders keep the id they were placed with. */
async function putToUse(uow: UnitOfWork, schema: InputSchema): Promise<void> {
  await uow.run(
    `UPDATE products SET input_schema_id = ?, updated_at = ?
     WHERE input_schema_id IN (SELECT id FROM input_schemas WHERE code = ? AND version < ?)`,
    [schema.id, uow.now, schema.code, schema.version],
  );
}

async function insertVersion(uow: UnitOfWork, form: SaveInputSchema, version: number): Promise<InputSchema> {
  const { code, fields, joinTemplate } = form;
  const row = Object.assign(new InputSchema(), { id: newId(), code, fields, joinTemplate, version });
  try {
    await uow.insert(InputSchema, { ...row });
  } catch (error) {
    if (isDuplicate(error, 'input_schemas_version')) throw conflict('changed_meanwhile');
    throw error;
  }
  return row;
}

/**
 * Adds a version of the questions and puts it to use; the versions before it stay as they are.
 * @throws DomainError `invalid_input` (422) for a schema that refuses its own examples or has an unsafe pattern.
 */
export async function saveInputSchema(uow: UnitOfWork, input: SaveInputSchema): Promise<InputSchema> {
  authorize(uow.actor, 'products.write');
  const form = SaveInputSchema.parse(input);
  const problems = problemsOf(form);
  if (problems.length > 0) throw invalid(problems);
  // A schema that refuses its own examples would refuse everybody.
  readInputs(form, Object.fromEntries(form.fields.map(({ key, placeholder }) => [key, placeholder])));

  const versions = await uow.list(InputSchema, { code: form.code });
  const latest = versions.sort((a, b) => b.version - a.version)[0];
  const row = await insertVersion(uow, form, (latest?.version ?? 0) + 1);
  await putToUse(uow, row);
  await recordActivity(uow, {
    action: 'input_schema.saved',
    subjectType: 'input_schema',
    subjectId: row.id,
    reason: form.reason,
    before: latest
      ? { version: latest.version, fields: latest.fields, joinTemplate: latest.joinTemplate }
      : undefined,
    after: { version: row.version, fields: row.fields, joinTemplate: row.joinTemplate },
  });
  return row;
}
