import type { Escrow } from '../../src/escrows/index.js';
import { query } from '../../src/platform/database.js';
import type { Permission } from '../../src/staff/index.js';
import { mayReadRoom } from '../rooms/room-access.js';
import type { Row } from '../shared/present.js';
import { may, type Viewer } from '../viewer.js';

const rowsFor = (viewer: Viewer, permission: Permission, sql: string, params: unknown[]): Promise<Row[]> =>
  may(viewer, permission) ? query<Row>(sql, params) : Promise.resolve([]);

/** Where the money of a deal came from, and where it goes: the wallet that paid, and the default ones. */
const walletsOf = (viewer: Viewer, { buyerId, sellerId, transactionId }: Escrow): Promise<Row[]> =>
  rowsFor(
    viewer,
    'wallets.read',
    `SELECT w.id, w.name, IF(w.user_id = ?, 'BUYER', 'SELLER') AS side FROM wallets w
     WHERE w.default_of IN (?, ?) OR w.id = (SELECT t.wallet_id FROM transactions t WHERE t.id = ?)
     ORDER BY side, w.id`,
    [buyerId ?? '', buyerId ?? '', sellerId ?? '', transactionId ?? ''],
  );

async function roomOf(viewer: Viewer, roomId: string): Promise<Row | null> {
  const [room] = await rowsFor(
    viewer,
    'rooms.read',
    'SELECT last_sequence, sealed_sequence, seal_hash FROM rooms WHERE id = ?',
    [roomId],
  );
  if (!room) return null;
  return { ...room, can_read: await mayReadRoom(viewer, roomId), may_enter: may(viewer, 'rooms.enter') };
}

/** What lies beside a deal, as far as this person may open it: its room, its disputes, its payments, its wallets. */
export async function escrowLinks(escrow: Escrow, viewer: Viewer): Promise<Record<string, unknown>> {
  const { id, transactionId } = escrow;
  const [room, disputes, sales, payments, wallets] = await Promise.all([
    roomOf(viewer, id),
    rowsFor(
      viewer,
      'disputes.read',
      'SELECT id, number, status, category FROM disputes WHERE escrow_id = ? ORDER BY id DESC',
      [id],
    ),
    rowsFor(viewer, 'transactions.read', 'SELECT id, number FROM transactions WHERE id = ?', [
      transactionId ?? '',
    ]),
    rowsFor(
      viewer,
      'payments.read',
      'SELECT id, method_name, status FROM payments WHERE transaction_id = ? ORDER BY id',
      [transactionId ?? ''],
    ),
    walletsOf(viewer, escrow),
  ]);
  return { room, disputes, sales, payments, wallets };
}
