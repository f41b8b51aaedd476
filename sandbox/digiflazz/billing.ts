import { BoundedMap } from '../bounded-map.js';
import { jakarta } from '../clock.js';
import type { Journal } from '../journal.js';
import type { Answer } from './answer.js';
import { findBill, type BillAmounts } from './bill.js';
import type { SupplierProduct } from './product.js';
import { presentPurchase } from './purchase.js';
import type { TransactionRequest } from './requests.js';
import { messageOf } from './response-codes.js';
import { refusal, type DigiflazzSupplier } from './supplier.js';
import type { SupplierBehaviour } from './supplier-modes.js';
import { testBill } from './test-numbers.js';

interface Inquiry {
  refId: string;
  sku: string;
  customerNo: string;
  /** The Jakarta date of the inquiry; it can be paid on that date only. */
  on: string;
  bill: BillAmounts;
}

const kind = 'digiflazz.inquiry';
const inquiriesKept = 20_000;

/** Bills: ask what is due, pay it under the same reference on the same day, ask how that went. */
export class Billing {
  private readonly inquiries = new BoundedMap<string, Inquiry>(inquiriesKept);

  constructor(
    private readonly supplier: DigiflazzSupplier,
    private readonly journal: Journal,
  ) {
    for (const record of journal.read(kind)) this.inquiries.set((record as Inquiry).refId, record as Inquiry);
  }

  inquire(request: TransactionRequest, behaviour: SupplierBehaviour): Answer {
    const { now, catalogue, deposit } = this.supplier.parts;
    const product = catalogue.find(request.buyer_sku_code);
    if (!isBilled(product)) throw refusal('43', request);
    // Only e-money names its own amount; other bills say what is due.
    const amount = product.postpaid.kind === 'emoney' ? (request.amount ?? 0) : undefined;
    if (amount === 0 || (amount ?? 0) % 1_000 !== 0) throw refusal('87', request);
    const documented = testBill(request.customer_no);
    if (documented?.inquiry === 'fail' || behaviour.mode === 'fail') throw refusal('60', request);
    const sheetCount = documented?.sheets ?? 1;
    const customerNo = request.customer_no;
    const bill = findBill({ product, customerNo, sheetCount, now: now(), amount });
    this.keep({ refId: request.ref_id, sku: product.sku, customerNo, on: jakarta(now()).date, bill });
    return presentInquiry(request, bill, deposit.balance);
  }

  pay(request: TransactionRequest, behaviour: SupplierBehaviour): Answer {
    const { now, book, deposit } = this.supplier.parts;
    const standing = book.standing(request.ref_id, now());
    if (standing) return this.supplier.repeat(standing, request);
    const inquiry = this.inquiries.get(request.ref_id);
    if (!inquiry) throw refusal('50', request);
    if (inquiry.sku !== request.buyer_sku_code || inquiry.customerNo !== request.customer_no)
      throw refusal('49', request);
    if (inquiry.on !== jakarta(now()).date) throw refusal('60', request);
    const { bill } = inquiry;
    if (!deposit.covers(bill.price)) throw refusal('44', request);
    const plan = this.supplier.plan(behaviour, testBill(request.customer_no)?.payment);
    return presentPurchase(this.supplier.make(request, { price: bill.price, plan, bill }));
  }

  /** Past 90 days the supplier says that there is no such transaction, which proves nothing. */
  status(request: TransactionRequest): Answer {
    const { now, book } = this.supplier.parts;
    const standing = book.standing(request.ref_id, now());
    if (!standing) throw refusal('50', request);
    return this.supplier.repeat(standing, request);
  }

  clear(): void {
    this.inquiries.clear();
  }

  private keep(inquiry: Inquiry): void {
    this.inquiries.set(inquiry.refId, inquiry);
    this.journal.write(kind, inquiry.refId, inquiry);
  }
}

type BilledProduct = SupplierProduct & { postpaid: NonNullable<SupplierProduct['postpaid']> };

function isBilled(product: SupplierProduct | undefined): product is BilledProduct {
  return product !== undefined && product.postpaid !== null;
}

function presentInquiry(request: TransactionRequest, bill: BillAmounts, balance: number): Answer {
  const { ref_id, customer_no, buyer_sku_code } = request;
  const { customer_name, admin, periode, price, selling_price, desc } = bill;
  const outcome = { message: messageOf('00'), status: 'Sukses', rc: '00' };
  const amounts = { periode, buyer_last_saldo: balance, price, selling_price, desc };
  return { ref_id, customer_no, customer_name, buyer_sku_code, admin, ...outcome, ...amounts };
}
