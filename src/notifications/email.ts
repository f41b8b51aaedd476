import { Eta } from 'eta';
import { config } from '../platform/config.js';
import { translate, type Locale } from '../platform/i18n.js';
import { formatRupiah } from '../platform/money.js';
import { fromRoot } from '../platform/root.js';
import { claimTokenOf, Transaction } from '../transactions/index.js';
import { database } from '../platform/database.js';
import { pageAbout } from './links.js';
import type { Email } from './mailer.js';
import { unsubscribeTokenOf } from '../users/index.js';
import { isMarketing, type NotificationDelivery } from './notification.entity.js';

const eta = new Eta({ views: fromRoot('views/emails'), cache: true });

/** A guest's refund waits behind a link; a customer's is in the wallet already. */
const linkOfSale = (sale: Transaction | null, kind: string) => {
  if (sale && /refunded$/.test(kind) && !sale.userId) return `/refund-claims/${claimTokenOf(sale.id)}`;
  return sale?.userId ? `/orders/${sale.id}` : '/track';
};

async function linkOf({ subjectType, subjectId, template }: NotificationDelivery): Promise<string> {
  if (subjectType !== 'transaction') return pageAbout(subjectType, subjectId);
  return linkOfSale(await database().getRepository(Transaction).findOneBy({ id: subjectId }), template);
}

function wordsOf(delivery: NotificationDelivery, locale: Locale) {
  const params = {
    ...delivery.params,
    total: formatRupiah(Number(delivery.params['total_amount'] ?? 0), locale),
  };
  const say = (part: string) => translate(locale, `notification.kinds.${delivery.template}.${part}`, params);
  // A letter goes along whole, so that its reader has it even where the page is gone one day.
  const letter = delivery.params['letter'];
  const body = letter === undefined ? say('body') : `${say('body')}\n\n${letter}`;
  return { subject: say('title'), body, action: say('action') };
}

/** The way out of messages that sell something: a page for people, and one request for mail programs (RFC 8058). */
function wayOut({ template, userId, locale }: NotificationDelivery) {
  if (!isMarketing(template) || !userId) return null;
  const path = `/unsubscribe/${unsubscribeTokenOf({ userId, channel: 'email' })}`;
  const link = new URL(path, config.PUBLIC_URL).href;
  const headers = {
    'List-Unsubscribe': `<${link}/at-once>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  return {
    link,
    headers,
    action: translate(locale, 'notification.unsubscribe'),
    why: translate(locale, 'notification.why_marketing'),
  };
}

/** The e-mail of a delivery, in the buyer's language. Serial numbers never travel by mail: the link leads to them. */
export async function renderEmail(delivery: NotificationDelivery): Promise<Email> {
  const { locale } = delivery;
  const words = wordsOf(delivery, locale);
  const link = new URL(await linkOf(delivery), config.PUBLIC_URL).href;
  const greeting = translate(locale, 'notification.greeting', { name: delivery.params['name'] });
  const closing = translate(locale, 'notification.closing');
  const out = wayOut(delivery);
  const html = eta.render('message', { locale, ...words, greeting, closing, link, out });
  const ending = out ? [out.why, `${out.action}: ${out.link}`] : [];
  const text = [greeting, words.body, `${words.action}: ${link}`, closing, ...ending].join('\n\n');
  return {
    to: delivery.recipient,
    subject: words.subject,
    html,
    text,
    ...(out ? { headers: out.headers } : {}),
  };
}
