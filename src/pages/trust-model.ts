import { translate, type Locale } from '../platform/i18n.js';
import { trustOf, type Trust } from '../escrows/index.js';

const dateFormat = { timeZone: 'Asia/Jakarta', month: 'long', year: 'numeric' } as const;

const sinceWhen = (moment: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', dateFormat).format(moment);

/** `96 %`, never rounded up: one late part is not all in time. */
const percent = (bps: number): string => `${Math.floor(bps / 100)} %`;

/** Each figure with the count that it is made of; what nobody has done yet is said, and not shown as zero. */
function figuresOf(
  { dealsDone, dealsPaid, dealsDisputed, disputesLost, partsDue, onTimeBps }: Trust,
  locale: Locale,
) {
  const words = (key: string, params = {}) => translate(locale, `escrow_page.${key}`, params);
  const none = words('trust_none');
  return [
    {
      name: words('trust_deals'),
      value: String(dealsDone),
      of: words('trust_of_paid', { count: dealsPaid }),
    },
    {
      name: words('trust_on_time'),
      value: onTimeBps === null ? none : percent(onTimeBps),
      of: onTimeBps === null ? '' : words('trust_of_parts', { count: partsDue }),
    },
    {
      name: words('trust_disputes'),
      value: String(dealsDisputed),
      of: dealsDisputed === 0 ? '' : words('trust_lost', { count: disputesLost }),
    },
  ];
}

/** What is known of a party, for whoever deals with them. @throws DomainError `not_found`. */
export async function trustModel(locale: Locale, userId: string, name: string) {
  const trust = await trustOf(userId);
  const since = {
    name: translate(locale, 'escrow_page.trust_since'),
    value: sinceWhen(trust.memberSince, locale),
  };
  return { name, figures: [...figuresOf(trust, locale), { ...since, of: '' }] };
}
