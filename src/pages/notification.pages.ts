import { notFound } from '../platform/errors.js';
import { idPattern } from '../platform/ids.js';
import {
  listNotifications,
  pageAbout,
  presentNotification,
  readAllNotifications,
  readNotification,
} from '../notifications/index.js';
import { textOf } from './form.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

type CustomerVisit = PageVisit & { visitor: Visitor };

const perPage = 20;

export async function showNotifications(visit: CustomerVisit): Promise<void> {
  const cursor = textOf(visit.req.query['cursor'], 15);
  const { rows, page } = await listNotifications(visit.visitor.id, {
    limit: perPage,
    ...(/^[1-9]\d*$/.test(cursor) ? { cursor: Number(cursor) } : {}),
  });
  render(visit, 'notifications/list', {
    messages: rows.map((row) => presentNotification(row, visit.locale)),
    next: page.next_cursor,
  });
}

/** Opens what a message is about; whoever follows it has read it. */
export async function followNotification(visit: CustomerVisit): Promise<void> {
  const id = textOf(visit.req.params['id'], 26);
  if (!idPattern.test(id)) throw notFound('notification');
  const { subjectType, subjectId } = await readNotification(visit.visitor, id);
  seeOther(visit, pageAbout(subjectType, subjectId));
}

export async function readNotifications(visit: CustomerVisit): Promise<void> {
  await readAllNotifications(visit.visitor);
  seeOther(visit, '/notifications');
}
