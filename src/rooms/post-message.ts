import type { Actor } from '../platform/actor.js';
import { notFound } from '../platform/errors.js';
import { raiseAlert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceMessage } from './announce.js';
import { claimAttachments } from './attach-file.js';
import { filesWithin } from './attachment.read-model.js';
import { appendMessage, nextSequence } from './append-message.js';
import { flagsOf, isFraudSignal } from './content-flags.js';
import { ownSeat } from './own-seat.js';
import type { MessageFlag } from './room.entity.js';
import {
  memberOf,
  memberSelect,
  type MemberRow,
  type MemberView,
  type MessageView,
} from './room.read-model.js';

export interface NewMessage {
  roomId: string;
  /** The sender's own name for it; a second one of the same name is refused by the database. */
  clientId: string;
  body: string;
  attachmentIds?: string[];
}

/** The member behind an actor, asked for in the packet of the next statement. */
function askForMember(uow: UnitOfWork, roomId: string, actor: Actor): () => MemberView {
  const { column, id } = ownSeat(actor);
  const rows = uow.ask<MemberRow>(`${memberSelect} WHERE m.room_id = ? AND m.${column} = ?`, [roomId, id]);
  return () => {
    const [row] = rows();
    const member = row && memberOf(row);
    if (!member?.isActive) throw notFound('room');
    return member;
  };
}

/** One open alert for a room, counted up: who talks of bank accounts does so in more than one message. */
export const warnStaff = (uow: UnitOfWork, roomId: string, flags: MessageFlag[]): Promise<void> =>
  raiseAlert(uow, {
    kind: 'room_leaves_the_shop',
    subject: roomId,
    severity: flags.includes('otp') ? 'warning' : 'info',
    details: { signs: flags.join(', ') },
  });

/**
 * Says something in a room. Who speaks, and as whom, comes from the actor and never from the message.
 * @throws DomainError `not_found` for strangers, `attachment_unusable` (409).
 */
export async function postMessage(
  uow: UnitOfWork,
  { roomId, clientId, body, attachmentIds = [] }: NewMessage,
): Promise<MessageView> {
  const member = askForMember(uow, roomId, uow.actor);
  const sequence = await nextSequence(uow, roomId);
  const sender = member();
  const userId = sender.userId ?? sender.staffId ?? '';
  const attachments = await claimAttachments(uow, { roomId, userId, ids: attachmentIds });
  const flags = sender.role === 'STAFF' ? [] : flagsOf(body);
  const message = appendMessage(
    uow,
    { roomId, sequence },
    {
      senderType: sender.role === 'STAFF' ? 'STAFF' : 'CUSTOMER',
      memberId: sender.id,
      clientId,
      body,
      code: null,
      params: null,
      attachments: attachments.length > 0 ? attachments : null,
      flags: flags.length > 0 ? flags : null,
    },
  );
  if (isFraudSignal(flags)) await warnStaff(uow, roomId, flags);
  const view = { ...message, sender, files: await filesWithin(uow, attachmentIds) };
  uow.afterCommit(() => announceMessage(view));
  return view;
}
