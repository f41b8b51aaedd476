import { AsyncLocalStorage } from 'node:async_hooks';

interface Context {
  requestId: string;
}

const storage = new AsyncLocalStorage<Context>();

/** Runs work under a request id, which then stands in every log line, history row and outbox row it causes. */
export const withRequestId = <T>(requestId: string, work: () => T): T => storage.run({ requestId }, work);

export const currentRequestId = (): string | null => storage.getStore()?.requestId ?? null;
