import { BoundedMap } from '../bounded-map.js';
import type { Journal } from '../journal.js';
import type { Purchase } from './purchase.js';

const kind = 'digiflazz.purchase';
const purchasesKept = 100_000;
const dayInMs = 24 * 60 * 60 * 1000;

/** How long a reference keeps naming its purchase; the same reference buys anew after that. */
export const referenceLifeMs = 90 * dayInMs;

/** Every purchase ever made here, findable by its latest reference. */
export class PurchaseBook {
  private readonly purchases = new BoundedMap<string, Purchase>(purchasesKept);
  private readonly latest = new BoundedMap<string, Purchase>(purchasesKept);

  constructor(private readonly journal: Journal) {
    for (const record of journal.read(kind)) this.keep(record as Purchase);
  }

  save(purchase: Purchase): Purchase {
    this.keep(purchase);
    this.journal.write(kind, purchase.id, purchase);
    return purchase;
  }

  find(refId: string): Purchase | undefined {
    return this.latest.get(refId);
  }

  /** The purchase a reference still stands for; none once it is older than 90 days. */
  standing(refId: string, now: number): Purchase | undefined {
    const purchase = this.latest.get(refId);
    return purchase && now - purchase.madeAt < referenceLifeMs ? purchase : undefined;
  }

  /** Oldest first. */
  all(): Purchase[] {
    return [...this.purchases.values()];
  }

  pending(): Purchase[] {
    return this.all().filter((purchase) => purchase.status === 'Pending');
  }

  clear(): void {
    this.purchases.clear();
    this.latest.clear();
  }

  private keep(purchase: Purchase): void {
    this.purchases.set(purchase.id, purchase);
    this.latest.set(purchase.refId, purchase);
  }
}
