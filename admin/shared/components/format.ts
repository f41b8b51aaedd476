import { useTranslation } from 'adminjs';

export type Language = 'id' | 'en';

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };
const currencyLocales: Record<Language, string> = { id: 'id-ID', en: 'en-ID' };

const languageOf = (tag: string | undefined): Language => (tag?.startsWith('en') ? 'en' : 'id');

/** Exact for amounts of any length, because text is formatted digit by digit. */
export function formatMoney(amount: string | number, language: Language): string {
  const format = new Intl.NumberFormat(currencyLocales[language], {
    style: 'currency',
    currency: 'IDR',
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  });
  return format.format(BigInt(amount));
}

/** Jakarta time, whatever zone the browser is in. */
export function formatInstant(value: string, language: Language, withSeconds = true): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'Asia/Jakarta',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
    hour12: false,
  });
  return `${format.format(new Date(value))} WIB`;
}

/** A calendar day, which is in no zone at all. */
export function formatDay(value: string, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', dateStyle: 'medium' });
  return format.format(new Date(`${value.slice(0, 10)}T00:00:00Z`));
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The name of a weekday, of which Monday is the first. */
export function formatWeekday(weekday: number, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', weekday: 'long' });
  const aMonday = Date.UTC(2024, 0, 1);
  return format.format(new Date(aMonday + (weekday - 1) * 86_400_000));
}

/** `09:30 WIB` of a minute of the day in Jakarta. */
export const formatMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')} WIB`;

/** "3 menit yang lalu", for people who watch a queue. */
export function formatAge(value: string, language: Language): string {
  const seconds = (new Date(value).getTime() - Date.now()) / 1_000;
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(
    Math.round(seconds / size),
    unit,
  );
}

export interface Formats {
  language: Language;
  money: (amount: string | number) => string;
  number: (value: number) => string;
  /** 1,3 jt for 1.250.000: an axis has little room. */
  compact: (value: number) => string;
  /** Lists leave the seconds out. */
  instant: (value: string, withSeconds?: boolean) => string;
  day: (value: string) => string;
  weekday: (value: number) => string;
  age: (value: string) => string;
  /** The word of a state or choice, for this resource if it has its own. */
  word: (value: string, resourceId?: string) => string;
  /** The same where a word means something else in one column than in the others of its resource. */
  propertyWord: (property: string, value: string, resourceId: string) => string;
  /** A row by its kind and its name, as the heading of its page: "Transaksi AMN-…". */
  nameOf: (resourceId: string, title: string | null | undefined) => string;
  t: (key: string, options?: Record<string, unknown>) => string;
}

type Copy = ReturnType<typeof useTranslation>['i18n'];

/** The copy of a code; its dots and colons are its own and say nothing about the copy's depth or namespace. */
function known(i18n: Copy, code: string, resourceId: string): string | null {
  const key = code.replaceAll('.', '/');
  const keys = [`resources.${resourceId}.values.${key}`, `values.${key}`];
  const text: unknown = i18n.t(keys, { defaultValue: '', nsSeparator: false });
  return typeof text === 'string' && text !== '' ? text : null;
}

/** A code in words. One like `gateway_clearing:tripay` is said in two parts; what has no word is shown as it is. */
function wordOf(i18n: Copy, code: string, resourceId = '-'): string {
  const whole = known(i18n, code, resourceId);
  if (whole !== null) return whole;
  const [, head = '', tail = ''] = /^([a-z_]+): ?(.+)$/s.exec(code) ?? [];
  const start = head && known(i18n, head, resourceId);
  if (!start) return code;
  const isId = /^[0-9A-Z]{26}$/.test(tail);
  return isId ? start : `${start} · ${wordOf(i18n, tail, resourceId)}`;
}

/** Formats and copy in the language that the person chose. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const t = (key: string, options: Record<string, unknown> = {}) => String(i18n.t(key, options));
  const word = (value: string, resourceId?: string) => wordOf(i18n, value, resourceId);
  return {
    language,
    money: (amount) => formatMoney(amount, language),
    number: (value) => new Intl.NumberFormat(locales[language]).format(value),
    compact: (value) =>
      new Intl.NumberFormat(locales[language], { notation: 'compact', maximumFractionDigits: 1 }).format(
        value,
      ),
    instant: (value, withSeconds) => formatInstant(value, language, withSeconds),
    day: (value) => formatDay(value, language),
    weekday: (value) => formatWeekday(value, language),
    age: (value) => formatAge(value, language),
    word,
    propertyWord: (property, value, resourceId) =>
      known(i18n, `${property}/${value}`, resourceId) ?? word(value, resourceId),
    nameOf: (resourceId, title) => {
      const kind = t(`resources.${resourceId}.one`);
      return title ? `${kind} ${word(title, resourceId)}` : kind;
    },
    t,
  };
}
