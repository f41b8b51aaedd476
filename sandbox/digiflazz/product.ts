import { jakarta } from '../clock.js';

/** The bills that are described differently. */
export const billKinds = [
  'pln',
  'pdam',
  'internet',
  'bpjs',
  'multifinance',
  'pgas',
  'tv',
  'pbb',
  'pdl',
  'bpjstk',
  'bpjstkpu',
  'plnnontaglist',
  'samsat',
  'emoney',
  'other',
] as const;
export type BillKind = (typeof billKinds)[number];

/** A product of the supplier. A postpaid one has a bill instead of a price. */
export interface SupplierProduct {
  sku: string;
  name: string;
  /** The kind of goods, which decides the form of the serial number. */
  goods: string;
  category: string;
  brand: string;
  type: string;
  price: number;
  postpaid: { kind: BillKind; admin: number; commission: number } | null;
  available: boolean;
  cutOff: { start: string; end: string };
  description: string;
}

export const noCutOff = { start: '00:00', end: '00:00' };

/** Whether sales pause at this moment. Windows may cross midnight; equal ends mean there is none. Jakarta time. */
export function isInCutOff({ cutOff: { start, end } }: SupplierProduct, now: number): boolean {
  const { time } = jakarta(now);
  if (start === end) return false;
  return start < end ? time >= start && time < end : time >= start || time < end;
}

/** A row of the price list; postpaid rows have fees instead of a price and no stock. */
export function presentProduct(product: SupplierProduct): Record<string, unknown> {
  const common = {
    buyer_sku_code: product.sku,
    buyer_product_status: true,
    seller_product_status: product.available,
    desc: product.description,
  };
  const head = { product_name: product.name, category: product.category, brand: product.brand };
  const seller_name = 'Seller Contoh';
  if (product.postpaid) {
    const { admin, commission } = product.postpaid;
    return { ...head, category: 'Pascabayar', seller_name, admin, commission, ...common };
  }
  const { start: start_cut_off, end: end_cut_off } = product.cutOff;
  const stock = { unlimited_stock: true, stock: 0, multi: true, start_cut_off, end_cut_off };
  return { ...head, type: product.type, seller_name, price: product.price, ...common, ...stock };
}
