import { ConfigError } from '../platform/config-error.js';
import { config } from '../platform/config.js';
import type { Rupiah } from '../platform/money.js';
import { staffRoles, type StaffRole } from './permissions.js';

/** Deeds that are measured in rupiah and that nobody does without limit; each is also a kind of approval. */
export const acts = [
  'wallet.adjust',
  'transaction.refund',
  'product.price_below_cost',
  'withdrawal.approve',
  'fee_schedule',
  'dispute.decide',
  'discount_rule',
] as const;
export type Act = (typeof acts)[number];

/** How much one person of a role may do alone: in one deed, and in one Jakarta day. */
export interface Ceiling {
  single: Rupiah;
  daily: Rupiah;
}

type Ceilings = Record<Act, Partial<Record<StaffRole, Ceiling>>>;

const upTo = (single: Rupiah, daily: Rupiah): Ceiling => ({ single, daily });

/** What holds where the settings say nothing else; a role without a line does nothing alone. */
const usual: Ceilings = {
  'wallet.adjust': {
    owner: upTo(10_000_000, 50_000_000),
    admin: upTo(1_000_000, 5_000_000),
    finance: upTo(1_000_000, 5_000_000),
  },
  'transaction.refund': {
    owner: upTo(10_000_000, 50_000_000),
    admin: upTo(2_000_000, 10_000_000),
    finance: upTo(2_000_000, 10_000_000),
  },
  // A price below cost loses money with every sale, however many there will be: always two people.
  'product.price_below_cost': {},
  // What every deal pays from a date on: always two people.
  fee_schedule: {},
  'withdrawal.approve': {
    owner: upTo(10_000_000, 100_000_000),
    admin: upTo(5_000_000, 50_000_000),
    finance: upTo(5_000_000, 50_000_000),
  },
  'dispute.decide': {
    owner: upTo(10_000_000, 100_000_000),
    admin: upTo(5_000_000, 50_000_000),
    support: upTo(1_000_000, 10_000_000),
  },
  // What a discount rule may cost in all; five such rules in a day, so that one cannot be cut into many.
  discount_rule: {
    owner: upTo(config.DISCOUNT_APPROVAL_ABOVE, 5 * config.DISCOUNT_APPROVAL_ABOVE),
    admin: upTo(config.DISCOUNT_APPROVAL_ABOVE, 5 * config.DISCOUNT_APPROVAL_ABOVE),
    catalogue: upTo(config.DISCOUNT_APPROVAL_ABOVE, 5 * config.DISCOUNT_APPROVAL_ABOVE),
  },
};

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word);

/** @throws ConfigError for an act or a role that nobody knows: a limit with a slip of the pen would not limit. */
export function readCeilings(settings: Record<string, Record<string, [number, number]>>): Ceilings {
  const ceilings = structuredClone(usual);
  for (const [act, roles] of Object.entries(settings)) {
    if (!isOneOf(acts, act)) throw new ConfigError(`STAFF_CEILINGS: nobody knows the act ${act}.`);
    for (const [role, [single, daily]] of Object.entries(roles)) {
      if (!isOneOf(staffRoles, role)) throw new ConfigError(`STAFF_CEILINGS: nobody knows the role ${role}.`);
      ceilings[act][role] = upTo(single, daily);
    }
  }
  return ceilings;
}

const ceilings = readCeilings(config.STAFF_CEILINGS);

const nothing = upTo(0, 0);

/** What a role may do alone. */
export const ceilingOf = (role: string, act: Act): Ceiling =>
  (isOneOf(staffRoles, role) ? ceilings[act][role] : undefined) ?? nothing;
