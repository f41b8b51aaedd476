import { randomInt } from 'node:crypto';
import { personOf } from './person.js';
import type { SupplierProduct } from './product.js';

export interface Delivered {
  product: SupplierProduct;
  customerNo: string;
}

/** A serial number of the form that goods of this kind really have. */
export function newSerialNumber(delivered: Delivered): string {
  if (delivered.product.postpaid) return digits(16);
  return (forms[delivered.product.goods] ?? operatorReference)(delivered);
}

const forms: Record<string, (delivered: Delivered) => string> = {
  pln: plnToken,
  voucher: voucherCode,
  streaming: voucherCode,
  game: accountReference,
  games: accountReference,
  emoney: accountReference,
  'e-money': accountReference,
};

function operatorReference(): string {
  return digits(16);
}

function voucherCode(): string {
  return [letters(4), letters(4), letters(4), letters(4)].join('-');
}

function accountReference({ customerNo }: Delivered): string {
  return `${digits(12)}/${personOf(customerNo).name}`;
}

const rupiahPerKwh = 1_445;

/** Twenty digits, then name, tariff, power and kWh with a decimal comma. */
function plnToken({ product, customerNo }: Delivered): string {
  const { name, tariff, power } = personOf(customerNo);
  const token = Array.from({ length: 5 }, () => digits(4)).join('-');
  const kwh = (product.price / rupiahPerKwh).toFixed(1).replace('.', ',');
  return `${token}/${name}/${tariff}/${power}VA/${kwh}KWH`;
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** Without the letters that people mistake for digits. */
function letters(count: number): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: count }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
