import assert from 'node:assert/strict';
import supertest, { type Response } from 'supertest';
import { config } from '../../src/platform/config.js';
import { newId } from '../../src/platform/ids.js';
import type { User } from '../../src/users/index.js';
import { accessTokenOf } from '../app.js';
import type { Operation } from './contract.js';

/** One request to one door, with the status it must be answered with. */
export interface Shot {
  status: number;
  /** Who asks; nobody in particular when left out. */
  as?: User;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Request = Omit<Shot, 'status'>;

const pathOf = ({ path }: Operation, params: Record<string, string> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    assert.ok(params[name] !== undefined, `${path} needs ${name}`);
    return encodeURIComponent(params[name]);
  });

async function credentialsOf(user: User | undefined): Promise<Record<string, string>> {
  return user ? { Authorization: `Bearer ${await accessTokenOf(user)}` } : {};
}

const onTheWire = (body: unknown): string | Buffer =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);

/** Sends a request to the listening shop; the body goes out as it stands when it is text. */
export async function fire(operation: Operation, { as, params, query, body, headers }: Request) {
  const request = supertest(config.PUBLIC_URL)
    [operation.method](pathOf(operation, params))
    .query(query ?? {})
    .set(await credentialsOf(as));
  if (operation.method !== 'get') void request.set('Idempotency-Key', newId());
  if (body !== undefined) void request.set('Content-Type', 'application/json');
  void request.set(headers ?? {});
  return body === undefined ? request : request.send(onTheWire(body));
}

const innards =
  /\bat \S+ \(|node_modules|\.[jt]s:\d+|\bSELECT \b|\bINSERT INTO\b|\bER_[A-Z_]+|\bmysql\b|\bUPDATE \w+ SET\b/i;

/** A refusal speaks RFC 9457, names its request, and says nothing of what is inside. */
export function assertProblem(response: Response, said: string): void {
  const context = `${said} → ${response.status} ${response.text}`;
  assert.ok(response.status < 500, context);
  assert.match(response.get('content-type') ?? '', /^application\/problem\+json/, context);
  const problem = JSON.parse(response.text) as Record<string, unknown> & { errors?: { code: string }[] };
  assert.equal(problem['status'], response.status, context);
  assert.match(String(problem['code']), /^[a-z_]+$/, context);
  assert.equal(problem['request_id'], response.get('x-request-id'), context);
  for (const { code } of problem.errors ?? []) assert.match(code, /^[a-z_]+$/, context);
  const { title, detail } = problem;
  assert.doesNotMatch(`${String(title)} ${String(detail)}`, innards, context);
}
