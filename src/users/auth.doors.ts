import { z } from 'zod';
import { guest } from '../platform/actor.js';
import { defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, strict } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { accessTokenSeconds, issueAccessToken } from './access-token.js';
import { emailSchema, phoneSchema } from './contact.js';
import { logIn, signUp, type LoggedIn } from './log-in.js';
import { newPasswordSchema, passwordSchema } from './password.js';
import { nameSchema } from './person-name.js';
import { endSession, refreshSession } from './sessions.js';
import { presentUser, userSchema } from './user.presenter.js';

const tag = 'auth';
const quarter = 900;
const hour = 3_600;

const refreshToken = z.string().min(1).max(200);
const tokensSchema = dataOf(
  z.object({
    user: userSchema,
    access_token: z.string(),
    refresh_token: z.string(),
    expires_in: z.number().int(),
  }),
);

async function presentLogin({ user, session }: LoggedIn): Promise<z.infer<typeof tokensSchema>> {
  return {
    data: {
      user: presentUser(user),
      access_token: await issueAccessToken(user, session.id),
      refresh_token: session.refreshToken,
      expires_in: accessTokenSeconds,
    },
  };
}

const register = defineDoor({
  method: 'post',
  path: '/auth/register',
  tag,
  summary: 'Open an account and log in',
  access: 'public',
  body: strict({ name: nameSchema, email: emailSchema, phone: phoneSchema, password: newPasswordSchema }),
  success: { status: 201, schema: tokensSchema },
  refusals: [409],
  limit: { name: 'register', points: 10, seconds: hour },
  handle: async ({ body, locale, ip, userAgent }) => ({
    body: await presentLogin(await signUp({ ...body, locale }, { ip, userAgent })),
  }),
});

const login = defineDoor({
  method: 'post',
  path: '/auth/login',
  tag,
  summary: 'Log in with e-mail and password',
  access: 'public',
  body: strict({ email: emailSchema, password: passwordSchema }),
  success: { status: 200, schema: tokensSchema },
  refusals: [401],
  limit: { name: 'login', points: 60, seconds: quarter },
  handle: async ({ body, ip, userAgent }) => ({
    body: await presentLogin(await logIn(body, { ip, userAgent })),
  }),
});

const refresh = defineDoor({
  method: 'post',
  path: '/auth/refresh',
  tag,
  summary: 'Exchange a refresh token for new tokens; each works once',
  access: 'public',
  body: strict({ refresh_token: refreshToken }),
  success: { status: 200, schema: tokensSchema },
  refusals: [401],
  limit: { name: 'refresh', points: 300, seconds: quarter },
  handle: async ({ body, ip, userAgent }) => ({
    body: await presentLogin(await refreshSession(body.refresh_token, { ip, userAgent })),
  }),
});

const logout = defineDoor({
  method: 'post',
  path: '/auth/logout',
  tag,
  summary: 'End the session of a refresh token',
  access: 'public',
  body: strict({ refresh_token: refreshToken }),
  success: { status: 204, schema: undefined },
  handle: async ({ body }) => {
    await inTransaction(guest, (uow) => endSession(uow, body.refresh_token));
    return {};
  },
});

export const authDoors: Door[] = [register, login, refresh, logout];
