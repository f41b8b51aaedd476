import { randomUUID } from 'node:crypto';
import { Behaviour } from '../behaviour.js';
import type { Now } from '../clock.js';
import type { Delivery } from '../courier.js';
import type { Timers } from '../timers.js';
import { DigiflazzError, type Answer } from './answer.js';
import type { BillAmounts } from './bill.js';
import type { SupplierCatalogue } from './catalogue.js';
import type { Deposit } from './deposit.js';
import { isInCutOff, type SupplierProduct } from './product.js';
import { presentPurchase, type Purchase } from './purchase.js';
import type { PurchaseBook } from './purchase-book.js';
import type { TransactionRequest } from './requests.js';
import { isMade, statusOf } from './response-codes.js';
import { newSerialNumber } from './serial-number.js';
import { planFor, type Plan, type SupplierBehaviour } from './supplier-modes.js';
import { prepaidEnding, type Ending } from './test-numbers.js';
import type { Webhooks } from './webhooks.js';

/** Whether the supplier's frequency limits refuse a call or are only written down. */
export type Limits = 'recorded' | 'enforced';

export interface SupplierParts {
  now: Now;
  timers: Timers;
  catalogue: SupplierCatalogue;
  book: PurchaseBook;
  deposit: Deposit;
  webhooks: Webhooks;
  settleAfterMs: number;
}

const repeatAfterMs = 60_000;

/** The supplier of digital goods: one purchase per reference, paid from the shop's deposit. */
export class DigiflazzSupplier {
  readonly behaviour = new Behaviour<SupplierBehaviour>({ mode: 'default' });
  limits: Limits = 'recorded';
  /** Status questions that came sooner than once a minute. */
  hastyCalls = 0;

  constructor(readonly parts: SupplierParts) {
    for (const purchase of parts.book.pending()) this.settleLater(purchase);
  }

  /** Buys prepaid goods, or answers how the purchase of this reference stands. */
  buy(request: TransactionRequest, behaviour: SupplierBehaviour): Answer {
    const { book, catalogue, now } = this.parts;
    const standing = book.standing(request.ref_id, now());
    if (standing) return this.repeat(standing, request);
    const product = catalogue.find(request.buyer_sku_code);
    if (!product || product.postpaid) throw refusal('43', request);
    const rc = this.obstacle(product, request);
    if (rc && !isMade(rc)) throw refusal(rc, request);
    const ending = prepaidEnding(request.customer_no);
    const plan = rc ? { rc, settlement: null } : this.plan(behaviour, ending);
    return presentPurchase(this.make(request, { price: product.price, plan, bill: null }));
  }

  plan(behaviour: SupplierBehaviour, ending: Ending | undefined): Plan {
    return planFor(behaviour, ending, this.parts.settleAfterMs);
  }

  /** Answers a known reference; the same reference for other goods is refused. */
  repeat(purchase: Purchase, request: TransactionRequest): Answer {
    const { now, book } = this.parts;
    if (purchase.sku !== request.buyer_sku_code || purchase.customerNo !== request.customer_no) {
      throw refusal('49', request);
    }
    const hasty = now() - purchase.askedAt < repeatAfterMs;
    if (hasty) this.hastyCalls += 1;
    if (hasty && this.limits === 'enforced') throw refusal('85', request);
    return presentPurchase(book.save({ ...purchase, askedAt: now() }));
  }

  /** Writes a purchase down, takes its price from the deposit and arranges how it ends. */
  make(
    request: TransactionRequest,
    terms: { price: number; plan: Plan; bill: BillAmounts | null },
  ): Purchase {
    const { now, book } = this.parts;
    const made: Purchase = {
      id: randomUUID(),
      refId: request.ref_id,
      sku: request.buyer_sku_code,
      customerNo: request.customer_no,
      price: terms.price,
      rc: '',
      status: 'Gagal',
      sn: '',
      balance: 0,
      madeAt: now(),
      askedAt: now(),
      settlement: terms.plan.settlement,
      bill: terms.bill,
    };
    const purchase = book.save(this.withOutcome(made, terms.plan.rc));
    if (purchase.status === 'Pending') this.settleLater(purchase);
    // After this turn, so that a cut or slow answer to the call does not hold the webhook back.
    else this.parts.timers.after(0, () => this.parts.webhooks.send(purchase, 'create'));
    return purchase;
  }

  /** Gives a purchase its outcome, moving the deposit if money changes sides, and tells the shop. */
  async settle(purchase: Purchase, rc: string): Promise<Delivery | null> {
    return this.parts.webhooks.send(this.conclude(purchase, rc), 'update');
  }

  conclude(purchase: Purchase, rc: string): Purchase {
    return this.parts.book.save({ ...this.withOutcome(purchase, rc), settlement: null });
  }

  private settleLater({ refId, id, settlement }: Purchase): void {
    if (!settlement) return;
    this.parts.timers.after(settlement.after_ms, () => {
      const purchase = this.parts.book.find(refId);
      if (purchase?.id === id && purchase.status === 'Pending')
        return void this.settle(purchase, settlement.rc);
    });
  }

  private withOutcome(purchase: Purchase, rc: string): Purchase {
    const { deposit, catalogue } = this.parts;
    const status = statusOf(rc);
    if (purchase.status === 'Gagal' && status !== 'Gagal') deposit.take(purchase.price);
    if (purchase.status !== 'Gagal' && status === 'Gagal') deposit.giveBack(purchase.price);
    const product = catalogue.find(purchase.sku);
    const sn = status === 'Sukses' && product ? purchase.sn || newSerialNumber({ product, ...purchase }) : '';
    return { ...purchase, rc, status, sn, balance: deposit.balance };
  }

  /** The code of what stands in the way of a new purchase, if anything does. */
  private obstacle(product: SupplierProduct, { max_price }: TransactionRequest): string | undefined {
    if (!product.available) return '53';
    if (max_price !== undefined && product.price > max_price) return '69';
    if (isInCutOff(product, this.parts.now())) return '58';
    return this.parts.deposit.covers(product.price) ? undefined : '44';
  }
}

export function refusal(
  rc: string,
  { ref_id, customer_no, buyer_sku_code }: TransactionRequest,
): DigiflazzError {
  return new DigiflazzError(rc, { ref_id, customer_no, buyer_sku_code });
}
