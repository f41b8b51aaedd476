import { jakarta } from '../clock.js';
import { describeBill, type Sheet } from './bill-descriptions.js';
import { personOf, pick } from './person.js';
import type { SupplierProduct } from './product.js';

/** What an inquiry finds. All amounts are whole rupiah, `price` is what the shop's deposit is charged. */
export interface BillAmounts {
  customer_name: string;
  admin: number;
  periode: string;
  price: number;
  selling_price: number;
  desc: Record<string, unknown>;
}

interface BillRequest {
  product: SupplierProduct & { postpaid: NonNullable<SupplierProduct['postpaid']> };
  customerNo: string;
  sheetCount: number;
  now: number;
  /** E-money only: the amount to pay in. */
  amount?: number;
}

/** The bill behind a customer number: the same amounts on every inquiry. */
export function findBill({ product, customerNo, sheetCount, now, amount }: BillRequest): BillAmounts {
  const { kind, admin, commission } = product.postpaid;
  const sheets = sheetsOf({ customerNo, sheetCount, now, amount });
  const total = sheets.reduce((sum, sheet) => sum + sheet.amount + sheet.fine + sheet.other, 0);
  const selling_price = total + admin * sheets.length;
  return {
    customer_name: personOf(customerNo).name,
    admin: admin * sheets.length,
    periode: sheets.map((sheet) => sheet.period).join(','),
    price: selling_price - commission * sheets.length,
    selling_price,
    desc: describeBill(kind, { customerNo, sheets, admin }),
  };
}

type SheetRequest = Pick<BillRequest, 'customerNo' | 'sheetCount' | 'now' | 'amount'>;

/** The oldest sheet comes first and, where there are several, carries a fine. */
function sheetsOf({ customerNo, sheetCount, now, amount }: SheetRequest): Sheet[] {
  return Array.from({ length: sheetCount }, (_, index) => ({
    period: monthBefore(now, sheetCount - index),
    amount: amount ?? 20_000 + pick(`${customerNo}:${index}`, 300) * 500,
    fine: sheetCount > 1 && index === 0 ? 2_500 : 0,
    other: 0,
  }));
}

function monthBefore(now: number, months: number): string {
  const [year = 0, month = 0] = jakarta(now).date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7).replace('-', '');
}
