import { z } from 'zod';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  checkCredentials,
  chooseConsent,
  consentChannels,
  emailSchema,
  nameSchema,
  newPasswordSchema,
  openAccount,
  passwordSchema,
  phoneSchema,
  type User,
} from '../users/index.js';
import { formOf, freshForm, isMendable, ownAddress, parseForm, refusedForm, type Fields } from './form.js';
import { keepCart } from './cart.js';
import { forgetOrders } from './known-orders.js';
import { closePageSession, openPageSession } from './page-session.js';
import { cookieOptions } from './cookies.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

/** The same allowances as the doors of the API, and the same counters. */
const limits = {
  login: { name: 'login', points: 60, seconds: 900 },
  register: { name: 'register', points: 10, seconds: 3_600 },
};

const loginForm = z.object({ email: emailSchema, password: passwordSchema });
const registerForm = z.object({
  name: nameSchema,
  email: emailSchema,
  phone: phoneSchema,
  password: newPasswordSchema,
});

type Kind = keyof typeof limits;

const show = (kind: Kind) => (visit: PageVisit) => {
  const next = ownAddress(visit.req.query['next']);
  if (visit.visitor) return seeOther(visit, next);
  render(visit, `users/${kind}`, { form: freshForm(), next });
};

export const showLogin = show('login');
export const showRegister = show('register');

/** Missing fields are empty ones, so that they are named as such. */
const whole = (form: Fields): Fields => ({ name: '', email: '', phone: '', password: '', ...form });

async function enter(visit: PageVisit, kind: Kind, find: (form: Fields) => Promise<User>): Promise<void> {
  const form = formOf(visit.req);
  const next = ownAddress(form['next']);
  await spend(limits[kind], visit.ip);
  try {
    const user = await find(whole(form));
    await openPageSession(visit.req, visit.res, user.id);
    seeOther(visit, next);
  } catch (error) {
    if (!isMendable(error)) throw error;
    render(visit, `users/${kind}`, { form: refusedForm(error, form, visit.locale), next }, error.status);
  }
}

/** The box on the form is empty unless its reader ticks it. */
const agreeToOffers = ({ id, customerType }: User): Promise<void> =>
  inTransaction({ kind: 'customer', id, customerType }, async (uow) => {
    for (const channel of consentChannels)
      await chooseConsent(uow, { userId: id, channel, given: true, source: 'registration' });
  });

export const logInHere = (visit: PageVisit): Promise<void> =>
  enter(visit, 'login', (form) => checkCredentials(parseForm(loginForm, form), visit));

export const registerHere = (visit: PageVisit): Promise<void> =>
  enter(visit, 'register', async (form) => {
    const user = await openAccount({ ...parseForm(registerForm, form), locale: visit.locale });
    if (form['offers'] === 'yes') await agreeToOffers(user);
    return user;
  });

export async function logOutHere(visit: PageVisit): Promise<void> {
  await closePageSession(visit.req, visit.res);
  forgetOrders(visit.res);
  keepCart(visit.res, []);
  seeOther(visit, '/');
}

const yearMs = 365 * 86_400_000;

/** Remembers the language that somebody chose, and goes back to where they were. */
export function chooseLanguage(visit: PageVisit): void {
  const { lang, next } = formOf(visit.req);
  if (lang === 'id' || lang === 'en') visit.res.cookie('lang', lang, { ...cookieOptions, maxAge: yearMs });
  seeOther(visit, ownAddress(next));
}
