import { z } from 'zod';
import { defineDoor, type Door } from '../platform/http/door.js';
import { listChannels } from './channels.js';
import { channelQuery, channelSchema } from './payment.schema.js';

const channelsDoor = defineDoor({
  method: 'get',
  path: '/payments/channels',
  tag: 'payments',
  summary: 'Ways to pay an order of the given amount, each with the fee the customer would bear',
  access: 'public',
  query: channelQuery,
  success: { status: 200, schema: z.object({ data: z.array(channelSchema) }) },
  async handle({ query }) {
    return { body: { data: await listChannels(query.amount) } };
  },
});

export const paymentDoors: Door[] = [channelsDoor];
