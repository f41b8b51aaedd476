import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { ceilings, count, feeSteps, port, secret, url } from './config-fields.js';
import { defaultKeysDir } from './keys-dir.js';
import { fromRoot } from './root.js';

const schema = z.object({
  /** Which world this process lives in. Unset means production: the strict one. */
  APP_ENV: z.enum(['demo', 'test', 'production']).default('production'),

  /** Application user: has no UPDATE or DELETE on ledger tables. `mysql://` and `mariadb://` pick the driver type. */
  DATABASE_URL: z
    .string()
    .trim()
    .regex(/^(mysql|mariadb):\/\//, 'must begin with mysql:// or mariadb://'),
  /** A user that may change the schema; only `migrate` uses it. */
  MIGRATION_DATABASE_URL: z.string().trim().optional(),
  DATABASE_POOL_SIZE: count(20),
  REDIS_URL: z
    .string()
    .trim()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://'),
  /** Separates several stores, or test runs, in one Redis. */
  REDIS_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]+$/)
    .default('amanah'),

  PORT: port(8000),
  HOST: z.string().default('127.0.0.1'),
  /** Where browsers and providers reach us; Origin checks and callback addresses come from it. */
  PUBLIC_URL: url,
  /** Exact number of proxies in front; 0 means the socket address is the client. */
  TRUST_PROXY_HOPS: count(0, 0),
  /** Bearer token for /metrics; without it only loopback may read them. */
  METRICS_TOKEN: secret(16).optional(),

  /** Root of every derived key: sessions, field encryption, claim links. */
  SECRET_KEY: secret(32),
  /** RS256 key pairs, written by `npm run keys`. */
  KEYS_DIR: z.string().default(defaultKeysDir),
  /** `{ "offset_ms": n }`; read outside production only. */
  CLOCK_FILE: z.string().default(fromRoot('.data/clock.json')),
  /** Files of rooms. Web processes on several machines need one folder that all of them see. */
  ATTACHMENTS_DIR: z.string().default(fromRoot('.data/attachments')),
  /** Where the seed of the demo store writes the logins that it made up. */
  DEMO_ACCOUNTS_FILE: z.string().default(fromRoot('.data/demo-accounts.json')),

  TRIPAY_BASE_URL: url,
  TRIPAY_API_KEY: secret(8),
  TRIPAY_PRIVATE_KEY: secret(8),
  /** Accepted beside the first while the key is being rotated. */
  TRIPAY_PRIVATE_KEY_PREVIOUS: secret(8).optional(),
  TRIPAY_MERCHANT_CODE: z.string().trim().min(2),
  /** Channels of open payments by commas: Tripay gives them by agreement, so there are none unless they are named. */
  TRIPAY_OPEN_METHODS: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((method) => method.trim()))
    .transform((methods) => methods.filter((method) => method !== ''))
    .pipe(z.array(z.string().regex(/^[A-Z0-9]{2,32}$/))),

  DIGIFLAZZ_BASE_URL: url,
  DIGIFLAZZ_USERNAME: z.string().trim().min(2),
  DIGIFLAZZ_API_KEY: secret(8),
  DIGIFLAZZ_WEBHOOK_SECRET: secret(8),
  DIGIFLAZZ_WEBHOOK_SECRET_PREVIOUS: secret(8).optional(),
  /** Purchases started per second, so that a backlog drains politely. */
  DIGIFLAZZ_RATE_PER_SECOND: count(20),
  /** Rupiah; staff are alerted when our deposit falls below it. */
  DIGIFLAZZ_DEPOSIT_ALERT_AMOUNT: count(500_000, 0),
  SUPPLIER_TIMEOUT_MS: count(20_000),
  GATEWAY_TIMEOUT_MS: count(10_000),

  SMTP_URL: z
    .string()
    .trim()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://'),
  MAIL_FROM: z.string().trim().min(3),
  /** Where customers reach a person of the shop; pages and messages name it. */
  SUPPORT_CONTACT: z
    .string()
    .trim()
    .regex(
      /^(\+[1-9]\d{7,14}|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/,
      'must be an e-mail address or a number such as +6281234567890',
    ),

  /** How far above cost every line stays, however discounts add up; in basis points of the cost. */
  DISCOUNT_FLOOR_BPS: z.coerce.number().int().min(0).max(100_000).default(0),
  /** Rupiah: a discount rule that may cost more needs the word of a second person, and one without a budget always. */
  DISCOUNT_APPROVAL_ABOVE: count(1_000_000),

  /** When in the Jakarta day the task for birthdays and loyalty looks at all customers. */
  DISCOUNT_RUN_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must look like 06:00')
    .default('06:00'),
  /** So many customers a minute are told of what they were granted. */
  DISCOUNT_MESSAGES_PER_MINUTE: count(2_000),

  /**
   * What staff may do alone, where it differs from the usual: `{ "wallet.adjust": { "finance": [1000000, 5000000] } }`,
   * in rupiah for one deed and for one Jakarta day.
   */
  STAFF_CEILINGS: ceilings,
  /** Requests that nobody decides run out after so many hours. */
  APPROVAL_LIFETIME_HOURS: count(72),

  /** Rupiah: the most in all wallets of a customer, by how well we know them. */
  WALLET_BALANCE_LIMIT_NONE: count(2_000_000),
  WALLET_BALANCE_LIMIT_BASIC: count(20_000_000),
  WALLET_BALANCE_LIMIT_FULL: count(10_000_000_000),
  /** Rupiah: the most that may leave them for other people and banks in a Jakarta day; nothing for the unknown. */
  WALLET_OUT_LIMIT_BASIC: count(10_000_000),
  WALLET_OUT_LIMIT_FULL: count(100_000_000),
  /** Rupiah: the smallest top-up and transfer. */
  TOPUP_MIN_AMOUNT: count(10_000),
  TRANSFER_MIN_AMOUNT: count(1_000),

  /** Rupiah: steps of `up to:fee`; the last one is the largest withdrawal. */
  WITHDRAWAL_FEES: feeSteps.prefault('10000000:2500,50000000:5000'),
  WITHDRAWAL_MIN_AMOUNT: count(10_000),
  /** How many withdrawals one customer may ask for in a Jakarta day. */
  WITHDRAWALS_PER_DAY: count(5),
  /** A withdrawal that stands still for so many hours is put before staff. */
  WITHDRAWAL_ALERT_HOURS: count(24),

  /** Hours: to join a deal and agree, to pay for it, and to deliver it unless its terms say otherwise. */
  ESCROW_JOIN_HOURS: count(72),
  ESCROW_PAY_HOURS: count(24),
  ESCROW_DELIVERY_HOURS: count(72),
  /** Hours in which a buyer inspects what was delivered, unless the terms say otherwise. */
  ESCROW_INSPECTION_HOURS_SERVICE: count(24),
  ESCROW_INSPECTION_HOURS_GOODS: count(72),
  ESCROW_INSPECTION_HOURS_ACCOUNT: count(72),
  /** Hours by which a buyer may lengthen the inspection, once. */
  ESCROW_EXTENSION_HOURS: count(72),

  /** The other side of a dispute, or whoever is asked for more, has so many hours to answer. */
  DISPUTE_ANSWER_HOURS: count(48),
  /** A dispute should be decided within so many hours. */
  DISPUTE_SLA_HOURS: count(72),
  /** So many hours decided money rests in escrow, in which either side may appeal. */
  DISPUTE_APPEAL_HOURS: count(48),

  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  WORKER_CONCURRENCY: count(8),
  /** How long a job may hold its claim; a worker that is silent longer has lost it. */
  JOB_LEASE_MS: count(45_000),
  /** Multiplies all request limits; load tests raise it, production leaves it alone. */
  RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  SHUTDOWN_TIMEOUT_MS: count(10_000),
});

