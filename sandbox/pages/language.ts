import { readFileSync } from 'node:fs';
import i18next, { type TFunction } from 'i18next';
import type { Request } from 'express';
import { fromRoot } from '../../src/platform/root.js';

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

const translations = i18next.createInstance();
void translations.init({
  fallbackLng: 'id',
  initAsync: false,
  // The templates escape; escaping here as well would show entities.
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    languages.map((language) => [language, { translation: readTexts(language) }]),
  ),
});

export function readTexts(language: Language): Record<string, string> {
  return JSON.parse(readFileSync(fromRoot('sandbox/pages/locale', `${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
}

/** Indonesian unless the address asks for English. */
export function languageOf(req: Request): Language {
  return req.query.lang === 'en' ? 'en' : 'id';
}

export function textsIn(language: Language): TFunction {
  return translations.getFixedT(language);
}
