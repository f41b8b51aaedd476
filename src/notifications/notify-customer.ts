import { newId } from '../platform/ids.js';
import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { sendEmail } from './email.jobs.js';
import {
  Notification,
  NotificationDelivery,
  type MessageParams,
  type NotificationKind,
} from './notification.entity.js';

export interface Message {
  kind: NotificationKind;
  subject: { type: string; id: string };
  params: MessageParams;
  userId: string | null;
  email: string | null;
  locale: 'id' | 'en';
  /** Tells several messages of one kind about one subject apart. */
  occasion?: string;
}

/** The next number of a customer; the counter's row lock keeps numbers in the order of their commits. */
async function nextSequence(uow: UnitOfWork, userId: string): Promise<number> {
  await uow.run(
    `INSERT INTO notification_counters (user_id, last_sequence) VALUES (?, 1)
     ON DUPLICATE KEY UPDATE last_sequence = last_sequence + 1`,
    [userId],
  );
  const [row] = await uow.sql<{ sequence: string }>(
    'SELECT last_sequence AS sequence FROM notification_counters WHERE user_id = ?',
    [userId],
  );
  return Number(row?.sequence);
}

async function tellInApp(uow: UnitOfWork, userId: string, message: Message, eventKey: string): Promise<void> {
  const sequence = await nextSequence(uow, userId);
  const id = newId();
  await uow.insert(Notification, {
    id,
    userId,
    sequence,
    kind: message.kind,
    subjectType: message.subject.type,
    subjectId: message.subject.id,
    params: message.params,
    eventKey,
    readAt: null,
  });
  uow.afterCommit(() =>
    signal({
      namespace: '/',
      rooms: [rooms.user(userId)],
      event: 'notification.created',
      payload: { id, sequence },
    }),
  );
}

async function tellByEmail(
  uow: UnitOfWork,
  recipient: string,
  message: Message,
  eventKey: string,
): Promise<void> {
  const id = newId();
  await uow.insert(NotificationDelivery, {
    id,
    channel: 'email',
    template: message.kind,
    recipient,
    locale: message.locale,
    subjectType: message.subject.type,
    subjectId: message.subject.id,
    params: message.params,
    eventKey: `email:${eventKey}`,
    status: 'QUEUED',
    providerId: null,
    error: null,
    sentAt: null,
  });
  uow.enqueue(sendEmail, { id });
}

const alreadyTold = async (uow: UnitOfWork, message: Message, eventKey: string): Promise<boolean> => {
  if (message.userId) return (await uow.find(Notification, { userId: message.userId, eventKey })) !== null;
  return (await uow.find(NotificationDelivery, { eventKey: `email:${eventKey}` })) !== null;
};

/** Tells a customer something once: in the app if they have an account, and by e-mail. */
export async function notifyCustomer(uow: UnitOfWork, message: Message, withEmail: boolean): Promise<void> {
  const { kind, subject, occasion } = message;
  const eventKey = [kind, subject.id, ...(occasion ? [occasion] : [])].join(':');
  if (await alreadyTold(uow, message, eventKey)) return;
  if (message.userId) await tellInApp(uow, message.userId, message, eventKey);
  if (withEmail && message.email) await tellByEmail(uow, message.email, message, eventKey);
}
