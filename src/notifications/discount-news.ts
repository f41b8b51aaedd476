import { z } from 'zod';
import { letterOf } from '../discounts/index.js';
import { system } from '../platform/actor.js';
import { defineJob } from '../platform/jobs.js';
import { notifyCustomer } from './notify-customer.js';

const grantKey = z.object({ rule_id: z.string(), period_key: z.string(), person_id: z.string() }).loose();

/** Tells somebody of what a rule granted them, in the words of its message, where they agreed to hear of such things. */
export const discountGranted = defineJob({
  name: 'notify-discount-granted',
  queue: 'notifications',
  on: ['discount.granted'],
  schema: grantKey,
  async handle(key, attempt) {
    const letter = await letterOf(key);
    if (!letter) return;
    const { userId, email, locale, channels, name, headline, text } = letter;
    await attempt.conclude(system('notify-discount-granted'), (uow) =>
      notifyCustomer(
        uow,
        {
          kind: 'discount_granted',
          subject: { type: 'discount_rule', id: key.rule_id },
          params: { name, headline, text },
          userId,
          email,
          locale,
          occasion: key.period_key,
        },
        channels.includes('email'),
      ),
    );
  },
});
