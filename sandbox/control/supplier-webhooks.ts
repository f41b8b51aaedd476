import type { Delivery } from '../courier.js';
import type { Purchase } from '../digiflazz/purchase.js';
import { statusOf, type SupplierStatus } from '../digiflazz/response-codes.js';
import type { DigiflazzSupplier } from '../digiflazz/supplier.js';

interface WebhookOrder {
  status: string;
  copies?: number;
  delay_ms?: number;
  rc?: string;
  forge?: boolean;
}

/** Lets the supplier say how a purchase stands. Unless the message is forged, the supplier also believes it. */
export async function orderWebhook(
  supplier: DigiflazzSupplier,
  purchase: Purchase,
  order: WebhookOrder,
): Promise<(Delivery | null)[]> {
  const rc = order.rc ?? codeFor(purchase.status, order.status);
  const told = order.forge ? { ...purchase, rc, status: statusOf(rc) } : supplier.conclude(purchase, rc);
  const { webhooks, timers } = supplier.parts;
  const send = () => {
    const copies = Array.from({ length: order.copies ?? 1 }, () => webhooks.send(told, 'update', order));
    return Promise.all(copies);
  };
  if (!order.delay_ms) return send();
  timers.after(order.delay_ms, send);
  return [];
}

/** A success that turns into a failure is a refund in the supplier's words. */
function codeFor(before: SupplierStatus, after: string): string {
  if (after === 'Sukses') return '00';
  if (after === 'Pending') return '03';
  return before === 'Sukses' ? '74' : '02';
}
