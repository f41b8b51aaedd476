import { newId } from '../platform/ids.js';
import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { mayMarketTo } from '../users/index.js';
import { sendEmail } from './email.jobs.js';
import {
  isMarketing,
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
  /** Stays out of the app. */
  byEmailOnly?: boolean;
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
    userId: message.userId,
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

/** The ways on which a message goes out; one that sells something only those to which its reader agreed. */
async function waysOf(uow: UnitOfWork, { kind, userId, email, byEmailOnly }: Message, withEmail: boolean) {
  const ways = { inApp: userId !== null && !byEmailOnly, byEmail: withEmail && email !== null };
  if (!isMarketing(kind)) return ways;
  const agreed = async (channel: 'inbox' | 'email') =>
    userId !== null && (await mayMarketTo([userId], channel, (...asked) => uow.sql(...asked))).has(userId);
  return {
    inApp: ways.inApp && (await agreed('inbox')),
    byEmail: ways.byEmail && (await agreed('email')),
  };
}

/** Tells one message from all others; what sells something goes to many about one subject. */
const eventKeyOf = ({ kind, subject, userId, occasion }: Message): string =>
  [kind, subject.id, ...(isMarketing(kind) && userId ? [userId] : []), ...(occasion ? [occasion] : [])].join(
    ':',
  );

const alreadyTold = async (
  uow: UnitOfWork,
  { userId }: Message,
  eventKey: string,
  inApp: boolean,
): Promise<boolean> => {
  if (userId && inApp) return (await uow.find(Notification, { userId, eventKey })) !== null;
  return (await uow.find(NotificationDelivery, { eventKey: `email:${eventKey}` })) !== null;
};

/**
 * Tells a customer something once: in the app if they have an account, and by e-mail. What sells something goes only
 * where they agreed to it; asked again just before a mail leaves.
 */
export async function notifyCustomer(uow: UnitOfWork, message: Message, withEmail: boolean): Promise<void> {
  const { inApp, byEmail } = await waysOf(uow, message, withEmail);
  if (!inApp && !byEmail) return;
  const eventKey = eventKeyOf(message);
  if (await alreadyTold(uow, message, eventKey, inApp)) return;
  if (message.userId && inApp) await tellInApp(uow, message.userId, message, eventKey);
  if (message.email && byEmail) await tellByEmail(uow, message.email, message, eventKey);
}
