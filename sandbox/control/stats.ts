import type { Purchase } from '../digiflazz/purchase.js';
import type { DigiflazzSupplier } from '../digiflazz/supplier.js';
import type { Mailbox } from '../mail/mailbox.js';
import type { TripayGateway } from '../tripay/gateway.js';

interface Counted {
  gateway: TripayGateway;
  supplier: DigiflazzSupplier;
  mailbox: Mailbox;
}

/** Counters that show at once whether anything was bought or charged twice. */
export function statsOf({ gateway, supplier, mailbox }: Counted) {
  return {
    tripay: gatewayStats(gateway),
    digiflazz: supplierStats(supplier),
    mail: { received: mailbox.list().length },
  };
}

function gatewayStats({ payments, behaviour }: TripayGateway) {
  const all = payments.list();
  const byMerchantRef = countBy(
    all.filter(({ paidInto }) => paidInto === undefined),
    (payment) => payment.merchantRef,
  );
  return {
    mode: behaviour.current.mode,
    creates: all.length,
    by_status: countBy(all, (payment) => payment.status),
    duplicate_merchant_refs: keysAbove(byMerchantRef, 1),
  };
}

function supplierStats(supplier: DigiflazzSupplier) {
  const purchases = supplier.parts.book.all();
  const byRefId = countBy(purchases, (purchase) => purchase.refId);
  return {
    mode: supplier.behaviour.current.mode,
    deposit: supplier.parts.deposit.balance,
    purchases: purchases.length,
    by_status: countBy(purchases, (purchase) => purchase.status),
    purchases_by_ref_id: byRefId,
    /** References that were bought under more than once. */
    bought_twice: keysAbove(byRefId, 1),
    /** Goods that went to the same number under several references, failed purchases aside. */
    same_goods: sameGoods(purchases),
    hasty_calls: supplier.hastyCalls,
  };
}

function sameGoods(purchases: Purchase[]) {
  const references = new Map<string, Set<string>>();
  for (const { sku, customerNo, refId, status } of purchases) {
    if (status === 'Gagal') continue;
    const goods = `${sku} ${customerNo}`;
    references.set(goods, (references.get(goods) ?? new Set()).add(refId));
  }
  return [...references]
    .filter(([, refs]) => refs.size > 1)
    .map(([goods, refs]) => ({ goods, ref_ids: [...refs] }));
}

function countBy<T>(rows: T[], keyOf: (row: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function keysAbove(counts: Record<string, number>, limit: number): string[] {
  return Object.keys(counts).filter((key) => (counts[key] ?? 0) > limit);
}
