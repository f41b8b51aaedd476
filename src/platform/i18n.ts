import { readdirSync, readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { fromRoot } from './root.js';
import { support } from './support.js';

export const locales = ['id', 'en'] as const;
export type Locale = (typeof locales)[number];

type Tree = { [key: string]: string | Tree };

function readTree(file: string): Tree {
  return JSON.parse(readFileSync(file, 'utf8')) as Tree;
}

/** Copy lives beside its noun: `src/<noun>/<noun>.<locale>.json`, and pages in `views/locale/<page>.<locale>.json`. */
function copyOf(locale: Locale): Tree {
  const tree: Tree = {};
  for (const folder of [...domainFolders(), 'views/locale']) {
    for (const file of filesIn(folder)) {
      const match = /^(.+)\.(id|en)\.json$/.exec(file);
      if (match?.[1] && match[2] === locale)
        addCopy(tree, match[1].replaceAll('-', '_'), readTree(fromRoot(folder, file)));
    }
  }
  return tree;
}

/** Refusals and field problems of all nouns stand in one place each, because the error handler knows no noun. */
function addCopy(tree: Tree, noun: string, { problems, fields, ...own }: Tree): void {
  tree[noun] = own;
  tree['problems'] = { ...(tree['problems'] as Tree), ...(problems as Tree) };
  tree['fields'] = { ...(tree['fields'] as Tree), ...(fields as Tree) };
}

const domainFolders = () =>
  readdirSync(fromRoot('src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `src/${entry.name}`);

function filesIn(folder: string): string[] {
  try {
    return readdirSync(fromRoot(folder));
  } catch {
    return [];
  }
}

const i18n = createInstance();
void i18n.init({
  lng: 'id',
  fallbackLng: 'id',
  resources: Object.fromEntries(locales.map((locale) => [locale, { translation: copyOf(locale) }])),
  interpolation: { escapeValue: false, defaultVariables: { support: support.name } },
  initAsync: false,
});

/** The text under a key such as `transaction.errors.sold_out`; the templates escape, not the translator. */
export const translate = (locale: Locale, key: string, params: Record<string, unknown> = {}): string =>
  i18n.t(key, { ...params, lng: locale });

export const hasCopy = (locale: Locale, key: string): boolean =>
  i18n.exists(key, { lng: locale, fallbackLng: [] });

/** Indonesian unless English is asked for. */
export function chooseLocale(accepted: string | undefined): Locale {
  const wanted = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Locale => tag === 'id' || tag === 'en') ?? 'id';
}

/** Every key of a locale, for the test that both languages say the same things. */
export function copyKeys(locale: Locale): string[] {
  const walk = (tree: Tree, prefix: string): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [`${prefix}${key}`] : walk(value, `${prefix}${key}.`),
    );
  return walk(copyOf(locale), '');
}
