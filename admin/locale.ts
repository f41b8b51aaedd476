import { readdirSync, readFileSync } from 'node:fs';
import type { AdminJSOptions } from 'adminjs';
import { copyKeys, locales, translate, type Locale } from '../src/platform/i18n.js';
import { fromRoot } from '../src/platform/root.js';

type Tree = { [key: string]: string | Tree };

const folder = (locale: Locale) => fromRoot('admin', 'locale', locale);

/** Copy that belongs to no table: of the frame, and of the pages, each desk in a file of its own. */
const isInterface = (file: string): boolean => file.endsWith('-ui.json');

const readTree = (locale: Locale, file: string): Tree =>
  JSON.parse(readFileSync(`${folder(locale)}/${file}`, 'utf8')) as Tree;

/** The text with its placeholders, which are filled in the browser. */
const rawText = (locale: Locale, key: string) => translate(locale, key, { skipInterpolation: true });

/** What use cases refuse with is said in the shop's own words, in the console as in the API. */
function problemTexts(locale: Locale): Record<string, string> {
  const codes = copyKeys(locale).flatMap((key) => /^problems\.(.+)\.title$/.exec(key)?.[1] ?? []);
  return Object.fromEntries(
    codes.map((code) => [
      `problem_${code}`,
      `${rawText(locale, `problems.${code}.title`)}. ${rawText(locale, `problems.${code}.detail`)}`,
    ]),
  );
}

function fieldTexts(locale: Locale): Record<string, string> {
  const codes = copyKeys(locale).flatMap((key) => /^fields\.([a-z_]+)$/.exec(key)?.[1] ?? []);
  return Object.fromEntries(codes.map((code) => [`field_${code}`, rawText(locale, `fields.${code}`)]));
}

/** The promises that an audit checks are worded where they are made. */
function checkTexts(locale: Locale): Record<string, string> {
  const keys = copyKeys(locale).filter((key) => /^\w+\.checks\.\w+$/.test(key));
  return Object.fromEntries(keys.map((key) => [key.split('.').at(-1) ?? key, rawText(locale, key)]));
}

/** A list is headed by what it lists. */
const titled = (block: Tree): Tree => ({
  ...block,
  actions: { list: String(block['label']), ...(block['actions'] as Tree | undefined) },
});

/** Copy of the resources: one file per noun, one block per resource, whose `label` is its name in the menu. */
function resourceTexts(locale: Locale): { labels: Record<string, string>; resources: Tree } {
  const files = readdirSync(folder(locale)).filter((file) => file !== 'codes.json' && !isInterface(file));
  const blocks = files.flatMap((file) => Object.entries(readTree(locale, file))) as [string, Tree][];
  return {
    labels: Object.fromEntries(blocks.map(([id, block]) => [id, String(block['label'])])),
    resources: Object.fromEntries(blocks.map(([id, block]) => [id, titled(block)])),
  };
}

/** Dots in a key mean depth to the framework, so the dots of codes are written otherwise; the browser knows. */
export const keyOfCode = (code: string): string => code.replaceAll('.', '/');

const byCode = (section: Tree): Tree =>
  Object.fromEntries(Object.entries(section).map(([code, word]) => [keyOfCode(code), word]));

/** Words of the codes that rows carry: kinds of journals, deeds of staff, reasons, jobs. Sections are for the reader. */
const codeTexts = (locale: Locale): Tree =>
  Object.assign(
    {},
    ...Object.values(readTree(locale, 'codes.json')).map((section) => byCode(section as Tree)),
  );

/** A deed and the journal that it posts may share a code: on a journal it says what was booked, not who did what. */
const journalTexts = (locale: Locale): Tree => byCode(readTree(locale, 'codes.json')['books'] as Tree);

/** What the frame and the pages say; a section may be told in several files. */
function interfaceTexts(locale: Locale): Tree {
  const sections = readdirSync(folder(locale))
    .filter(isInterface)
    .flatMap((file) => Object.entries(readTree(locale, file)));
  const merged: Tree = {};
  for (const [name, section] of sections)
    merged[name] = { ...(merged[name] as Tree | undefined), ...(section as Tree) };
  return merged;
}

/** What the pieces of discount rules are called, where each is made; the studio draws its form from them. */
function pieceTexts(locale: Locale): Tree {
  const tree: Tree = {};
  for (const key of copyKeys(locale).filter((each) =>
    /^discount\.(conditions|effects|choices)\./.test(each),
  )) {
    const path = key.split('.').slice(1);
    let node = tree;
    for (const part of path.slice(0, -1)) node = (node[part] ??= {}) as Tree;
    node[path.at(-1) ?? ''] = rawText(locale, key);
  }
  return tree;
}

/** All copy of the console in one language. */
export function translationsOf(locale: Locale): Tree {
  const ui = interfaceTexts(locale);
  const { labels, resources } = resourceTexts(locale);
  return {
    ...ui,
    discount: pieceTexts(locale),
    labels: { ...(ui['labels'] as Tree), ...labels },
    values: { ...(ui['values'] as Tree), ...codeTexts(locale), ...checkTexts(locale) },
    messages: { ...problemTexts(locale), ...fieldTexts(locale), ...(ui['messages'] as Tree) },
    resources: {
      ...resources,
      LedgerJournal: { ...(resources['LedgerJournal'] as Tree), values: journalTexts(locale) },
    },
  };
}

/** Indonesian unless somebody chose English; the choice is kept in the browser. */
export const consoleLocale = (): NonNullable<AdminJSOptions['locale']> =>
  ({
    language: 'id',
    availableLanguages: [...locales],
    localeDetection: true,
    load: 'languageOnly',
    nonExplicitSupportedLngs: true,
    detection: {
      order: ['querystring', 'localStorage'],
      lookupQuerystring: 'lang',
      lookupLocalStorage: 'console-language',
      caches: ['localStorage'],
    },
    translations: Object.fromEntries(locales.map((locale) => [locale, translationsOf(locale)])),
  }) as NonNullable<AdminJSOptions['locale']>;
