import { translate } from '../platform/i18n.js';
import { spend } from '../platform/rate-limits.js';
import { config } from '../platform/config.js';
import { topUp, topUpSchema } from '../transactions/index.js';
import { limitsOf } from '../wallets/index.js';
import { userById } from '../users/index.js';
import { amountIn } from './amount.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, textOf, type FormState } from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import { seeOther } from './page.js';
import { render } from './render.js';
import { askForCode, standingOffer } from './standing-codes.js';
import { chosenWallet, addressOf, type CustomerVisit } from './wallet.pages.js';
import { gatewayGroups, markedWay, paymentIn } from './ways-to-pay.js';

/** The same allowance as the door of the API, and the same counter. */
const limit = { name: 'top-up', points: 30, seconds: 300 };

/** Amounts that people often choose. */
const usual = [20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

async function showForm(
  visit: CustomerVisit,
  { amount, form, key }: { amount: number | null; form: FormState; key: string },
  status = 200,
): Promise<void> {
  const wallet = await chosenWallet(visit);
  const user = await userById(visit.visitor.id);
  const groups = amount === null ? [] : await gatewayGroups(amount);
  const model = {
    wallet,
    amount,
    usual,
    least: config.TOPUP_MIN_AMOUNT,
    mostBalance: limitsOf(user?.kycLevel ?? 'NONE').balance,
    groups,
    marked: markedWay(groups, form.values['payment']),
    standing: await standingOffer(wallet.id),
    addressOf,
    form,
    key,
  };
  render(visit, 'wallets/top-up', model, status);
}

const whole = (amount: number): number | null => (Number.isNaN(amount) || amount < 1 ? null : amount);

/** First how much, then by what: fees depend on the amount. */
export function showTopUp(visit: CustomerVisit): Promise<void> {
  const typed = textOf(visit.req.query['amount'], 20);
  const amount = whole(amountIn(typed));
  const form = freshForm({ amount: typed });
  if (typed !== '' && (amount ?? 0) < config.TOPUP_MIN_AMOUNT)
    form.errors['amount'] = translate(visit.locale, 'fields.amount_too_small');
  return showForm(visit, { amount, form, key: newFormKey() });
}

/** Places the top-up and leads to where it is paid; what a person can mend comes back in the form. */
export async function orderTopUp(visit: CustomerVisit): Promise<void> {
  const { visitor: actor, locale } = visit;
  const form = formOf(visit.req);
  await spend(limit, actor.id);
  const wish = { amount: amountIn(form['amount']), payment: paymentIn(form['payment']) };
  try {
    const order = parseForm(topUpSchema, wish);
    const { id: walletId } = await chosenWallet(visit);
    const id = await once(
      visit,
      form,
      { route: 'page top-up', wish: { walletId, order } },
      async (idempotency) => {
        const { transaction } = await topUp({ actor, locale, walletId, idempotency, ...order });
        return transaction.id;
      },
    );
    seeOther(visit, `/orders/${id}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const refused = refusedForm(error, form, locale);
    await showForm(
      visit,
      { amount: whole(wish.amount), form: refused, key: keyAfter(error, form) },
      error.status,
    );
  }
}

/** Makes a standing code; a channel that cannot have one comes back in the form. */
export async function orderStandingCode(visit: CustomerVisit): Promise<void> {
  const form = formOf(visit.req);
  try {
    await askForCode(visit, form);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const refused = refusedForm(error, form, visit.locale);
    await showForm(visit, { amount: null, form: refused, key: newFormKey() }, error.status);
  }
}
