import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch, type Headers } from 'undici';

/** What a server said for good, after however many tries. */
export interface Word {
  status: number;
  body: unknown;
  headers: Headers;
  /** Whether an earlier try may have done it already: it was sent, and no answer to it came. */
  isRepeat: boolean;
}

/** A request that can be sent again as it was. */
export interface Request {
  method?: string;
  body?: string;
  headers: Record<string, string>;
}

const answerWithinMs = 15_000;
const patienceMs = 180_000;

/** Not the usual agent: so many people ask at once as the test has, and each wants a connection. */
const lines = new Agent({ connections: 256, keepAliveTimeout: 4_000 });

interface Problem {
  code?: string;
}

export const codeOf = (body: unknown): string => (body as Problem | null)?.code ?? '';

/** A server that is down, or still busy with an earlier try, has said nothing yet. */
const isForGood = ({ status, body }: Word): boolean =>
  status < 500 && status !== 429 && codeOf(body) !== 'idempotency_in_progress';

async function ask(url: string, request: Request): Promise<Word | null> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const response = await fetch(url, { ...request, redirect: 'manual', signal, dispatcher: lines });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, body, headers: response.headers, isRepeat: false };
  } catch {
    return null;
  }
}

/**
 * Sends a request again and again, as it was, until somebody answers it for good: what people do who do not know
 * whether their order was heard. @throws when nobody does for long.
 */
export async function askUntilAnswered(url: string, request: () => Request): Promise<Word> {
  const deadline = performance.now() + patienceMs;
  for (let isRepeat = false, last = 'no answer'; ; isRepeat = true) {
    const word = await ask(url, request());
    if (word && isForGood(word)) return { ...word, isRepeat };
    if (word) last = `${word.status} ${JSON.stringify(word.body).slice(0, 300)}`;
    if (performance.now() > deadline) throw new Error(`No answer for good from ${url}; the last: ${last}`);
    await pause(300 + Math.random() * 500);
  }
}
