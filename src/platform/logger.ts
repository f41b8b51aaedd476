import { pino } from 'pino';
import { config } from './config.js';
import { currentRequestId } from './context.js';

const secretPaths = [
  'password',
  'token',
  'access_token',
  'refresh_token',
  'authorization',
  'cookie',
  'secret',
  'sn',
  'serial_number',
  'sign',
  'signature',
  'apiKey',
  'api_key',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  stack?: string;
  cause?: unknown;
}

/** Only what explains a failure. Database errors carry the statement's values with them, and those stay out. */
export function plainError(error: unknown): object {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { name, message, code, stack, cause } = error as Thrown;
  const causeCode = (cause as { code?: unknown } | undefined)?.code;
  return { type: name, message, code, stack, ...(causeCode === undefined ? {} : { cause: causeCode }) };
}

/** Some lines are written together, a moment later at the most: one by one each costs a call of the system. */
const lines = pino.destination({ sync: true, minLength: 8_192 });
const longestWaitMs = 200;
const errorLevel = 50;

setInterval(() => lines.flush(), longestWaitMs).unref();
process.once('exit', () => lines.flush());

/**
 * Structured log; lines carry the request id, and values under secret names never appear. Errors are written at once,
 * with all that led to them, and nothing is left behind when the process ends; a kill can cost the last moment's lines.
 */
export const logger = pino(
  {
    level: config.LOG_LEVEL,
    base: { app: 'amanah' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
    redact: { paths: secretPaths, censor: '[redacted]' },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId ? { request_id: requestId } : {};
    },
    hooks: {
      logMethod(args, method, level) {
        method.apply(this, args);
        if (level >= errorLevel) lines.flush();
      },
    },
  },
  lines,
);

export type Logger = typeof logger;
