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

/** Structured log; lines carry the request id, and values under secret names never appear. */
export const logger = pino({
  level: config.LOG_LEVEL,
  base: { app: 'amanah' },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: secretPaths, censor: '[redacted]' },
  mixin: () => {
    const requestId = currentRequestId();
    return requestId ? { request_id: requestId } : {};
  },
});

export type Logger = typeof logger;
