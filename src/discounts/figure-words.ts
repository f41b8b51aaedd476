import { hasCopy, translate, type Locale } from '../platform/i18n.js';
import { formatRupiah } from '../platform/money.js';
import type { Figures } from './conditions/condition.js';

/** Names of the rows that figures point at, by id. */
export type Names = ReadonlyMap<string, string>;

const tags: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' };

const dayText = (date: string, locale: Locale): string =>
  new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** `17 Agustus`: a birthday has no year that matters. */
const birthdayText = (month: number, day: number, locale: Locale): string =>
  new Intl.DateTimeFormat(tags[locale], { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, month - 1, day)),
  );

/** Whichever word a list takes between its last two. */
const listText = (words: string[], locale: Locale): string =>
  new Intl.ListFormat(tags[locale], { type: 'disjunction' }).format(words);

function figureText(name: string, value: NonNullable<Figures[string]>, locale: Locale, names: Names): string {
  if (Array.isArray(value)) return listText(value, locale);
  if (typeof value === 'number')
    return name.endsWith('Amount') ? formatRupiah(value, locale) : value.toLocaleString(tags[locale]);
  if (name.endsWith('On')) return dayText(value, locale);
  if (name.endsWith('Id')) return names.get(value) ?? value;
  const key = `discount.choices.${value}`;
  return hasCopy(locale, key) ? translate(locale, key) : value;
}

function paramsOf(figures: Figures, locale: Locale, names: Names): Record<string, string> {
  const texts = Object.entries(figures).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, figureText(name, value, locale, names)] as const],
  );
  const { month, day } = figures;
  const birthday =
    typeof month === 'number' && typeof day === 'number' ? birthdayText(month, day, locale) : '';
  return { ...Object.fromEntries(texts), birthday };
}

/** A figure `say` chooses its own sentence, and so do figures that are all nought, where there is one. */
function keyFor(base: string, figures: Figures, locale: Locale): string {
  const { say, ...rest } = figures;
  if (typeof say === 'string') return `${base}_${say}`;
  const isNought = Object.values(rest).every((value) => value === 0);
  return isNought && hasCopy(locale, `${base}_zero`) ? `${base}_zero` : base;
}

/** What a condition needs, what it met, or what would unlock it, as a sentence; empty where there is nothing to say. */
export function sayFigures(
  locale: Locale,
  code: string,
  part: 'needed' | 'actual' | 'unlocks',
  figures: Figures | null,
  names: Names = new Map(),
): string {
  if (!figures) return '';
  const key = keyFor(`discount.conditions.${code}.${part}`, figures, locale);
  return hasCopy(locale, key) ? translate(locale, key, paramsOf(figures, locale, names)) : '';
}
