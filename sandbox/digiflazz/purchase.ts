import type { BillAmounts } from './bill.js';
import { messageOf, type SupplierStatus } from './response-codes.js';

/** How a pending purchase will end, and how long after it was made. */
export interface Settlement {
  rc: string;
  after_ms: number;
}

/** One purchase in the supplier's books. Prices are whole rupiah, instants milliseconds. */
export interface Purchase {
  id: string;
  refId: string;
  sku: string;
  customerNo: string;
  price: number;
  rc: string;
  status: SupplierStatus;
  sn: string;
  /** The deposit after this purchase last moved it. */
  balance: number;
  madeAt: number;
  askedAt: number;
  settlement: Settlement | null;
  bill: BillAmounts | null;
}

/** Sellers of goods that carry a name behind a slash are known to repeat the goods in their own words. */
const wordsOf = ({ rc, sn }: Purchase): string =>
  sn.includes('/') ? `${messageOf(rc)}. SN: ${sn}` : messageOf(rc);

/** The fields under `data` of an answer or webhook about this purchase. */
export function presentPurchase(purchase: Purchase): Record<string, unknown> {
  const { refId: ref_id, customerNo: customer_no, sku: buyer_sku_code, status, rc, sn } = purchase;
  const outcome = { message: wordsOf(purchase), status, rc };
  if (purchase.bill) {
    const { customer_name, admin, periode, price, selling_price, desc } = purchase.bill;
    const head = { ref_id, customer_no, customer_name, buyer_sku_code, admin };
    return {
      ...head,
      ...outcome,
      periode,
      sn,
      buyer_last_saldo: purchase.balance,
      price,
      selling_price,
      desc,
    };
  }
  const seller = { tele: '@kontakseller', wa: '081200000000' };
  const money = { buyer_last_saldo: purchase.balance, sn, price: purchase.price };
  return { ref_id, customer_no, buyer_sku_code, ...outcome, ...money, ...seller };
}
