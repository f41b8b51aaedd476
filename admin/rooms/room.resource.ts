import { z } from 'zod';
import { query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { enterRoom, longestMessage, postMessage, Room } from '../../src/rooms/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { serviceAction } from '../shared/form-action.js';
import { fields, type Field } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { roomStory } from './room-story.js';

/** Staff come in, which the people there are told. */
const enter = serviceAction({
  permission: 'rooms.enter',
  schema: z.strictObject({}),
  fields: [],
  icon: 'LogIn',
  confirm: true,
  run: (uow, _input, row) => enterRoom(uow, String(row?.['id'])),
});

/** Whoever says something has come in before, or does so now. */
const say = serviceAction({
  permission: 'rooms.enter',
  schema: z.strictObject({ body: z.string().trim().min(1).max(longestMessage) }),
  fields: [{ name: 'body', input: 'long-text', required: true }],
  icon: 'MessageSquare',
  async run(uow, { body }, row) {
    const roomId = String(row?.['id']);
    await enterRoom(uow, roomId);
    await postMessage(uow, { roomId, clientId: newId(), body });
  },
});

/** The number of the deal that a room is about, and how many messages lead out of it. */
async function factsOf(ids: string[]): Promise<Map<string, Row>> {
  const rows = await query<{ id: string; number: string | null; flagged: string }>(
    `SELECT r.id, e.number, (SELECT COUNT(m.flags) FROM messages m WHERE m.room_id = r.id) AS flagged
     FROM rooms r LEFT JOIN escrows e ON e.id = r.id WHERE r.id IN (?)`,
    [ids],
  );
  return new Map(
    rows.map(({ id, number, flagged }) => [id, { dealNumber: number ?? id, flaggedCount: Number(flagged) }]),
  );
}

const deal: Field = { kind: 'reference', to: 'Escrow' };

/** Rooms in which people talk about a deal: found, entered in the open, and never changed. */
export const roomResource = resource(Room, {
  menu: 'sales',
  icon: 'MessageCircle',
  title: 'dealNumber',
  read: 'rooms.read',
  fields: {
    id: deal,
    ...fields('code', 'kind', 'sealHash'),
    ...fields('number', 'lastSequence', 'sealedSequence'),
    ...fields('instant', 'sealedAt', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  derived: {
    fields: { ...fields('code', 'dealNumber'), ...fields('number', 'flaggedCount') },
    load: factsOf,
  },
  list: ['id', 'lastSequence', 'flaggedCount', 'sealedAt', 'createdAt'],
  show: ['id', 'lastSequence', 'flaggedCount', 'sealedAt', 'sealedSequence', 'sealHash', 'createdAt'],
  filters: { id: 'exact' },
  sorts: ['id'],
  story: { component: Components.RoomStory, load: roomStory },
  actions: { enter, say },
});
