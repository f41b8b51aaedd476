import { Eta } from 'eta';
import express, { Router, type Request, type Response } from 'express';
import { DomainError } from '../src/platform/errors.js';
import { translate, type Locale } from '../src/platform/i18n.js';
import { fromRoot } from '../src/platform/root.js';
import { loginStaff } from '../src/staff/index.js';
import { currentViewer, safeNext } from './gate.js';
import { beginSession, endSession } from './session.js';

const views = new Eta({ views: fromRoot('views'), cache: true });

interface LoginPage {
  status?: number;
  email?: string;
  withCode?: boolean;
  problem?: { code: string; params?: Record<string, string | number> };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 300) : '');
const localeOf = (value: unknown): Locale => (value === 'en' ? 'en' : 'id');

interface Asked {
  locale: Locale;
  next: string;
}

const askedOf = (source: Record<string, unknown>): Asked => ({
  locale: localeOf(source['lang']),
  next: safeNext(source['next']),
});

function showLogin(res: Response, asked: Asked, page: LoginPage = {}): void {
  const t = (key: string, params?: Record<string, unknown>) =>
    translate(asked.locale, `console_login.${key}`, params);
  const html = views.render('admin/login', {
    t,
    ...asked,
    nonce: String(res.locals['nonce']),
    email: page.email ?? '',
    withCode: page.withCode ?? false,
    problem: page.problem ? t(page.problem.code, page.problem.params) : null,
  });
  res
    .status(page.status ?? 200)
    .type('html')
    .send(html);
}

/** The address to go to after a login, in the language that the person chose on the login page. */
function onward({ locale, next }: Asked): string {
  return locale === 'id' ? next : `${next}${next.includes('?') ? '&' : '?'}lang=${locale}`;
}

function refuseLogin(res: Response, asked: Asked, error: unknown, page: LoginPage): void {
  if (!(error instanceof DomainError) || error.status !== 429) throw error;
  const seconds = Number(error.params['retry_after'] ?? 60);
  res.set('Retry-After', String(seconds));
  showLogin(res, asked, {
    ...page,
    status: 429,
    problem: { code: 'too_many', params: { minutes: Math.max(1, Math.ceil(seconds / 60)) } },
  });
}

async function logIn(req: Request, res: Response): Promise<void> {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const asked = askedOf(body);
  const [email, password, totp] = [textOf(body['email']), textOf(body['password']), textOf(body['totp'])];
  const page: LoginPage = { email, withCode: totp !== '' };
  try {
    const staff = await loginStaff({ email, password, totp: totp || undefined, ip: req.ip ?? '' });
    if (!staff) return showLogin(res, asked, { ...page, status: 401, problem: { code: 'wrong' } });
    await beginSession(req, staff.id);
    res.redirect(303, onward(asked));
  } catch (error) {
    refuseLogin(res, asked, error, page);
  }
}

/** The door in front of the console: our own page, small urlencoded bodies only, logging out by POST. */
export function loginRoutes(): Router {
  const router = Router();
  router.get('/login', async (req, res) => {
    const asked = askedOf(req.query);
    if (await currentViewer(req.session)) return res.redirect(303, onward(asked));
    showLogin(res, asked);
  });
  router.post('/login', express.urlencoded({ limit: '4kb', extended: false }), logIn);
  router.post('/logout', express.urlencoded({ limit: '1kb', extended: false }), async (req, res) => {
    const { locale } = askedOf((req.body ?? {}) as Record<string, unknown>);
    await endSession(req);
    res.redirect(303, locale === 'id' ? '/admin/login' : `/admin/login?lang=${locale}`);
  });
  router.all('/logout', (_req, res) => void res.status(405).set('Allow', 'POST').end());
  return router;
}
