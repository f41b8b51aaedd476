import { z } from 'zod';
import type { SandboxOptions } from './options.js';

const secret = z.string().trim().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().min(0);

const Environment = z.object({
  /** As for the store itself, a missing value means production, where the sandbox must not run. */
  APP_ENV: z.enum(['demo', 'test', 'production']).default('production'),
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: port.default(8090),
  SANDBOX_SMTP_PORT: port.default(8025),
  /** How a browser reaches the sandbox, where that is not its host and port. */
  SANDBOX_URL: z.url().optional(),
  /** Folder of the journal that keeps references across restarts; without it they die with the process. */
  SANDBOX_STATE_DIR: z.string().optional(),
  SANDBOX_SETTLE_AFTER_MS: milliseconds.default(1_500),
  SANDBOX_CALLBACK_RETRY_MS: milliseconds.default(120_000),
  SANDBOX_OPENING_DEPOSIT: z.coerce.number().int().min(0).default(50_000_000),
  /** The shop, which receives callbacks and webhooks. */
  PUBLIC_URL: z.url(),
  TRIPAY_API_KEY: secret,
  TRIPAY_PRIVATE_KEY: secret,
  TRIPAY_MERCHANT_CODE: secret,
  DIGIFLAZZ_USERNAME: secret,
  DIGIFLAZZ_API_KEY: secret,
  DIGIFLAZZ_WEBHOOK_SECRET: secret,
  CLOCK_FILE: z.string().optional(),
});

/** Reads the process environment. Throws with every problem named, and always in production. */
export function readSettings(env: NodeJS.ProcessEnv): SandboxOptions {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`The sandbox cannot start.\n${z.prettifyError(parsed.error)}`);
  const settings = parsed.data;
  if (settings.APP_ENV === 'production') {
    throw new Error(
      'The sandbox refuses to start in production: it would answer in place of real providers.',
    );
  }
  return {
    host: settings.SANDBOX_HOST,
    port: settings.SANDBOX_PORT,
    smtpPort: settings.SANDBOX_SMTP_PORT,
    url: settings.SANDBOX_URL,
    stateDir: settings.SANDBOX_STATE_DIR,
    clockFile: settings.CLOCK_FILE,
    shopUrl: settings.PUBLIC_URL,
    tripay: {
      apiKey: settings.TRIPAY_API_KEY,
      privateKey: settings.TRIPAY_PRIVATE_KEY,
      merchantCode: settings.TRIPAY_MERCHANT_CODE,
    },
    digiflazz: {
      username: settings.DIGIFLAZZ_USERNAME,
      apiKey: settings.DIGIFLAZZ_API_KEY,
      webhookSecret: settings.DIGIFLAZZ_WEBHOOK_SECRET,
    },
    settleAfterMs: settings.SANDBOX_SETTLE_AFTER_MS,
    retryCallbackAfterMs: settings.SANDBOX_CALLBACK_RETRY_MS,
    openingDeposit: settings.SANDBOX_OPENING_DEPOSIT,
  };
}
