import unhomoglyph from 'unhomoglyph';
import { z } from 'zod';

/** Control characters, zero-width and direction marks, private and unassigned code points, line separators. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
const latin = /\p{Script=Latin}/u;
const otherLetter = /(?!\p{Script=Latin})\p{L}/u;

/** Spaces made single and accents composed, so that what looks the same is the same. */
const tidy = (raw: string): string => raw.normalize('NFC').replace(/ +/g, ' ').trim();

/** Letters that are drawn as nothing, though they count as letters. */
const blank = /[\u115f\u1160\u2800\u3164\uffa0]/;

/** Signs that stand for letters. */
const leet: Record<string, string> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

/** `1` is an `i` here and an `l` there, so both are tried. */
const lettersOf = (text: string, one: string): string =>
  text.replaceAll(/[0-9@$]/g, (sign) => (sign === '1' ? one : (leet[sign] ?? sign)));

/** Without accents and case, and with every letter that only looks like another one written as that one. */
const skeleton = (text: string): string =>
  unhomoglyph(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()).toLowerCase();

/** `A d m i n` and `a.d.m.i.n`: single letters in a row are one word. */
const joined = (text: string): string =>
  text.replace(/(?<!\p{L})(?:\p{L}[ ._-]+){2,}\p{L}(?!\p{L})/gu, (letters) =>
    letters.replaceAll(/[ ._-]/g, ''),
  );

/** What a reader would take a name for. */
const readings = (name: string): string[] =>
  ['i', 'l'].map((one) => skeleton(joined(lettersOf(name.normalize('NFKC'), one))));

/** Words by which staff call themselves, as they look once they have been through the same glass. */
const staffWords = [
  ...['staf', 'staff', 'petugas', 'moderator', 'rekber', 'rekening bersama', 'escrow'],
  ...['customer service', 'customer care', 'layanan pelanggan', 'official', 'support', 'helpdesk'],
].map(skeleton);

const staffName = new RegExp(`(^|[^a-z])(${skeleton('admin')}|(${staffWords.join('|')})(?![a-z]))`);

const shop = skeleton('amanah');
/** Beside the shop's name they say nothing more than that it is the shop. */
const shopWords = new Set(
  [
    shop,
    ...['toko', 'store', 'shop', 'tim', 'team', 'cs', 'pusat', 'id', 'indonesia', 'app', 'pay', 'resmi'],
  ].map((word) => skeleton(word)),
);

/** `Amanah` and `Toko Amanah` are us; `Siti Amanah` is somebody. */
function isShop(reading: string): boolean {
  const words = reading.split(/[^a-z]+/).filter((word) => word !== '');
  return words.includes(shop) && words.every((word) => shopWords.has(word));
}

/** Why a name is refused, as a field code; null when it may stand beside a real one on a staff screen or in a room. */
export function nameProblem(name: string): string | null {
  if (invisible.test(name) || blank.test(name) || !/\p{L}/u.test(name)) return 'name_characters';
  if (latin.test(name) && otherLetter.test(name)) return 'name_mixed_scripts';
  const passesForUs = readings(name).some((reading) => staffName.test(reading) || isShop(reading));
  return passesForUs ? 'name_reserved' : null;
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
