import { query } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';
import type { Definition } from './definition.js';
import type { GrantKind } from './definition.parts.js';
import type { GrantStatus } from './discount-grant.states.js';
import type { VersionStatus } from './discount-version.states.js';
import { grantCode } from './grant-code.js';
import { offerOf, type ClaimedOffer, type GrantClaim } from './grant-offer.js';
import { readStored } from './live-rules.js';

/** A grant as its person and staff see it. */
export interface GrantLine {
  ruleId: string;
  name: string;
  version: number;
  versionId: string;
  versionStatus: VersionStatus;
  definition: Definition;
  periodKey: string;
  personId: string;
  userId: string;
  tier: number | null;
  kind: GrantKind;
  percentBps: number | null;
  amount: Rupiah;
  usedAmount: Rupiah;
  status: GrantStatus;
  /** Of a voucher that waits for its sale. */
  code: string | null;
  transactionId: string | null;
  validUntil: Date | null;
  createdAt: Date;
}

type Raw = Omit<
  GrantLine,
  'code' | 'definition' | 'amount' | 'usedAmount' | 'tier' | 'percentBps' | 'version'
> & {
  definition: string | Definition;
  amount: string;
  usedAmount: string;
  tier: string | number | null;
  percentBps: string | number | null;
  version: string | number;
};

const whole = (value: string | number | null): number | null => (value === null ? null : Number(value));

const lineOf = (row: Raw): GrantLine => ({
  ...row,
  version: Number(row.version),
  definition: readStored(row.definition),
  tier: whole(row.tier),
  percentBps: whole(row.percentBps),
  amount: Number(row.amount),
  usedAmount: Number(row.usedAmount),
  code:
    row.kind === 'voucher' && row.status === 'GRANTED'
      ? grantCode(row.ruleId, row.userId, row.periodKey)
      : null,
});

/**
 * By the account that was granted, and not by its person: nobody proves the address or number that makes an account one
 * more of a person, so that says how often somebody is granted something, and not what they hold.
 */
async function grantsWhere(condition: string, params: unknown[]): Promise<GrantLine[]> {
  const rows = await query<Raw>(
    `SELECT g.rule_id AS ruleId, r.name, g.version, v.id AS versionId, v.status AS versionStatus, v.definition,
       g.period_key AS periodKey, g.person_id AS personId, g.user_id AS userId, g.tier, g.kind,
       g.percent_bps AS percentBps, g.amount, g.used_amount AS usedAmount, g.status,
       g.transaction_id AS transactionId, g.valid_until AS validUntil, g.created_at AS createdAt
     FROM discount_grants g
     JOIN discount_rules r ON r.id = g.rule_id
     JOIN discount_versions v ON v.rule_id = g.rule_id AND v.version = g.version
     WHERE g.user_id = ? AND ${condition}
     ORDER BY g.created_at DESC, g.rule_id LIMIT 200`,
    params,
  );
  return rows.map(lineOf);
}

/** What rules have granted an account, newest first; who was held out does not appear. */
export const grantsOf = (userId: string): Promise<GrantLine[]> =>
  grantsWhere(`g.status <> 'HELD_OUT'`, [userId]);

/** Vouchers that can be used now: not run out, and of no version that is paused. */
const usable = `g.kind = 'voucher' AND g.status = 'GRANTED' AND v.status <> 'PAUSED'
  AND (g.valid_until IS NULL OR g.valid_until > ?)`;

/** The vouchers of an account that can be used at a moment. */
export const usableGrantsOf = (userId: string, at: Date): Promise<GrantLine[]> =>
  grantsWhere(usable, [userId, at]);

/** The offer of a granted voucher; null for what lowers no price. */
export function claimedOffer(line: GrantLine): ClaimedOffer | null {
  const { ruleId, versionId, version, periodKey, personId, userId, tier, percentBps } = line;
  const claim: GrantClaim = {
    ...{ ruleId, versionId, version, periodKey, personId, userId, tier, percentBps },
    way: 'redeem',
    hasBudget: false,
  };
  const offer = offerOf(claim, line.name, line.definition);
  return offer && { offer, claim };
}

/** The granted voucher behind a code of this account, whatever has become of it. */
export async function grantByCode(code: string, userId: string): Promise<GrantLine | null> {
  const lines = await grantsWhere(`g.kind = 'voucher' AND g.status <> 'HELD_OUT'`, [userId]);
  const isIt = ({ ruleId, periodKey }: GrantLine) => grantCode(ruleId, userId, periodKey) === code;
  return lines.find(isIt) ?? null;
}

/** The offer behind the code of a granted voucher: it is found only by its account, while it is good. */
export async function grantOffer(code: string, userId: string, at: Date): Promise<ClaimedOffer | null> {
  const found = (await usableGrantsOf(userId, at)).find((line) => line.code === code);
  return found ? claimedOffer(found) : null;
}
