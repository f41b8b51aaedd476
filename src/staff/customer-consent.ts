import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { chooseConsent, consentChannels } from '../users/index.js';
import { recordActivity } from './activity.js';
import { reason } from './customer.forms.js';
import { authorize } from './permissions.js';

export const RecordConsent = z.strictObject({
  userId: idParam,
  channel: z.enum(consentChannels),
  given: z.boolean(),
  reason,
});

/**
 * Writes down what a customer said to the staff about marketing messages, and how they said it.
 * @throws DomainError `forbidden`, `not_found`.
 */
export async function recordConsent(uow: UnitOfWork, input: z.input<typeof RecordConsent>): Promise<void> {
  authorize(uow.actor, 'consents.write');
  const { reason: note, ...choice } = RecordConsent.parse(input);
  const changed = await chooseConsent(uow, { ...choice, source: 'staff', note });
  if (!changed) return;
  await recordActivity(uow, {
    action: 'consent.changed',
    subjectType: 'user',
    subjectId: choice.userId,
    reason: note,
    after: { channel: choice.channel, given: choice.given },
  });
}
