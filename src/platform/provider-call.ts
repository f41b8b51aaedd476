import { Agent, request as send } from 'undici';
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

/** An answer longer than this is no answer of a payment gateway. */
const longestAnswer = 4 * 1024 * 1024;

let connections: Agent | undefined;

/** Connections that stay open between calls. Redirects are not followed: a key must not travel to another address. */
const agent = (): Agent => (connections ??= new Agent({ maxResponseSize: longestAnswer }));

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unreachable';
  if (error instanceof SyntaxError) return 'unreadable';
  if (error.name === 'TimeoutError') return 'timeout';
  return (error as { code?: string }).code ?? 'unreachable';
}

async function exchange(request: ProviderRequest): Promise<ProviderReply> {
  try {
    const { statusCode, body } = await send(request.url, {
      dispatcher: agent(),
      method: request.method ?? 'POST',
      headers: {
        accept: 'application/json',
        'user-agent': 'Amanah/1',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const text = await body.text();
    if (statusCode >= 300 && statusCode < 400) return { kind: 'unknown', reason: 'redirected' };
    return { kind: 'answer', status: statusCode, body: JSON.parse(text) as unknown, text };
  } catch (error) {
    return { kind: 'unknown', reason: reasonOf(error) };
  }
}

/** Calls a provider with JSON and a time limit; never throws, because "no answer" is an outcome too. */
export async function callProvider(request: ProviderRequest): Promise<ProviderReply> {
  const reply = await exchange(request);
  const outcome = reply.kind === 'answer' ? String(reply.status) : reply.reason;
  providerCalls.inc({ provider: request.provider, call: request.call, outcome });
  return reply;
}
