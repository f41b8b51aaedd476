import { z } from 'zod';

/** Control characters, zero-width and direction marks, private and unassigned code points, line separators. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
const latin = /\p{Script=Latin}/u;
const otherLetter = /(?!\p{Script=Latin})\p{L}/u;

/** Spaces made single and accents composed, so that what looks the same is the same. */
const tidy = (raw: string): string => raw.normalize('NFC').replace(/ +/g, ' ').trim();

/** What a reader would take it for: without accents, and with the digits that stand for letters read as such. */
const asRead = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('4', 'a').replaceAll('1', 'i');

/** Why a name is refused, as a field code; null when it may stand beside a real one on a staff screen. */
export function nameProblem(name: string): string | null {
  if (invisible.test(name) || !/\p{L}/u.test(name)) return 'name_characters';
  if (latin.test(name) && otherLetter.test(name)) return 'name_mixed_scripts';
  return /(^|[^a-z])admin/.test(asRead(name)) ? 'name_reserved' : null;
}

/** `Sari Wulandari` as strangers may see it: `S*** W********`. Enough to recognise, too little to learn. */
export const maskedName = (name: string): string =>
  name
    .split(' ')
    .map((word) => {
      const letters = [...word];
      return letters.map((letter, index) => (index === 0 ? letter : '*')).join('');
    })
    .join(' ');

const longestName = 120;

/** Composing accents mostly shortens a text, but some signs come apart: the bound that counts is the second. */
export const nameSchema = z
  .string()
  .max(4 * longestName)
  .transform(tidy)
  .pipe(z.string().max(longestName))
  .superRefine((name, context) => {
    const problem = nameProblem(name);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });
