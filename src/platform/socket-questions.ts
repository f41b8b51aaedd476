import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { withRequestId } from './context.js';
import { invalid, type DomainError } from './errors.js';
import { problemOf, toDomainError } from './http/problem.js';
import { chooseLocale, type Locale } from './i18n.js';
import { newId } from './ids.js';
import { logger } from './logger.js';
import { spend, type Limit } from './rate-limits.js';
import { clientAddress } from './sockets.js';

/** What a question over a socket is answered with: data, or a problem as the doors tell it. */
export type SocketAnswer = { data: unknown } | { problem: Record<string, unknown> };

interface Question<Schema extends z.ZodType> {
  event: string;
  schema: Schema;
  /** How often one person may ask, on all their devices together. */
  limit: Limit;
  /** Who asks. */
  by: string;
  handle: (asked: z.infer<Schema>) => Promise<unknown>;
}

/** The language of a socket: what it asked for when it connected, else what its browser prefers. */
export function localeOfSocket({ handshake }: Socket): Locale {
  const wish: unknown = handshake.auth['locale'];
  return chooseLocale(typeof wish === 'string' ? wish : handshake.headers['accept-language']);
}

const fieldsOf = (error: z.ZodError): DomainError =>
  invalid(
    error.issues.map(({ path, code, message }) => ({
      path: path.join('.'),
      code: code === 'custom' ? message : code,
    })),
  );

async function answerTo<Schema extends z.ZodType>(
  { schema, limit, by, handle }: Question<Schema>,
  payload: unknown,
): Promise<unknown> {
  await spend(limit, by);
  const asked = schema.safeParse(payload);
  if (!asked.success) throw fieldsOf(asked.error);
  return handle(asked.data);
}

function problemFor(error: unknown, event: string, locale: Locale): SocketAnswer {
  const known = toDomainError(error);
  if (known.status >= 500) logger.error({ err: error, event }, 'socket question failed');
  return { problem: { ...problemOf(known, locale), ...known.params } };
}

/**
 * Answers an event as a door answers a request: limited, checked against a schema, and with a problem for whatever goes
 * wrong. Who leaves the acknowledgement out is served without an answer; nothing that is sent can end the process.
 */
export function onQuestion<Schema extends z.ZodType>(socket: Socket, question: Question<Schema>): void {
  const { event } = question;
  const locale = localeOfSocket(socket);
  socket.on(event, (...sent: unknown[]) => {
    const last = sent.at(-1);
    const answer = typeof last === 'function' ? (last as (said: SocketAnswer) => void) : () => undefined;
    withRequestId(
      newId(),
      () =>
        void answerTo(question, sent[0])
          .then((data): SocketAnswer => ({ data: data ?? null }))
          .catch((error: unknown) => problemFor(error, event, locale))
          .then(answer)
          .catch((error: unknown) => logger.warn({ err: error, event }, 'an answer was not sent')),
      clientAddress(socket),
    );
  });
}
