import type { Now } from './clock.js';
import type { DigiflazzSecrets } from './digiflazz/signatures.js';
import type { TripaySecrets } from './tripay/open-payment.js';

export interface SandboxOptions {
  tripay: TripaySecrets;
  digiflazz: DigiflazzSecrets;
  /** 127.0.0.1 unless told otherwise. */
  host?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  smtpPort?: number;
  /** How a browser reaches the sandbox, where that is not its host and port. */
  url?: string;
  /** The shop; callbacks go to its `/api/v1/callbacks/…`. May be told later with `sendCallbacksTo`. */
  shopUrl?: string;
  /** Folder of the journal; without it nothing outlives the process. */
  stateDir?: string;
  /** Where the demo catalogue lies. */
  catalogueDir?: string;
  /** A file `{ "offset_ms": n }` that moves the clock; ignored where `now` is given. */
  clockFile?: string;
  now?: Now;
  /** How long a purchase stays pending. */
  settleAfterMs?: number;
  /** How long after a callback that was not understood the next one follows. */
  retryCallbackAfterMs?: number;
  /** How often due payments are looked for. */
  expireEveryMs?: number;
  /** The deposit at the supplier at the beginning and after a reset, in rupiah. */
  openingDeposit?: number;
}

export const usual = {
  host: '127.0.0.1',
  port: 0,
  smtpPort: 0,
  settleAfterMs: 1_500,
  retryCallbackAfterMs: 120_000,
  expireEveryMs: 500,
  openingDeposit: 50_000_000,
};
