import { sha256 } from '../platform/cipher.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { messagesOf, type MessageView } from '../rooms/index.js';
import { authorize } from '../staff/index.js';
import { note, recordDeed } from './case-log.js';
import { deskOf } from './desk.read-model.js';
import { Dispute } from './dispute.entity.js';

const perRead = 500;

/** A whole chat, in the order in which it was said. */
async function transcriptOf(roomId: string): Promise<MessageView[]> {
  const messages: MessageView[] = [];
  for (;;) {
    const after = messages.at(-1)?.sequence ?? 0;
    const { rows, hasMore } = await messagesOf(roomId, { after, limit: perRead });
    messages.push(...rows);
    if (!hasMore) return messages;
  }
}

/** A message as the file keeps it: who, when, what, and the digests of what was attached. */
const lineOf = (message: MessageView) => ({
  sequence: message.sequence,
  at: message.createdAt,
  from: message.sender?.name ?? message.senderType,
  role: message.sender?.role ?? message.senderType,
  text: message.body,
  code: message.code,
  params: message.params,
  edited_at: message.editedAt,
  files: message.files.map(({ id, name, sha256: digest }) => ({ id, name, sha256: digest })),
});

/**
 * The whole case in one file, for a lawyer, a court or the police: deal, terms, chat, evidence, log, decisions and the
 * seal of the chat. Whoever takes it is written down, with the digest of what they took.
 * @throws DomainError `forbidden` (403), `not_found`.
 */
export async function caseFile(
  uow: UnitOfWork,
  { disputeId, reason }: { disputeId: string; reason: string },
): Promise<{ filename: string; content: string }> {
  authorize(uow.actor, 'disputes.judge');
  const dispute = await uow.lock(Dispute, { id: disputeId });
  const [desk, transcript] = await Promise.all([deskOf(dispute), transcriptOf(dispute.escrowId)]);
  const content = JSON.stringify({ dispute, ...desk, messages: transcript.map(lineOf) }, null, 2);
  const details = { sha256: sha256(content) };
  note(uow, dispute, { event: 'exported', reason, details });
  await recordDeed(uow, dispute, { event: 'exported', reason, details });
  return { filename: `${dispute.number}.json`, content };
}
