import { messagesOf } from '../../src/care/index.js';
import type { Row } from '../shared/present.js';

/** All that was said in a ticket, oldest first. */
export async function ticketStory(row: Row): Promise<Record<string, unknown>> {
  const messages = await messagesOf(String(row['id']));
  return {
    messages: messages.map(({ created_at, ...message }) => ({
      ...message,
      created_at: created_at.toISOString(),
    })),
  };
}
