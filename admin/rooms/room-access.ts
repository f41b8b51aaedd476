import { query } from '../../src/platform/database.js';
import { actorOf, may, type Viewer } from '../viewer.js';

const hasRow = async (sql: string, params: string[]): Promise<boolean> =>
  (await query(sql, params)).length > 0;

/** Whether this person is among those who may be let into what is said anywhere. */
export const mayEverRead = (viewer: Viewer | undefined): viewer is Viewer =>
  may(viewer, 'disputes.read') || may(viewer, 'rooms.enter');

/**
 * What two people say to and show each other is their own business, until one of them complains about the deal, or
 * until staff come in, of which both are told.
 */
export async function mayReadRoom(viewer: Viewer | undefined, roomId: string): Promise<boolean> {
  const isJudge = may(viewer, 'disputes.read');
  if (isJudge && (await hasRow('SELECT id FROM disputes WHERE escrow_id = ? LIMIT 1', [roomId]))) return true;
  const seat = [roomId, may(viewer, 'rooms.enter') ? actorOf(viewer).id : ''];
  return hasRow('SELECT id FROM room_members WHERE room_id = ? AND staff_id = ?', seat);
}
