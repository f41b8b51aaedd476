import type { Delivery } from '../courier.js';

/** What became of callbacks: the HTTP status they were answered with (0 = not reached) and the answer. */
export function presentDeliveries(deliveries: (Delivery | null)[]): { status: number; answer: string }[] {
  return deliveries.flatMap((delivery) =>
    delivery ? [{ status: delivery.status, answer: delivery.answer }] : [],
  );
}
