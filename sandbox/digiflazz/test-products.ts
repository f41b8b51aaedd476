import { noCutOff, type BillKind, type SupplierProduct } from './product.js';

function prepaid(sku: string, name: string, category: string, brand: string, price: number): SupplierProduct {
  const common = { type: 'Umum', postpaid: null, available: true, cutOff: noCutOff, description: '-' };
  const goods = category.toLowerCase();
  return { sku, name, goods, category, brand, price, ...common };
}

function postpaid(sku: string, name: string, brand: string, kind: BillKind): SupplierProduct {
  const fees = { kind, admin: 2_500, commission: kind === 'pln' ? 1_000 : 800 };
  return { ...prepaid(sku, name, 'Pascabayar', brand, 0), postpaid: fees };
}

/** The products the supplier documents for its test numbers; they can always be bought. */
export const testProducts: readonly SupplierProduct[] = [
  prepaid('xld10', 'XL 10.000', 'Pulsa', 'XL', 10_500),
  postpaid('pln', 'PLN Pascabayar', 'PLN PASCABAYAR', 'pln'),
  postpaid('pdam', 'PDAM Kota Contoh', 'PDAM', 'pdam'),
  postpaid('internet', 'Internet Rumah', 'INTERNET PASCABAYAR', 'internet'),
  postpaid('pgas', 'Gas Alam', 'GAS NEGARA', 'pgas'),
  postpaid('bpjs', 'BPJS Kesehatan', 'BPJS KESEHATAN', 'bpjs'),
  postpaid('multifinance', 'Angsuran Kredit', 'MULTIFINANCE', 'multifinance'),
  postpaid('cimahi', 'PBB Kota Cimahi', 'PBB', 'pbb'),
  postpaid('tv', 'TV Berlangganan', 'TV PASCABAYAR', 'tv'),
  postpaid('pdl', 'Pajak Daerah', 'PDL', 'pdl'),
  postpaid('bpjstk', 'BPJS Ketenagakerjaan', 'BPJS KETENAGAKERJAAN', 'bpjstk'),
  postpaid('bpjstkpu', 'BPJS Ketenagakerjaan Penerima Upah', 'BPJS KETENAGAKERJAAN', 'bpjstkpu'),
  postpaid('plnnontaglist', 'PLN Non Taglis', 'PLN NONTAGLIS', 'plnnontaglist'),
  postpaid('emoney', 'E-Money Pascabayar', 'E-MONEY', 'emoney'),
  postpaid('hp', 'HP Pascabayar', 'HP PASCABAYAR', 'other'),
  postpaid('samsat', 'Pajak Kendaraan', 'SAMSAT', 'samsat'),
];

/** What is offered when the store brings no catalogue of its own. */
export const builtInProducts: readonly SupplierProduct[] = [
  ...testProducts,
  prepaid('tsel5', 'Telkomsel 5.000', 'Pulsa', 'TELKOMSEL', 5_450),
  prepaid('tsel25', 'Telkomsel 25.000', 'Pulsa', 'TELKOMSEL', 24_900),
  prepaid('isatdata3', 'Indosat Freedom 3 GB', 'Data', 'INDOSAT', 17_300),
  prepaid('pln20', 'PLN 20.000', 'PLN', 'PLN', 20_100),
  prepaid('pln100', 'PLN 100.000', 'PLN', 'PLN', 100_100),
  prepaid('ml86', 'Mobile Legends 86 Diamond', 'Games', 'MOBILE LEGENDS', 19_400),
  prepaid('gp50', 'Google Play 50.000', 'Voucher', 'GOOGLE PLAY', 49_700),
  prepaid('dana20', 'DANA 20.000', 'E-Money', 'DANA', 20_150),
];