export type Config = Readonly<z.infer<typeof schema>> & { readonly isProduction: boolean };

type Settings = z.infer<typeof schema>;

/** What only a demo may do: plain http, raised limits, open metrics, secrets made of one letter. */
function unsafeInProduction(env: Settings): string[] {
  const plain = (['PUBLIC_URL', 'TRIPAY_BASE_URL', 'DIGIFLAZZ_BASE_URL'] as const).filter(
    (name) => !env[name].startsWith('https:'),
  );
  return [
    ...plain.map((name) => `${name}: must begin with https://`),
    ...(env.RATE_LIMIT_FACTOR > 1 ? ['RATE_LIMIT_FACTOR: raised limits are for load tests'] : []),
    ...(env.METRICS_TOKEN ? [] : ['METRICS_TOKEN: is missing']),
    ...(new Set(env.SECRET_KEY).size < 10 ? ['SECRET_KEY: is too regular to be random'] : []),
  ];
}

function sandboxInProduction(env: Settings): string[] {
  const problems: string[] = [];
  const loopback = /\/\/(localhost|127\.|\[::1\])/;
  for (const name of ['TRIPAY_BASE_URL', 'DIGIFLAZZ_BASE_URL'] as const) {
    if (loopback.test(env[name]) || env[name].includes('sandbox'))
      problems.push(`${name}: points at a sandbox`);
  }
  if (/^dev-/i.test(env.DIGIFLAZZ_API_KEY)) problems.push('DIGIFLAZZ_API_KEY: is a development key');
  if (/^dev-/i.test(env.TRIPAY_API_KEY)) problems.push('TRIPAY_API_KEY: is a sandbox key');
  return problems;
}

/**
 * Reads and checks all settings at once.
 * @throws ConfigError naming every missing or unsafe variable.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(filled);
  const problems = parsed.success
    ? parsed.data.APP_ENV === 'production'
      ? [...sandboxInProduction(parsed.data), ...unsafeInProduction(parsed.data)]
      : []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(
      `Settings are missing or unsafe:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return Object.freeze({ ...parsed.data, isProduction: parsed.data.APP_ENV === 'production' });
}

/** Names of all settings, for the check that `.env.example` lists each of them. */
export const settingNames = Object.keys(schema.shape);

export const config: Config = readConfig(process.env);
