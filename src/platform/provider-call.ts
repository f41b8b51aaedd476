import { providerCalls } from './metrics.js';

/** What came back from an outside party, before anybody reads meaning into it. */
export type ProviderReply =
  | { kind: 'answer'; status: number; body: unknown; text: string }
  /** Nobody knows whether the other side acted: time-out, reset, unreadable answer. */
  | { kind: 'unknown'; reason: string };

interface ProviderRequest {
  provider: string;
  call: string;
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unreachable';
  if (error.name === 'TimeoutError') return 'timeout';
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? 'unreachable';
}

async function exchange(request: ProviderRequest): Promise<ProviderReply> {
  try {
    const response = await fetch(request.url, {
      method: request.method ?? 'POST',
      headers: {
        Accept: 'application/json',
        'User-Agent': 'Amanah/1',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      redirect: 'error',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const text = await response.text();
    return { kind: 'answer', status: response.status, body: JSON.parse(text) as unknown, text };
  } catch (error) {
    return { kind: 'unknown', reason: error instanceof SyntaxError ? 'unreadable' : reasonOf(error) };
  }
}

/** Calls a provider with JSON and a time limit; never throws, because "no answer" is an outcome too. */
export async function callProvider(request: ProviderRequest): Promise<ProviderReply> {
  const reply = await exchange(request);
  const outcome = reply.kind === 'answer' ? String(reply.status) : reply.reason;
  providerCalls.inc({ provider: request.provider, call: request.call, outcome });
  return reply;
}
