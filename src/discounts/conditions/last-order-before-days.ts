import { z } from 'zod';
import { jakartaDate, jakartaMidnight } from '../../platform/jakarta.js';
import { defineCondition } from './condition.js';
import { daysLater } from './feasts.js';

const LastOrderBeforeDays = z.strictObject({ days: z.int().min(1).max(3_650) });
type LastOrderBeforeDays = z.infer<typeof LastOrderBeforeDays>;

/** The first moment at which an order is too young: the last order lies on an earlier Jakarta day. */
const border = ({ days }: LastOrderBeforeDays, at: Date): Date =>
  jakartaMidnight(daysLater(jakartaDate(at), 1 - days));

const daysBetween = (earlier: string, later: string): number =>
  Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);

/** The customer bought, and the last time was so many Jakarta days ago or more. Who never bought is not meant. */
export const lastOrderBeforeDays = defineCondition<LastOrderBeforeDays>({
  code: 'last_order_before_days',
  args: LastOrderBeforeDays,
  fields: [{ name: 'days', type: 'whole', min: 1, max: 3_650, initial: 90 }],
  where: (args, at) => ({ sql: 'f.last_order_at < ?', params: [border(args, at)] }),
  turns: ({ days }, { boughtOn }) => boughtOn.map((date) => daysLater(date, days)),
  buyersOnly: () => true,
  judge(args, { lastOrderAt }, at) {
    const needed = { days: args.days };
    if (!lastOrderAt) return { holds: false, needed, actual: { say: 'never' }, unlocks: null };
    const lastOn = jakartaDate(lastOrderAt);
    const actual = { lastOn, days: daysBetween(lastOn, jakartaDate(at)) };
    return { holds: lastOrderAt < border(args, at), needed, actual, unlocks: null };
  },
});
