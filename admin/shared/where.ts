import { ValidationError, type Filter } from 'adminjs';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { jakartaMidnight } from '../../src/platform/jakarta.js';
import type { Field, FieldKind, FilterKind, Policy } from './policy.js';

type Query = SelectQueryBuilder<ObjectLiteral>;

/** One condition that somebody asked for. */
interface Asked {
  path: string;
  value: unknown;
}

/** Says that a list cannot be narrowed like this. */
export const filterRefused = (path = 'filters') =>
  new ValidationError({ [path]: { message: 'filterRefused' } }, { message: 'filterRefused' });

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function textOf({ path, value }: Asked): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw filterRefused(path);
  const text = String(value).trim();
  if (text === '' || text.length > 200) throw filterRefused(path);
  return text;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

function dayOf(path: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  const text = String(value);
  if (!dayPattern.test(text) || Number.isNaN(jakartaMidnight(text).getTime())) throw filterRefused(path);
  return text;
}

function rangeOf({ path, value }: Asked): { from: string | null; to: string | null } {
  if (typeof value === 'string') return { from: dayOf(path, value), to: dayOf(path, value) };
  if (typeof value !== 'object' || value === null) throw filterRefused(path);
  const { from, to } = value as { from?: unknown; to?: unknown };
  return { from: dayOf(path, from), to: dayOf(path, to) };
}

const dayAfter = (day: string): Date => new Date(jakartaMidnight(day).getTime() + 86_400_000);

function statesOf(asked: Asked, values: readonly string[]): string[] {
  const wanted = textOf(asked).split(',');
  if (!wanted.every((word) => values.includes(word))) throw filterRefused(asked.path);
  return wanted;
}

function flagOf(asked: Asked): number {
  const text = textOf(asked);
  if (text !== 'true' && text !== 'false') throw filterRefused(asked.path);
  return text === 'true' ? 1 : 0;
}

function narrowByRange(query: Query, asked: Asked, kind: 'days' | 'instants'): void {
  const { from, to } = rangeOf(asked);
  const column = `row.${asked.path}`;
  const [start, end, upTo] =
    kind === 'days' ? [from, to, '<='] : [from && jakartaMidnight(from), to && dayAfter(to), '<'];
  if (start) query.andWhere(`${column} >= :${asked.path}From`, { [`${asked.path}From`]: start });
  if (end) query.andWhere(`${column} ${upTo} :${asked.path}To`, { [`${asked.path}To`]: end });
}

/** Codes, ids and references are stored as ASCII, and the database refuses to compare them with anything else. */
const plainKinds: ReadonlySet<FieldKind | undefined> = new Set(['code', 'word', 'reference']);

/** Whether no row can match, because the column holds no such letters. */
const isForeignTo = (field: Field | undefined, text: string): boolean =>
  plainKinds.has(field?.kind) && /[^\x20-\x7e]/.test(text);

const figureKinds: ReadonlySet<FieldKind | undefined> = new Set([
  'money',
  'signed-money',
  'number',
  'permil',
]);

/** The database would take a word for zero. @throws ValidationError for anything but a whole number. */
function assertFigure(field: Field | undefined, { path }: Asked, text: string): void {
  if (figureKinds.has(field?.kind) && !/^-?\d{1,15}$/.test(text)) throw filterRefused(path);
}

function narrowByText(query: Query, asked: Asked, kind: FilterKind, field: Field | undefined): void {
  const { path } = asked;
  assertFigure(field, asked, textOf(asked));
  if (isForeignTo(field, textOf(asked))) {
    query.andWhere('1 = 0');
    return;
  }
  if (kind === 'prefix') {
    query.andWhere(`row.${path} LIKE :${path}`, { [path]: `${escapeLike(textOf(asked))}%` });
  } else if (kind === 'state') {
    query.andWhere(`row.${path} IN (:...${path})`, { [path]: statesOf(asked, field?.values ?? []) });
  } else if (kind === 'flag') {
    query.andWhere(`row.${path} = :${path}`, { [path]: flagOf(asked) });
  } else {
    query.andWhere(`row.${path} = :${path}`, { [path]: textOf(asked) });
  }
}

/** Whether a person may narrow by this field: only by what has a rule and what they may read. */
const ruleFor = (policy: Policy, readable: readonly string[], path: string): FilterKind | undefined => {
  const rule = Object.hasOwn(policy.filters, path) ? policy.filters[path] : undefined;
  return typeof rule === 'object' || readable.includes(path) ? rule : undefined;
};

/**
 * Adds the asked-for conditions to a query: exact where the column is exact, by prefix where text is searched,
 * Jakarta days for instants.
 * @throws ValidationError for anything without a rule, so that hidden columns cannot be guessed by counting.
 */
export function narrow(query: Query, policy: Policy, readable: readonly string[], filter: Filter): void {
  const asked = Object.values(filter.filters) as Asked[];
  for (const each of asked) {
    const rule = ruleFor(policy, readable, each.path);
    if (rule === undefined) throw filterRefused(each.path);
    if (typeof rule === 'object') {
      const word = textOf(each);
      if (!Object.hasOwn(rule.clauses, word)) throw filterRefused(each.path);
      query.andWhere(rule.clauses[word] ?? '');
    } else if (rule === 'days' || rule === 'instants') {
      narrowByRange(query, each, rule);
    } else {
      narrowByText(query, each, rule, policy.fields[each.path]);
    }
  }
}
