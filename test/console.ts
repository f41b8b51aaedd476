import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mountConsole } from '../admin/index.js';
import { createApp } from '../src/app.js';
import type { StaffAccount, StaffRole } from '../src/staff/index.js';
import { aStaffAccount, staffPassword } from './factories/staff.js';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body read as JSON; an empty object when it is something else. */
  body: Body;
}

export interface Body {
  notice?: { type: string; message: string; options?: Record<string, unknown> };
  record?: {
    id: string;
    params: Record<string, unknown>;
    populated: Record<string, { params: Record<string, unknown> } | undefined>;
    errors?: Record<string, { message: string } | undefined>;
    form?: { expected: string | null; fields: { name: string; value?: unknown }[] };
    story?: Record<string, unknown>;
    /** What a form is about to write. */
    preview?: {
      journals: { kind: string; entries: { code: string; amount: number }[] }[];
      needsApproval: boolean;
      digest: string;
      token: string;
    };
    money?: Record<string, unknown>[];
    pending?: { id: string; kind: string; amount: number; href: string | null }[];
  };
  records?: NonNullable<Body['record']>[];
  meta?: { total: number };
  revealed?: { value: string };
  redirectUrl?: string;
  [key: string]: unknown;
}

const read = (text: string): Body => {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
};

let server: Server | undefined;

/** The address of the application with its console, listening on a free port. */
export const consoleUrl = (): string => `http://127.0.0.1:${(server?.address() as AddressInfo).port}`;

/** Serves the console for the tests of the `describe` block in which it is called. */
export function useConsole(): void {
  before(async () => {
    server = createApp(mountConsole).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
  });
  after(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  });
}

interface Visit {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | FormData | URLSearchParams;
}

/** One request as a browser on the console's own pages sends it, unless told otherwise. */
export async function visit(path: string, init: Visit = {}): Promise<Answer> {
  const named = Object.keys(init.headers ?? {}).some((name) => /^(origin|sec-fetch-site)$/i.test(name));
  const ours: Record<string, string> = init.method === 'POST' && !named ? { Origin: consoleUrl() } : {};
  const response = await fetch(`${consoleUrl()}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { ...ours, ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: read(text) };
}

export const cookieOf = (answer: Answer): string =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Posts the login form. */
export const submitLogin = (
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  visit('/admin/login', { method: 'POST', headers, body: new URLSearchParams({ email, password }) });

export interface Desk {
  account: StaffAccount;
  cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, payload?: object, headers?: Record<string, string>): Promise<Answer>;
}

/** Somebody at the console, logged in with this role. */
export async function aDesk(role: StaffRole, known?: StaffAccount): Promise<Desk> {
  const account = known ?? (await aStaffAccount(role));
  const cookie = cookieOf(await submitLogin(account.email, staffPassword));
  return {
    account,
    cookie,
    get: (path) => visit(path, { headers: { Cookie: cookie } }),
    post: (path, payload = {}, headers = {}) =>
      visit(path, {
        method: 'POST',
        headers: { Cookie: cookie, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(payload),
      }),
  };
}

const api = (resource: string) => `/admin/api/resources/${resource}`;

/** Addresses of the console's own HTTP interface. */
export const urlOf = {
  list: (resource: string, query = '') => `${api(resource)}/actions/list${query}`,
  search: (resource: string, text: string, query = '') => `${api(resource)}/actions/search/${text}${query}`,
  create: (resource: string) => `${api(resource)}/actions/new`,
  record: (resource: string, id: string, action: string) => `${api(resource)}/records/${id}/${action}`,
};

/** Opens the form and sends it, as the page does; what it is about to write is looked at and agreed to. */
export async function performAtDesk(
  desk: Desk,
  resource: string,
  id: string,
  action: string,
  input: object = {},
): Promise<Answer> {
  const place = urlOf.record(resource, id, action);
  const form = (await desk.get(place)).body.record?.form;
  const typed = { ...input, expected: form?.expected ?? null };
  const answer = await desk.post(place, typed);
  const preview = answer.body.record?.preview;
  if (!preview) return answer;
  const confirmation = { digest: preview.digest, token: preview.token };
  return desk.post(place, { ...typed, confirmation });
}
