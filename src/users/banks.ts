import { z } from 'zod';

interface Bank {
  name: string;
  /** How many digits its account numbers usually have; others are possible. */
  usualDigits?: number;
}

/** Banks by their three-digit code of Bank Indonesia; the leading zeros count. */
export const banks: Readonly<Record<string, Bank>> = {
  '002': { name: 'BRI', usualDigits: 15 },
  '008': { name: 'Mandiri', usualDigits: 13 },
  '009': { name: 'BNI', usualDigits: 10 },
  '011': { name: 'Danamon' },
  '013': { name: 'Permata' },
  '014': { name: 'BCA', usualDigits: 10 },
  '016': { name: 'Maybank' },
  '019': { name: 'Panin' },
  '022': { name: 'CIMB Niaga' },
  '023': { name: 'UOB' },
  '028': { name: 'OCBC' },
  '041': { name: 'HSBC' },
  '046': { name: 'DBS' },
  '050': { name: 'Standard Chartered' },
  '110': { name: 'BJB' },
  '111': { name: 'Bank Jakarta' },
  '112': { name: 'BPD DIY' },
  '113': { name: 'Bank Jateng' },
  '114': { name: 'Bank Jatim' },
  '117': { name: 'Bank Sumut' },
  '129': { name: 'BPD Bali' },
  '147': { name: 'Muamalat' },
  '153': { name: 'Sinarmas' },
  '200': { name: 'BTN' },
  '213': { name: 'SMBC Indonesia' },
  '426': { name: 'Mega' },
  '441': { name: 'KB Bank' },
  '451': { name: 'BSI', usualDigits: 10 },
  '472': { name: 'Saqu' },
  '484': { name: 'Hana' },
  '490': { name: 'Neo Commerce' },
  '494': { name: 'Bank Raya' },
  '501': { name: 'blu by BCA Digital' },
  '503': { name: 'Nobu' },
  '506': { name: 'Mega Syariah' },
  '513': { name: 'Ina' },
  '523': { name: 'Sahabat Sampoerna' },
  '531': { name: 'Amar' },
  '535': { name: 'SeaBank' },
  '536': { name: 'BCA Syariah' },
  '542': { name: 'Jago' },
  '547': { name: 'BTPN Syariah' },
  '562': { name: 'Superbank' },
  '564': { name: 'Mandiri Taspen' },
  '567': { name: 'Allo' },
  '947': { name: 'Aladin' },
};

/** The name people know; the code itself for one that has left the list since. */
export const bankName = (code: string): string => banks[code]?.name ?? code;

/** All banks by name, as a form lists them. */
export const bankList = Object.entries(banks)
  .map(([code, { name, usualDigits }]) => ({ code, name, usual_digits: usualDigits ?? null }))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'id'));

/** Codes of banks that became part of others, as old lists still print them. */
const successors: Record<string, string> = { '422': '451', '427': '451' };

export const bankCodeSchema = z
  .string()
  .max(3)
  .transform((code, context) => {
    const known = successors[code] ?? code;
    if (Object.hasOwn(banks, known)) return known;
    context.addIssue({ code: 'custom', message: 'bank_unknown' });
    return z.NEVER;
  });
