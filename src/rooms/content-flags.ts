import { normalisePhone } from '../users/index.js';
import type { MessageFlag } from './room.entity.js';

/** What is written between letters so that a machine reads past them. */
const unseen =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;

const numberWords: Record<string, string> = {
  nol: '0',
  kosong: '0',
  satu: '1',
  dua: '2',
  tiga: '3',
  empat: '4',
  lima: '5',
  enam: '6',
  tujuh: '7',
  delapan: '8',
  sembilan: '9',
};

const spelled = new RegExp(`(?:\\b(?:${Object.keys(numberWords).join('|')})\\b[\\s,.-]*){5,}`, 'g');

const inDigits = (words: string): string =>
  words.replaceAll(/[a-z]+/g, (word) => numberWords[word] ?? word).replaceAll(/[\s,.-]/g, '');

/** As a person would read it: signs of one look made one, hidden ones left out, spelled digits written as digits. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(unseen, '')
    .toLowerCase()
    .replace(spelled, (words) => ` ${inDigits(words)} `)
    // An `o` among digits is a zero that was meant to be overlooked.
    .replaceAll(/(?<=[\d\s+])o(?=\s?\d)|(?<=\d)o(?=[\do])/g, '0');

const link =
  /\b(?:https?:\/\/|www\.)\S|\b[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.(?:com|net|org|id|co|io|me|ly|gg|xyz|link|site|online|shop|store|app|info|biz|top|click|live|page|dev|cc|to|tk|ml|vip|web)\b(?!\.\d)/;

const digitRun = /[+(]?\d(?:[\s.()/_-]{0,3}\d){8,17}/g;
/** `1.500.000`: money as people write it here. */
const grouped = /^\d{1,3}(?:\.\d{3})+$/;
const digitsOf = (run: string): string => run.replaceAll(/\D/g, '');

/** `dana` alone is what everybody here calls money; the wallet of that name is meant where one pays to it. */
const bankWord =
  /\b(?:no\.?\s?rek\w*|rek|rekening|transfer|tf|trf|a\.?n\.?|a\/n|atas nama|bca|bri|bni|mandiri|bsi|cimb|permata|danamon|btn|jago|seabank|jenius|(?:ke|via|lewat|akun|nomor|saldo) dana|dana\s*:?\s*(?=\d)|ovo|gopay|go-pay|shopeepay|linkaja)\b/;

const codeWord = /\b(?:otp|o\.t\.p|pin|one.time|kode(?:\s\w+){0,2}|verifikasi|verification|login code)\b/;
const nearCode = new RegExp(`${codeWord.source}[^\\d\\n]{0,25}\\b\\d{4,8}\\b`);
const asksForCode =
  /\b(?:kirim\w*|minta|kasih|beri\w*|share|send|sebut\w*|infokan|bagi)\b[^\n]{0,30}\b(?:otp|kode verifikasi|kode masuk|pin)\b/;

const isPhone = (run: string): boolean => {
  const digits = digitsOf(run);
  return normalisePhone(digits.startsWith('62') ? `+${digits}` : digits) !== null;
};

const isAccount = (run: string): boolean => {
  const { length } = digitsOf(run);
  return length >= 10 && length <= 16 && !grouped.test(run.trim());
};

/**
 * What in a text deserves a word of warning: a way to leave the room, to pay outside it, or to lose an account. It
 * warns and refuses nothing, so it may err on the side of warning.
 */
export function flagsOf(text: string): MessageFlag[] {
  const seen = readable(text);
  const runs = seen.match(digitRun) ?? [];
  const found: [MessageFlag, boolean][] = [
    ['link', link.test(seen)],
    ['phone', runs.some(isPhone)],
    ['bank_account', bankWord.test(seen) && runs.some(isAccount)],
    ['otp', nearCode.test(seen) || asksForCode.test(seen)],
  ];
  return found.flatMap(([flag, isThere]) => (isThere ? [flag] : []));
}

/** What is put before staff as well: signs that a deal is about to leave the room. */
export const isFraudSignal = (flags: MessageFlag[]): boolean => flags.some((flag) => flag !== 'link');
