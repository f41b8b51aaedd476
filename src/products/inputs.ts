import { invalid, type FieldProblem } from '../platform/errors.js';
import { nationalPhone, normalisePhone } from '../users/index.js';
import type { InputField, InputSchema } from './input-schema.entity.js';

type Answers = Record<string, string>;

/** No field of any product is longer; what exceeds it is refused before any pattern sees it. */
const longestAnswer = 200;

const withoutGaps = (text: string): string => text.replace(/[\s\p{Pd}]/gu, '');

function phoneAsDialled(text: string): string {
  const e164 = normalisePhone(text);
  return e164 ? nationalPhone(e164) : withoutGaps(text);
}

/** People type spaces and dashes that no supplier accepts. */
function tidy(field: InputField, raw: string): string {
  const text = raw.trim();
  if (field.type === 'phone') return phoneAsDialled(text);
  return field.type === 'digits' ? withoutGaps(text) : text;
}

/** Players copy `123456789 (1234)` from the game as one text; it answers both questions. */
function splitPastedPair(fields: InputField[], answers: Answers): Answers {
  const [first, second] = fields;
  if (first?.type !== 'digits' || second?.type !== 'digits' || answers[second.key]?.trim()) return answers;
  const pair = /^\s{0,9}(\d{1,30})\s{0,9}\((\d{1,30})\)\s{0,9}$/.exec(answers[first.key] ?? '');
  if (!pair) return answers;
  return { ...answers, [first.key]: pair[1] ?? '', [second.key]: pair[2] ?? '' };
}

const patterns = new Map<string, RegExp>();

/** Anchored at both ends, whatever the data says. */
function patternOf(regex: string): RegExp {
  const known = patterns.get(regex);
  if (known) return known;
  const pattern = new RegExp(`^(?:${regex})$`, 'u');
  patterns.set(regex, pattern);
  return pattern;
}

/** What is wrong with a tidy answer; lengths come first, so that a pattern only ever meets short text. */
function problemWith(field: InputField, answer: string): string | null {
  if (answer === '') return field.required ? 'required' : null;
  if (answer.length > field.max_length) return 'too_big';
  if (field.options && !field.options.some(({ value }) => value === answer)) return 'invalid_value';
  if (field.type === 'phone' && !patternOf(field.regex).test(answer)) return 'invalid_phone';
  if (answer.length < field.min_length) return 'too_small';
  return patternOf(field.regex).test(answer) ? null : 'invalid_format';
}

function unknownKeys(fields: InputField[], inputs: Answers): FieldProblem[] {
  const asked = new Set(fields.map(({ key }) => key));
  return Object.keys(inputs)
    .filter((key) => !asked.has(key))
    .map((key) => ({ path: `inputs.${key.slice(0, 40)}`, code: 'unknown_key' }));
}

const tooLong = (inputs: Answers): FieldProblem[] =>
  Object.entries(inputs)
    .filter(([, value]) => value.length > longestAnswer)
    .map(([key]) => ({ path: `inputs.${key.slice(0, 40)}`, code: 'too_big' }));

function refuse(problems: FieldProblem[]): void {
  if (problems.length > 0) throw invalid(problems);
}

const join = (template: string, answers: Answers): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_whole, key: string) => answers[key] ?? '');

/**
 * Tidies and checks what a customer typed, and joins it into the supplier's customer number.
 * Unanswered optional fields are left out; a product without questions has no customer number.
 * @throws DomainError `invalid_input` with a problem for each wrong field, at `inputs.<key>`.
 */
export function readInputs(
  schema: Pick<InputSchema, 'fields' | 'joinTemplate'> | null,
  inputs: Answers,
): { inputs: Answers; customerNo: string | null } {
  const fields = schema?.fields ?? [];
  refuse([...unknownKeys(fields, inputs), ...tooLong(inputs)]);
  const given = new Map(Object.entries(splitPastedPair(fields, inputs)));
  const tidied = fields.map((field) => ({ field, answer: tidy(field, given.get(field.key) ?? '') }));
  refuse(
    tidied.flatMap(({ field, answer }) => {
      const code = problemWith(field, answer);
      return code ? [{ path: `inputs.${field.key}`, code }] : [];
    }),
  );
  const answers = Object.fromEntries(
    tidied.filter(({ answer }) => answer !== '').map(({ field, answer }) => [field.key, answer]),
  );
  return { inputs: answers, customerNo: schema ? join(schema.joinTemplate, answers) : null };
}
