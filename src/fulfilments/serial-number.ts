import { decrypt, encrypt } from '../platform/cipher.js';

const purpose = 'serial-number';

/** The part that is the goods themselves: electricity tokens carry name and tariff behind a slash. */
const secretPart = (serialNumber: string): string => serialNumber.split('/')[0] ?? '';

/** The last four characters, or fewer of a short one: never more than a third of the secret. */
export function hintOf(serialNumber: string): string {
  const secret = secretPart(serialNumber).trim();
  const shown = Math.min(4, Math.floor(secret.length / 3));
  return shown === 0 ? '' : secret.slice(-shown);
}

/** The columns that keep a serial number: encrypted, with a hint for those who may not read it. */
export const sealed = (serialNumber: string) => ({
  serialNumberCipher: encrypt(purpose, serialNumber),
  serialNumberHint: hintOf(serialNumber),
});

export const unsealed = (cipher: Buffer): string => decrypt(purpose, cipher);

/**
 * The 20 digits of an electricity token in groups of four, from `<token>/<name>/<tariff>/…` or from five dashed
 * groups; null for anything else, which is then shown as the supplier sent it.
 */
export function electricityToken(serialNumber: string): string | null {
  const secret = secretPart(serialNumber).trim();
  if (secret === serialNumber.trim() && !/^\d{4}(-\d{4}){4}$/.test(secret)) return null;
  const digits = secret.replace(/\D/g, '');
  return digits.length === 20 ? digits.replace(/(\d{4})(?=\d)/g, '$1-') : null;
}
