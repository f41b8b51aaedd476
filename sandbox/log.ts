import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { BoundedList } from './bounded-list.js';
import type { Provider } from './courier.js';

/** One request as it came in and what was answered; `answer` stays null while the caller is kept waiting. */
export interface Call {
  id: number;
  provider: Provider;
  /** By the machine's clock, which the movable one never touches: it is there to measure with. */
  received_at: string;
  method: string;
  path: string;
  headers: Request['headers'];
  body: unknown;
  answer: { status: number; body: unknown } | null;
  /** True when the connection ended without an answer. */
  cut: boolean;
}

const callsKept = 20_000;
const bodyCharactersKept = 20_000;

/** Every call that reached a stand-in, with nothing hidden: the secrets here protect nothing. */
export class CallLog {
  private readonly calls = new BoundedList<Call>(callsKept);
  private readonly byRequest = new WeakMap<IncomingMessage, Call>();
  private lastId = 0;

  /** Notes every request that passes and the answer it gets. Mounted before the body is read. */
  record(provider: Provider): RequestHandler {
    return (req, res, next) => {
      const call = this.open(provider, req);
      noteAnswer(call, res);
      next();
    };
  }

  /** Given to the body parsers as `verify`, so that a body is on record even if it cannot be parsed. */
  keepBody = (req: IncomingMessage, _res: unknown, body: Buffer): void => {
    const call = this.byRequest.get(req);
    if (call) call.body = shorten(body.toString('utf8'));
  };

  /** Calls of one provider or of all, from an instant on, oldest first. */
  list({ provider, since = 0 }: { provider?: Provider; since?: number } = {}): Call[] {
    return this.calls
      .all()
      .filter((call) => (provider ? call.provider === provider : true))
      .filter((call) => Date.parse(call.received_at) >= since);
  }

  newestFirst(count: number): Call[] {
    return this.calls.newestFirst(count);
  }

  clear(): void {
    this.calls.clear();
  }

  private open(provider: Provider, req: Request): Call {
    const received_at = new Date().toISOString();
    const { method, originalUrl: path, headers } = req;
    const id = ++this.lastId;
    const call = { id, provider, received_at, method, path, headers, body: null, answer: null, cut: false };
    this.byRequest.set(req, call);
    this.calls.add(call);
    return call;
  }
}

function noteAnswer(call: Call, res: Response): void {
  const send = res.send.bind(res);
  res.send = (body) => {
    // Express turns an object into text and calls itself again: the text is the answer that left.
    if (typeof body === 'string') call.answer = { status: res.statusCode, body: shorten(body) };
    return send(body);
  };
  res.once('close', () => (call.cut = !res.writableFinished));
}

function shorten(text: string): unknown {
  if (text.length > bodyCharactersKept) return `${text.slice(0, bodyCharactersKept)}…`;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
