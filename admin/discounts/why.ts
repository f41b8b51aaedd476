import { explainRules, namesOfRules, sayRule, type RuleExplanation } from '../../src/discounts/index.js';
import type { Customer } from '../../src/platform/actor.js';
import { clock } from '../../src/platform/clock.js';
import { database } from '../../src/platform/database.js';
import type { Locale } from '../../src/platform/i18n.js';
import { idPattern } from '../../src/platform/ids.js';
import {
  explainCode,
  explainCodeOnSale,
  explainSaleToStaff,
  Transaction,
  type ExplainedCode,
} from '../../src/transactions/index.js';
import { normaliseEmail, normalisePhone, User } from '../../src/users/index.js';
import type { LoadPage } from '../pages.js';
import { may, type Viewer } from '../viewer.js';
import type { WhyCode, WhyData, WhyRule } from './components/why-data.js';
import { localeOf } from './studio.js';

/** By its number, as customers say it, or by its id, as pages link to it. */
const findSale = (text: string): Promise<Transaction | null> =>
  database()
    .getRepository(Transaction)
    .findOneBy(idPattern.test(text) ? { id: text } : { number: text.toUpperCase() });

const accountOf = (where: { id: string } | { email: string } | { phone: string }): Promise<User | null> =>
  database()
    .getRepository(User)
    .findOneBy({ ...where, isGuest: false });

/** By e-mail, phone or id. */
export async function findCustomer(text: string): Promise<User | null> {
  if (idPattern.test(text)) return accountOf({ id: text });
  const [email, phone] = [normaliseEmail(text), normalisePhone(text)];
  if (email) return accountOf({ email });
  return phone ? accountOf({ phone }) : null;
}

/** A cart is not asked about: what only a cart can decide counts as fulfilled. */
const ofTheCart = new Set(['no_matching_line', 'minimum_spend', 'nothing_left']);

function withoutCart(explained: RuleExplanation): RuleExplanation {
  const { hindrance } = explained;
  return hindrance && ofTheCart.has(hindrance.code) ? { ...explained, hindrance: null } : explained;
}

/** Every rule that runs now, held against one customer. */
async function explainCustomer(userId: string, locale: Locale): Promise<WhyRule[]> {
  const found = await explainRules({ userId, saleId: null, at: clock.now(), cart: [], given: null });
  const explained = found.map(withoutCart);
  const names = await namesOfRules(explained);
  return explained.map((each) => ({
    ...sayRule(each, locale, names),
    isGiven: each.hindrance === null,
    ...(each.hindrance === null ? { text: '' } : {}),
  }));
}

const presentCode = ({ voucherId, ruleId, ...code }: ExplainedCode): WhyCode => ({
  ...code,
  href:
    voucherId === null
      ? `/admin/resources/DiscountRule/records/${ruleId}/show`
      : `/admin/resources/Voucher/records/${voucherId}/show`,
});

const customerOf = ({ id, customerType }: User): Customer => ({ kind: 'customer', id, customerType });

interface Asked {
  sale: Transaction | null;
  user: User | null;
  code: string;
  locale: Locale;
}

async function answer({ sale, user, code, locale }: Asked): Promise<Pick<WhyData, 'rules' | 'code'>> {
  if (!user) return { rules: [], code: null };
  const [rules, explained] = await Promise.all([
    sale ? explainSaleToStaff(sale, locale) : explainCustomer(user.id, locale),
    code === ''
      ? null
      : sale
        ? explainCodeOnSale(code, customerOf(user), sale)
        : explainCode(code, customerOf(user)),
  ]);
  return { rules, code: explained && presentCode(explained) };
}

function missingOf(asked: WhyData['asked'], sale: Transaction | null, user: User | null): WhyData['missing'] {
  if (asked.sale !== '') return !sale ? 'sale' : user ? null : 'guest';
  return asked.customer !== '' && !user ? 'customer' : null;
}

const textIn = (text: string | undefined): string => (text ?? '').trim().slice(0, 120);

async function find(asked: WhyData['asked'], viewer: Viewer | undefined) {
  const maySeeSales = may(viewer, 'transactions.read');
  const sale = asked.sale !== '' && maySeeSales ? await findSale(asked.sale) : null;
  if (asked.sale !== '') return { sale, user: sale?.userId ? await accountOf({ id: sale.userId }) : null };
  return { sale, user: asked.customer === '' ? null : await findCustomer(asked.customer) };
}

/** Why a sale has its discounts or has none, or what a customer can have now: condition by condition. */
export const whyPage: LoadPage = async (query, viewer) => {
  const asked = {
    sale: textIn(query['sale']),
    customer: textIn(query['customer']),
    code: textIn(query['code']),
  };
  const { sale, user } = await find(asked, viewer as Viewer | undefined);
  const data: WhyData = {
    asked,
    sale: sale && { id: sale.id, number: sale.number, at: sale.createdAt.toISOString() },
    customer: user && { id: user.id, name: user.name },
    missing: missingOf(asked, sale, user),
    ...(await answer({ sale, user, code: asked.code, locale: localeOf(query) })),
  };
  return { ...data };
};
