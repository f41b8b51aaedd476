import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import supertest, { type Response } from 'supertest';
import { createApp } from '../src/app.js';
import { guest } from '../src/platform/actor.js';
import { inTransaction } from '../src/platform/unit-of-work.js';
import { issueAccessToken, startSession, type User } from '../src/users/index.js';

export type { Response };

type Headers = Record<string, string>;

/** Calls doors by their path below /api/v1; each call carries an Idempotency-Key of its own unless given one. */
export interface Caller {
  get(path: string, headers?: Headers): Promise<Response>;
  post(path: string, body?: object, headers?: Headers): Promise<Response>;
  patch(path: string, body?: object, headers?: Headers): Promise<Response>;
  delete(path: string, body?: object, headers?: Headers): Promise<Response>;
}

type Person = Pick<User, 'id' | 'customerType'>;

let app: Express | undefined;
const sessions = new Map<string, Promise<string>>();

/** The whole web application, once per test process. */
export const testApp = (): Express => (app ??= createApp());

async function newSession(person: Person): Promise<string> {
  const origin = { ip: '127.0.0.1', userAgent: 'test' };
  return (await inTransaction(guest, (uow) => startSession(uow, person.id, origin))).id;
}

/** An access token of now, in a session that lasts for the test run: tests move the clock past a token's life. */
export async function accessTokenOf(person: Person): Promise<string> {
  const session = sessions.get(person.id) ?? newSession(person);
  sessions.set(person.id, session);
  return issueAccessToken(person, await session);
}

function caller(credentials: () => Promise<Headers>): Caller {
  type Method = 'get' | 'post' | 'patch' | 'delete';
  const call = async (method: Method, path: string, body: object | undefined, headers: Headers) => {
    const request = supertest(testApp())
      [method](`/api/v1${path}`)
      .set(await credentials());
    if (method !== 'get') void request.set('Idempotency-Key', randomUUID());
    return request.set(headers).send(body);
  };
  return {
    get: (path, headers = {}) => call('get', path, undefined, headers),
    post: (path, body = {}, headers = {}) => call('post', path, body, headers),
    patch: (path, body = {}, headers = {}) => call('patch', path, body, headers),
    delete: (path, body, headers = {}) => call('delete', path, body, headers),
  };
}

/** Calls the API as this customer. */
export const as = (person: Person): Caller =>
  caller(async () => ({ Authorization: `Bearer ${await accessTokenOf(person)}` }));

/** Calls the API as nobody in particular. */
export const anonymous: Caller = caller(() => Promise.resolve({}));
