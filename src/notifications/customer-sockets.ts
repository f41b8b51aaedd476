import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { Customer } from '../platform/actor.js';
import { derivedKey, hmac, sameDigest } from '../platform/cipher.js';
import { clientAddress, on, recheck, rooms } from '../platform/sockets.js';
import { spend } from '../platform/rate-limits.js';
import { openChat } from '../rooms/index.js';

/** Finds the customer behind a handshake (token or page session); null for guests. Throws for bad credentials. */
export type IdentifySocket = (socket: Socket) => Promise<Customer | null>;

/** Lets the page of one order hear of that order, and nothing else, without a login. */
export const watchTokenOf = (transactionId: string): string =>
  hmac('sha256', derivedKey('watch-order'), transactionId);

const watchSchema = z.strictObject({ id: z.string().length(26), token: z.string().length(64) });

async function watchOrder(socket: Socket, payload: unknown): Promise<void> {
  await spend({ name: 'watch-order', points: 60, seconds: 60 }, clientAddress(socket));
  const wish = watchSchema.safeParse(payload);
  if (wish.success && sameDigest(watchTokenOf(wish.data.id), wish.data.token))
    await socket.join(rooms.order(wish.data.id));
}

interface CustomerSocketData {
  customer?: Customer | null;
}

/** The customers' namespace: who you are is decided at connect, and again every minute. */
export function openCustomerSockets(server: Server, identify: IdentifySocket): () => void {
  const customers = server.of('/');
  customers.use((socket, next) => {
    identify(socket).then(
      (customer) => {
        (socket.data as CustomerSocketData).customer = customer;
        next();
      },
      () => next(new Error('unauthenticated')),
    );
  });
  customers.on('connection', (socket) => {
    const { customer } = socket.data as CustomerSocketData;
    if (customer) {
      void socket.join(rooms.user(customer.id));
      openChat(socket, customer.id, () => Promise.resolve(customer));
    }
    on(socket, 'watch-order', (payload) => watchOrder(socket, payload));
  });
  return recheck(customers, 60_000, async (socket) => {
    const before = (socket.data as CustomerSocketData).customer;
    return before == null || (await identify(socket))?.id === before.id;
  });
}
