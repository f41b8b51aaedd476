import { z } from 'zod';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, instant, strict } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { consentChannels, consentPurposes, consentSources } from './consent.entity.js';
import { chooseConsent, consentsOf, type StandingConsent } from './consents.js';

const consentSchema = z.object({
  purpose: z.enum(consentPurposes),
  channel: z.enum(consentChannels),
  given: z.boolean(),
  source: z.enum(consentSources).nullable(),
  since: instant.nullable(),
});

const present = ({ since, ...consent }: StandingConsent): z.infer<typeof consentSchema> => ({
  ...consent,
  since: since?.toISOString() ?? null,
});

const show = async (userId: string) => ({ data: (await consentsOf(userId)).map(present) });

const success = { status: 200, schema: dataOf(z.array(consentSchema)) };

/** Marketing messages go only to those who say so, channel by channel. */
export const consentDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/users/me/consents',
    tag: 'users',
    summary: 'Which marketing messages you agreed to, channel by channel',
    access: 'customer',
    success,
    handle: async ({ actor }) => ({ body: await show(customerOf(actor).id) }),
  }),
  defineDoor({
    method: 'patch',
    path: '/users/me/consents/:channel',
    tag: 'users',
    summary: 'Agree to marketing messages on a channel, or stop them',
    access: 'customer',
    params: z.strictObject({ channel: z.enum(consentChannels) }),
    body: strict({ given: z.boolean() }),
    success,
    async handle({ actor, params, body }) {
      const { id: userId } = customerOf(actor);
      await inTransaction(actor, (uow) => chooseConsent(uow, { userId, ...params, ...body, source: 'api' }));
      return { body: await show(userId) };
    },
  }),
];
