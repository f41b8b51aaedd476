import { messagesOf, notesOf, ticketsOf } from '../../src/care/index.js';
import { query } from '../../src/platform/database.js';
import type { Permission } from '../../src/staff/index.js';
import { consentsOf } from '../../src/users/index.js';
import type { Row } from '../shared/present.js';
import { may, type Viewer } from '../viewer.js';
import { whatTheyHave, whatTheySaid } from './customer-story.sql.js';

/** How many lines of each kind stand on the page; the lists hold the rest. */
const most = 8;

const asText = (rows: Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
    ),
  );

const linesOf = async (sql: string, id: string): Promise<Row[]> =>
  asText(await query<Row>(`${sql} LIMIT ${most}`, [id]));

/** Tickets with the last thing that was said in each. */
async function ticketLines(userId: string): Promise<Row[]> {
  const tickets = (await ticketsOf(userId, { limit: most })).slice(0, most);
  const said = await Promise.all(tickets.map(({ id }) => messagesOf(id)));
  return tickets.map(({ id, subject, status, updatedAt }, index) => ({
    id,
    subject,
    status,
    updated_at: updatedAt.toISOString(),
    last: said[index]?.at(-1)?.body ?? '',
  }));
}

async function consentLines(userId: string): Promise<Row> {
  const [standing, history] = await Promise.all([consentsOf(userId), linesOf(whatTheySaid.consents, userId)]);
  return {
    standing: standing.map((each) => ({ ...each, since: each.since?.toISOString() ?? null })),
    history,
  };
}

interface Part {
  permission: Permission;
  load: (userId: string, personId: string) => Promise<unknown>;
}

/** What stands on the page, and the right that each part takes besides the right to see customers. */
const parts: Record<string, Part> = {
  orders: { permission: 'transactions.read', load: (id) => linesOf(whatTheyHave.orders, id) },
  figures: {
    permission: 'transactions.read',
    load: async (id) => (await linesOf(whatTheyHave.figures, id))[0] ?? null,
  },
  wallets: { permission: 'wallets.read', load: (id) => linesOf(whatTheyHave.wallets, id) },
  grants: { permission: 'discounts.read', load: (_, person) => linesOf(whatTheyHave.grants, person) },
  vouchers: { permission: 'vouchers.read', load: (_, person) => linesOf(whatTheyHave.vouchers, person) },
  invitations: { permission: 'vouchers.read', load: (id) => linesOf(whatTheyHave.invitations, id) },
  disputes: { permission: 'disputes.read', load: (id) => linesOf(whatTheyHave.disputes, id) },
  tickets: { permission: 'tickets.read', load: ticketLines },
  notes: { permission: 'notes.read', load: async (id) => asText((await notesOf(id)) as unknown as Row[]) },
  consents: { permission: 'users.read', load: consentLines },
};

const personOf = async (userId: string): Promise<string> =>
  (await query<{ person: string }>('SELECT person_id AS person FROM users WHERE id = ?', [userId]))[0]
    ?.person ?? userId;

/** A customer from all sides: what they bought, hold, were given and asked, and what staff know; each part by right. */
export async function customerStory(row: Row, viewer: Viewer): Promise<Record<string, unknown>> {
  const id = String(row['id']);
  const person = await personOf(id);
  const shown = Object.entries(parts).filter(([, { permission }]) => may(viewer, permission));
  const loaded = await Promise.all(shown.map(async ([name, { load }]) => [name, await load(id, person)]));
  return {
    ...(Object.fromEntries(loaded) as Record<string, unknown>),
    shared_person: person === id ? null : person,
    may_write_notes: may(viewer, 'notes.write'),
    may_note_consent: may(viewer, 'consents.write'),
  };
}
