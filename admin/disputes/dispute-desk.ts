import { query } from '../../src/platform/database.js';
import { notFound } from '../../src/platform/errors.js';
import { idPattern } from '../../src/platform/ids.js';
import { queueOfCases, restOfCases } from '../../src/disputes/index.js';
import { messagesOf, presentMessage } from '../../src/rooms/index.js';
import type { LoadPage } from '../pages.js';

/** So much of a chat is read at once, however long it is. */
const perPage = 60;

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;

/** The chat of the deal that a case is about; other rooms are nobody's business at this desk. */
async function roomOfCase(disputeId: string): Promise<string> {
  const [found] = idPattern.test(disputeId)
    ? await query<{ roomId: string }>('SELECT escrow_id AS roomId FROM disputes WHERE id = ?', [disputeId])
    : [];
  if (!found) throw notFound('dispute');
  return found.roomId;
}

/** A page of a chat: the newest, those before or after a number, or those in which words stand. */
async function chatPage(asked: Record<string, string>): Promise<Record<string, unknown>> {
  const roomId = await roomOfCase(asked['case'] ?? '');
  const search = asked['search']?.trim().slice(0, 100);
  const { rows, hasMore } = await messagesOf(roomId, {
    before: whole(asked['before']),
    after: whole(asked['after']),
    search: search === '' ? undefined : search,
    limit: perPage,
  });
  const locale = asked['lang'] === 'en' ? 'en' : 'id';
  return { messages: rows.map((row) => presentMessage(row, locale)), has_more: hasMore };
}

/** The queue of cases, and, for one of them, a page of its chat. */
export const disputeDeskPage: LoadPage = async (asked) => {
  if (asked['case'] !== undefined) return chatPage(asked);
  const [cases, rest] = await Promise.all([queueOfCases(), restOfCases()]);
  return { cases, rest };
};
