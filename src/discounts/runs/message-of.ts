import { query } from '../../platform/database.js';
import { translate, type Locale } from '../../platform/i18n.js';
import { formatRupiah } from '../../platform/money.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { effectsOf, type Definition, type RuleMessage } from '../definition.js';
import type { DiscountWave } from '../discount-run.entity.js';
import type { VersionStatus } from '../discount-version.states.js';
import { grantCode } from '../grant-code.js';
import { readStored } from '../live-rules.js';
import { namesIn, sayEffect } from '../rule-words.js';

/** What a rule says to those whom a wave tells. */
export async function messageOf(
  uow: UnitOfWork,
  { ruleId, version }: Pick<DiscountWave, 'ruleId' | 'version'>,
): Promise<RuleMessage | undefined> {
  const [row] = await uow.sql<{ definition: string | Definition }>(
    'SELECT definition FROM discount_versions WHERE rule_id = ? AND version = ?',
    [ruleId, version],
  );
  return row && readStored(row.definition).message;
}

export interface GrantKey {
  rule_id: string;
  period_key: string;
  person_id: string;
}

/** A message to one grantee, with its blanks filled in. */
export interface GrantLetter {
  userId: string;
  email: string | null;
  locale: Locale;
  name: string;
  headline: string;
  text: string;
  channels: RuleMessage['channels'];
  /** Its version is paused: the letter waits. */
  isResting: boolean;
}

interface Row {
  userId: string;
  name: string;
  email: string | null;
  locale: Locale;
  tier: number | null;
  kind: string;
  amount: string;
  validUntil: Date | null;
  definition: string | Definition;
  versionStatus: VersionStatus;
}

const found = async ({ rule_id, period_key, person_id }: GrantKey): Promise<Row | undefined> => {
  const [row] = await query<Row>(
    `SELECT g.user_id AS userId, u.name, u.email, u.locale, g.tier, g.kind, g.amount, g.valid_until AS validUntil,
       v.definition, v.status AS versionStatus
     FROM discount_grants g JOIN users u ON u.id = g.user_id
     JOIN discount_versions v ON v.rule_id = g.rule_id AND v.version = g.version
     WHERE g.rule_id = ? AND g.period_key = ? AND g.person_id = ? AND g.status IN ('GRANTED', 'DELIVERED')`,
    [rule_id, period_key, person_id],
  );
  return row;
};

/** The last Jakarta day on which it is good. */
function lastDay(validUntil: Date, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'Asia/Jakarta',
    dateStyle: 'long',
  });
  return format.format(new Date(validUntil.getTime() - 1));
}

async function blanksOf(key: GrantKey, row: Row, definition: Definition): Promise<Record<string, string>> {
  const effect = effectsOf(definition)[(row.tier ?? 1) - 1];
  const { locale, kind, validUntil, name } = row;
  return {
    name,
    discount: effect
      ? sayEffect(effect, locale, await namesIn([definition]))
      : formatRupiah(Number(row.amount), locale),
    code: kind === 'voucher' ? grantCode(key.rule_id, row.userId, key.period_key) : '',
    until: validUntil ? lastDay(validUntil, locale) : translate(locale, 'discount_run.no_end'),
  };
}

const fill = (text: string, blanks: Record<string, string>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (blank, name: string) => blanks[name] ?? blank);

/** The letter to whoever was granted something; null once it is used, has run out, or its rule has no message. */
export async function letterOf(key: GrantKey): Promise<GrantLetter | null> {
  const row = await found(key);
  if (!row) return null;
  const definition = readStored(row.definition);
  const { message } = definition;
  if (!message) return null;
  const blanks = await blanksOf(key, row, definition);
  const { userId, email, locale, name } = row;
  const { title, body } = message[locale];
  return {
    ...{ userId, email, locale, name },
    headline: fill(title, blanks),
    text: fill(body, blanks),
    channels: message.channels,
    isResting: row.versionStatus === 'PAUSED',
  };
}
