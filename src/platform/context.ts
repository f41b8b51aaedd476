import { AsyncLocalStorage } from 'node:async_hooks';

interface Context {
  requestId: string;
  ip: string | null;
}

const storage = new AsyncLocalStorage<Context>();

/** Runs work under a request id, which then stands in every log line, history row and outbox row it causes. */
export const withRequestId = <T>(requestId: string, work: () => T, ip: string | null = null): T =>
  storage.run({ requestId, ip }, work);

export const currentRequestId = (): string | null => storage.getStore()?.requestId ?? null;

/** Where the request comes from, as the trusted proxies say; null in jobs. */
export const currentIp = (): string | null => storage.getStore()?.ip ?? null;
