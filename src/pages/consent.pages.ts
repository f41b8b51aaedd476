import { guest } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  chooseConsent,
  consentChannels,
  consentsOf,
  subscriptionBehind,
  withdrawEverything,
  type Subscription,
} from '../users/index.js';
import { formOf, textOf } from './form.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

type CustomerVisit = PageVisit & { visitor: Visitor };

const address = '/preferences';

/** Which messages besides those about orders somebody wants. */
export async function showPreferences(visit: CustomerVisit): Promise<void> {
  render(visit, 'users/preferences', {
    consents: await consentsOf(visit.visitor.id),
    saved: visit.req.query['saved'] === '1',
  });
}

/** What is ticked is agreed to, and what is not is stopped. */
export async function choosePreferences(visit: CustomerVisit): Promise<void> {
  const form = formOf(visit.req);
  const { id: userId } = visit.visitor;
  await inTransaction(visit.visitor, async (uow) => {
    for (const channel of consentChannels) {
      const given = form[channel] === 'yes';
      await chooseConsent(uow, { userId, channel, given, source: 'account_page' });
    }
  });
  seeOther(visit, `${address}?saved=1`);
}

const tokenIn = ({ req }: PageVisit): string => textOf(req.params['token'], 120);

/** Where the link in a mail leads. It only asks: programs that look into mails follow links, and must stop nothing. */
export function showUnsubscribe(visit: PageVisit): void {
  const token = tokenIn(visit);
  const { channel } = subscriptionBehind(token);
  render(visit, 'users/unsubscribe', { token, channel, done: visit.req.query['done'] === '1' });
}

const stop = ({ userId, channel }: Subscription): Promise<boolean> =>
  inTransaction(guest, (uow) =>
    chooseConsent(uow, { userId, channel, given: false, source: 'unsubscribe_link' }),
  );

/** Stops the messages of one channel, or all; whoever has the link needs no login, and again is no mistake. */
export async function unsubscribeHere(visit: PageVisit): Promise<void> {
  const token = tokenIn(visit);
  const subscription = subscriptionBehind(token);
  if (formOf(visit.req)['all'] === 'yes') {
    const { userId } = subscription;
    await inTransaction(guest, (uow) => withdrawEverything(uow, { userId, source: 'unsubscribe_link' }));
  } else await stop(subscription);
  seeOther(visit, `/unsubscribe/${token}?done=1`);
}

/** The one request with which a mail program stops a subscription for its reader (RFC 8058). */
export async function unsubscribeAtOnce(visit: PageVisit): Promise<void> {
  await stop(subscriptionBehind(tokenIn(visit)));
  visit.res.status(200).type('text').send('OK');
}

/** A mail program that opens the address instead shows its reader the page. */
export function leadToUnsubscribe(visit: PageVisit): void {
  const token = tokenIn(visit);
  subscriptionBehind(token);
  seeOther(visit, `/unsubscribe/${token}`);
}
