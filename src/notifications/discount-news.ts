import { z } from 'zod';
import { letterOf, type GrantKey, type GrantLetter } from '../discounts/index.js';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { notifyCustomer } from './notify-customer.js';

const grantKey = z.object({ rule_id: z.string(), period_key: z.string(), person_id: z.string() }).loose();

const actor = system('notify-discount-granted');

/** Until then a paused version may have gone on. */
const later = { delayMs: 3_600_000 };

/** While its version is paused a letter waits. */
async function tell(uow: UnitOfWork, key: GrantKey, letter: GrantLetter): Promise<void> {
  if (letter.isResting) return uow.enqueue(discountGranted, { ...key }, later);
  const { userId, email, locale, channels, name, headline, text } = letter;
  await notifyCustomer(
    uow,
    {
      kind: 'discount_granted',
      subject: { type: 'discount_rule', id: key.rule_id },
      params: { name, headline, text },
      userId,
      email,
      locale,
      occasion: key.period_key,
      byEmailOnly: !channels.includes('inbox'),
    },
    channels.includes('email'),
  );
}

/** Tells somebody of what a rule granted them, in the words of its message, where they agreed to hear of such things. */
export const discountGranted: Job = defineJob({
  name: 'notify-discount-granted',
  queue: 'notifications',
  on: ['discount.granted'],
  schema: grantKey,
  async handle(key, attempt) {
    const letter = await letterOf(key);
    if (letter) await attempt.conclude(actor, (uow) => tell(uow, key, letter));
  },
});
