import { translate, type Locale } from '../platform/i18n.js';
import { query } from '../platform/database.js';
import { formatRupiah } from '../platform/money.js';
import type { Facts } from './conditions/condition.js';
import { conditionFor } from './conditions/index.js';
import type { Definition, Tier, Who } from './definition.js';
import { effectsOf } from './definition.js';
import type { Piece } from './definition.parts.js';
import { effectFor } from './effects/index.js';
import { sayFigures, type Names } from './figure-words.js';
import { leavesOf } from './who.js';

/** What a rule says on one point, in words. */
export interface RuleFact {
  key: 'who' | 'when' | 'what' | 'per' | 'budget' | 'floor' | 'valid' | 'hold_out' | 'message';
  text: string;
}

/** Nobody: what a condition needs does not depend on whom it meets. */
const nobody: Facts = {
  userId: '',
  personId: '',
  customerType: 'retail',
  city: null,
  kycLevel: 'NONE',
  registeredOn: '2000-01-01',
  birthMonth: null,
  birthDay: null,
  orderCount: 0,
  spendAmount: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  days: [],
  bought: [],
  segmentIds: [],
};

const word = (locale: Locale, key: string, params: Record<string, unknown> = {}): string =>
  translate(locale, `discount.words.${key}`, params);

const percent = (bps: number, locale: Locale): string =>
  (bps / 100).toLocaleString(locale === 'id' ? 'id-ID' : 'en-GB');

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The rows that a definition names, by kind. */
function idsIn(definition: Definition): string[] {
  const args = [...leavesOf(definition.who), ...effectsOf(definition)].map((piece) => piece.args);
  return args.flatMap((one) => [
    ...[one['category_id'], one['segment_id']].filter((id) => typeof id === 'string'),
    ...textsIn(one['product_ids']),
    ...textsIn(one['category_ids']),
  ]);
}

/** The names of all rows that these definitions speak of, in one statement. */
export async function namesIn(definitions: Definition[]): Promise<Names> {
  const ids = [...new Set(definitions.flatMap(idsIn))];
  if (ids.length === 0) return new Map();
  const rows = await query<{ id: string; name: string }>(
    `SELECT id, name_id AS name FROM product_categories WHERE id IN (?)
     UNION ALL SELECT id, name FROM products WHERE id IN (?)
     UNION ALL SELECT id, name FROM segments WHERE id IN (?)`,
    [ids, ids, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const sayCondition = ({ code, args }: Piece, at: Date, locale: Locale, names: Names): string =>
  sayFigures(locale, code, 'needed', conditionFor(code).judge(args, nobody, at).needed, names);

/** Whom a rule is for, group by group, for staff. */
export function sayWho(who: Who, at: Date, locale: Locale, names: Names, inner = false): string {
  if ('code' in who) return sayCondition(who, at, locale, names);
  if ('not' in who) return word(locale, 'not', { what: sayWho(who.not, at, locale, names, true) });
  const [parts, link] = 'all' in who ? [who.all, 'and'] : [who.any, 'or'];
  if (parts.length === 0) return word(locale, 'everybody');
  const text = parts
    .map((part) => sayWho(part, at, locale, names, parts.length > 1))
    .join(word(locale, link));
  return inner && parts.length > 1 ? `(${text})` : text;
}

/** What an effect gives: `voucher pribadi 10 % (paling banyak Rp 20.000), belanja paling sedikit Rp 50.000`. */
export function sayEffect({ code, args }: Piece, locale: Locale, names: Names): string {
  const { worth, reduction } = effectFor(code);
  const { percentBps, amount } = worth(args);
  const kind = reduction ? `says_${reduction(args).kind}` : 'says';
  const text = translate(locale, `discount.effects.${code}.${kind}`, {
    percent: percent(percentBps ?? 0, locale),
    amount: formatRupiah(amount ?? 0, locale),
  });
  if (!reduction) return text;
  const { kind: sort, capAmount, minimumSpendAmount, productIds, categoryIds } = reduction(args);
  const only = [...productIds, ...categoryIds].map((id) => names.get(id) ?? id);
  return [
    text,
    sort === 'PERCENT' && capAmount ? word(locale, 'cap', { cap: formatRupiah(capAmount, locale) }) : '',
    minimumSpendAmount > 0
      ? word(locale, 'minimum', { minimum: formatRupiah(minimumSpendAmount, locale) })
      : '',
    only.length > 0 ? word(locale, 'narrow', { what: only.join(', ') }) : '',
  ].join('');
}

function sayTier({ threshold, effect }: Tier, measure: string, locale: Locale, names: Names): string {
  const what = sayEffect(effect, locale, names);
  return measure === 'order_count'
    ? word(locale, 'tier_orders', { threshold, what })
    : word(locale, 'tier', { threshold: formatRupiah(threshold, locale), what });
}

function sayWhat({ effect, tiers }: Definition, locale: Locale, names: Names): string {
  if (effect) return sayEffect(effect, locale, names);
  return (tiers?.steps ?? []).map((tier) => sayTier(tier, tiers?.measure ?? '', locale, names)).join('; ');
}

function sayMessage({ message }: Definition, locale: Locale): string {
  if (!message) return word(locale, 'no_message');
  const channels = message.channels.map((channel) => word(locale, `channel.${channel}`)).join(', ');
  return word(locale, 'message', { title: message[locale].title, channels });
}

/** Everything that a rule says, point by point, for people who are to agree to it. */
export function ruleInWords(definition: Definition, locale: Locale, names: Names, at: Date): RuleFact[] {
  const { who, when, limits, hold_out_bps: heldOut, valid_days: days } = definition;
  const { per, budget_amount: budget, floor_bps: floor } = limits;
  return [
    { key: 'who', text: sayWho(who, at, locale, names) },
    { key: 'when', text: word(locale, `when.${when}`) },
    { key: 'what', text: sayWhat(definition, locale, names) },
    { key: 'per', text: word(locale, `per.${per}`) },
    {
      key: 'budget',
      text: budget
        ? word(locale, 'budget', { amount: formatRupiah(budget, locale) })
        : word(locale, 'no_budget'),
    },
    { key: 'floor', text: floor ? word(locale, 'floor', { percent: percent(floor, locale) }) : '' },
    { key: 'valid', text: when === 'sale' ? '' : word(locale, 'valid', { days }) },
    {
      key: 'hold_out',
      text:
        heldOut > 0
          ? word(locale, 'hold_out', { percent: percent(heldOut, locale) })
          : word(locale, 'no_hold_out'),
    },
    { key: 'message', text: when === 'sale' ? '' : sayMessage(definition, locale) },
  ];
}
