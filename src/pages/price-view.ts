import { clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import { formatRupiah, type Rupiah } from '../platform/money.js';
import { translate, type Locale } from '../platform/i18n.js';
import { namesIn, sayPublicWho, versionOfRule } from '../discounts/index.js';
import type { GivenDiscount } from '../vouchers/index.js';
import { textOf, type Fields } from './form.js';
import type { PageVisit } from './page.js';

export interface ShownDiscount {
  name: string;
  amount: Rupiah;
  /** How it came to its amount, and what of the customer earned it. */
  why: string[];
}

/** A price as a page shows it: what it was, what it is, and why. */
export interface PriceView {
  beforeAmount: Rupiah;
  totalAmount: Rupiah;
  discounts: ShownDiscount[];
}

/** What a quote of one product, of a cart or of a whole order have in common. */
export interface Priced {
  totalAmount: Rupiah;
  discountAmount: Rupiah;
  discounted: { discounts: GivenDiscount[] };
}

const percent = (bps: number, locale: Locale): string =>
  (bps / 100).toLocaleString(locale === 'id' ? 'id-ID' : 'en-GB');

/** `10% dari Rp50.000, paling banyak Rp3.000`. */
function sayAmount({ explanation: how }: GivenDiscount, locale: Locale): string {
  const rupiah = (amount: Rupiah) => formatRupiah(amount, locale);
  const params = {
    percent: percent(how.percent_bps, locale),
    base: rupiah(how.base_amount),
    promised: rupiah(how.promised_amount),
    given: rupiah(how.given_amount),
  };
  const said = translate(locale, `discount_page.kind.${how.kind}`, params);
  return how.limited_by === 'none'
    ? said
    : `${said} ${translate(locale, `discount_page.limit.${how.limited_by}`, params)}`;
}

/** Rules say whom they are for; whoever has one is such a person. Vouchers say it by their code. */
async function sayWho({ source, sourceId, version }: GivenDiscount, locale: Locale): Promise<string[]> {
  if (source === 'voucher') return [translate(locale, 'discount_page.by_code')];
  const [ruleId = sourceId] = sourceId.split('.');
  const { definition } = await versionOfRule(ruleId, version);
  const who = sayPublicWho(definition, locale, await namesIn([definition]), clock.now());
  return who ? [translate(locale, 'discount_page.because', { who })] : [];
}

/** What a page shows of a price; words only where something is off it. */
export async function priceView(priced: Priced, locale: Locale): Promise<PriceView> {
  const { totalAmount, discountAmount, discounted } = priced;
  const discounts = await Promise.all(
    discounted.discounts.map(async (each) => ({
      name: each.name,
      amount: each.amount,
      why: [sayAmount(each, locale), ...(await sayWho(each, locale))],
    })),
  );
  return { beforeAmount: totalAmount + discountAmount, totalAmount, discounts };
}

/** The code that somebody typed into a form; an empty field is none. */
export const codeIn = (form: Fields): string | undefined =>
  textOf(form['voucher_code'], 64).trim() || undefined;

/** Whether somebody only wants to see what a code would do. */
export const isPreview = (form: Fields): boolean => form['preview'] === 'yes';

const refusals = new Set(['voucher_not_usable', 'voucher_needs_account']);

/** Whether it is the code that was refused, and not the order. */
export const isCodeRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError && refusals.has(error.code);

/** A code with the network that it came from, as the pricing takes it. */
export const codeWish = ({ ip }: PageVisit, form: Fields) => {
  const code = codeIn(form);
  return code === undefined ? undefined : { code, ip };
};
