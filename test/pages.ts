import { config } from '../src/platform/config.js';
import supertest, { type Response } from 'supertest';
import type { User } from '../src/users/index.js';
import { testApp } from './app.js';
import { customerPassword } from './factories/users.js';

type Fields = Record<string, string | number>;

/** A browser without scripts: keeps cookies, follows no redirect, and sends forms from our own pages. */
export interface Visitor {
  get(path: string): Promise<Response>;
  post(
    path: string,
    form?: Fields,
    origin?: string | null,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Sends a form that may carry a file, as browsers do. */
  upload(path: string, form: Fields, file?: { name: string; content: Buffer }): Promise<Response>;
  /** Sets a cookie by hand, as somebody might who wants more than is theirs. */
  tamper(cookie: string): void;
}

const ownSite = new URL(config.PUBLIC_URL).origin;

/** A guest in a browser of their own, Indonesian unless told otherwise. */
export function aVisitor(language = 'id'): Visitor {
  const jar = new Map<string, string>();
  const keep = (response: Response): Response => {
    for (const line of (response.get('set-cookie') ?? []) as string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const headers = () => ({
    'Accept-Language': language,
    ...(jar.size > 0 ? { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
  });
  return {
    async get(path) {
      return keep(await supertest(testApp()).get(path).set(headers()));
    },
    async post(path, form = {}, origin = ownSite, more = {}) {
      const request = supertest(testApp())
        .post(path)
        .type('form')
        .set({ ...headers(), ...more });
      if (origin !== null) void request.set('Origin', origin);
      return keep(await request.send(form));
    },
    async upload(path, form, file) {
      const request = supertest(testApp()).post(path).set(headers()).set('Origin', ownSite);
      for (const [name, value] of Object.entries(form)) void request.field(name, String(value));
      if (file) void request.attach('file', file.content, file.name);
      return keep(await request);
    },
    tamper(cookie) {
      const [name = '', value = ''] = cookie.split('=');
      jar.set(name, value);
    },
  };
}

/** A customer who has logged in through the page. */
export async function loggedIn(user: User, language = 'id'): Promise<Visitor> {
  const visitor = aVisitor(language);
  await visitor.post('/login', { email: user.email ?? '', password: customerPassword });
  return visitor;
}

/** What stands in a page, without tags, with plain spaces. */
export const wordsOf = ({ text }: Response): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u00a0]+/g, ' ');

/** The value of a form's field. */
export const valueOf = ({ text }: Response, name: string): string | undefined =>
  new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]* value="([^"]*)"`).exec(text)?.[1];
