import { LessThan, MoreThan } from 'typeorm';
import { z } from 'zod';
import type { Customer } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { customerOf, defineDoor, type Door, type Page } from '../platform/http/door.js';
import { dataOf, idParam, instant, listOf } from '../platform/http/paging.js';
import { translate, type Locale } from '../platform/i18n.js';
import { formatRupiah } from '../platform/money.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { Notification } from './notification.entity.js';

const resource = z.object({
  id: z.string(),
  sequence: z.number().int(),
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  read_at: instant.nullable(),
  created_at: instant,
});

/** A message in the reader's language. */
export function presentNotification(row: Notification, locale: Locale): z.infer<typeof resource> {
  const params = { ...row.params, total: formatRupiah(Number(row.params['total_amount'] ?? 0), locale) };
  const say = (part: string) => translate(locale, `notification.kinds.${row.kind}.${part}`, params);
  return {
    id: row.id,
    sequence: row.sequence,
    kind: row.kind,
    title: say('title'),
    body: say('body'),
    subject: { type: row.subjectType, id: row.subjectId },
    read_at: row.readAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}

const sequence = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const listQuery = z.strictObject({
  after: sequence.optional(),
  cursor: sequence.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** What came after a number, oldest first; or, without one, the newest first. */
export async function listNotifications(userId: string, { after, cursor, limit }: z.infer<typeof listQuery>) {
  const rows = await database()
    .getRepository(Notification)
    .find({
      where: {
        userId,
        ...(after !== undefined
          ? { sequence: MoreThan(after) }
          : cursor
            ? { sequence: LessThan(cursor) }
            : {}),
      },
      order: { sequence: after === undefined ? 'DESC' : 'ASC' },
      take: limit + 1,
    });
  const shown = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const page: Page = { has_more: hasMore, next_cursor: hasMore ? String(shown.at(-1)?.sequence) : null };
  return { rows: shown, page };
}

/** Marks a customer's own message as read; again is no mistake. @throws DomainError `not_found`. */
export function readNotification(actor: Customer, id: string): Promise<Notification> {
  return inTransaction(actor, async (uow) => {
    const row = await uow.find(Notification, { id, userId: actor.id });
    if (!row) throw notFound('notification');
    if (!row.readAt) await uow.update(Notification, { id }, { readAt: uow.now });
    return Object.assign(row, { readAt: row.readAt ?? uow.now });
  });
}

/** Marks all of a customer's messages as read. */
export const readAllNotifications = (actor: Customer): Promise<number> =>
  inTransaction(actor, (uow) =>
    uow.run('UPDATE notifications SET read_at = ? WHERE user_id = ? AND read_at IS NULL', [
      uow.now,
      actor.id,
    ]),
  );

export const notificationDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/notifications',
    tag: 'notifications',
    summary: 'Your messages: the newest, or all that came after a sequence number',
    access: 'customer',
    query: listQuery,
    success: { status: 200, schema: listOf(resource) },
    async handle({ query, actor, locale }) {
      const { rows, page } = await listNotifications(customerOf(actor).id, query);
      return { body: { data: rows.map((row) => presentNotification(row, locale)), page } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/notifications/:id/read',
    tag: 'notifications',
    summary: 'Mark one of your messages as read',
    access: 'customer',
    params: z.strictObject({ id: idParam }),
    success: { status: 200, schema: dataOf(resource) },
    refusals: [404],
    async handle({ params, actor, locale }) {
      const row = await readNotification(customerOf(actor), params.id);
      return { body: { data: presentNotification(row, locale) } };
    },
  }),
];
