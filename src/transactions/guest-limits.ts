import type { Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { guestOrdersLimit, guestPiecesLimit } from './transaction.errors.js';
import type { PlaceOrder } from './transaction.schema.js';

/**
 * Pieces that somebody without an account may hold unpaid, of one product and in one order. A household tiles, paints
 * and pipes a room with that; whole walls are for people whom we know, because a guest's order empties the shelf for
 * everybody else and costs its maker nothing.
 */
export const guestPieces = { perLine: 20, perOrder: 50 } as const;

/** Unpaid orders for goods under one phone number. */
const mostUnpaidOrders = 3;

/** Nobody's account stands behind the order. */
export const isGuest = (actor: Actor): boolean => actor.kind !== 'customer';

/** @throws DomainError `guest_pieces_limit` when a guest wants more of a product, or in all, than guests may hold. */
export function assertFewPieces(actor: Actor, order: PlaceOrder): void {
  if (!isGuest(actor) || order.type !== 'PURCHASE') return;
  const pieces = order.lines.map(({ quantity }) => quantity);
  const all = pieces.reduce((total, quantity) => total + quantity, 0);
  const { perLine, perOrder } = guestPieces;
  if (all > perOrder || pieces.some((quantity) => quantity > perLine))
    throw guestPiecesLimit(perLine, perOrder);
}

/**
 * A guest who pays for nothing gets nothing more put aside. Orders placed in the same moment do not see each other; the
 * rate limit of the door bounds those.
 * @throws DomainError `guest_orders_limit` while too many orders under the phone number wait for their payment.
 */
export async function assertFewUnpaid(actor: Actor, order: PlaceOrder, phone: string | null): Promise<void> {
  if (!isGuest(actor) || order.type !== 'PURCHASE' || phone === null) return;
  const [row] = await query<{ unpaid: string }>(
    `SELECT COUNT(*) AS unpaid FROM transactions
     WHERE contact_phone = ? AND user_id IS NULL AND type = 'PURCHASE' AND status = 'AWAITING_PAYMENT'`,
    [phone],
  );
  if (Number(row?.unpaid) >= mostUnpaidOrders) throw guestOrdersLimit(mostUnpaidOrders);
}
