import { startSandbox, type Sandbox } from '../sandbox/index.js';
import type { SandboxOptions } from '../sandbox/options.js';
import { clock } from '../src/platform/clock.js';
import { config } from '../src/platform/config.js';
import { configuredTripay, useGateway } from '../src/payments/index.js';

export interface Providers {
  /** Tells the stand-ins what to do: `control('digiflazz', { mode: 'hang' })`; answers what lies under `data`. */
  control<T = unknown>(path: string, body?: unknown): Promise<T>;
  /** What the stand-ins saw: `read('/stats')`, `read('/log?provider=digiflazz')`. */
  read<T>(path: string): Promise<T>;
  /** Names the shop that receives callbacks from now on. */
  sendCallbacksTo(shopUrl: string): void;
}

async function dataOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { data: T }).data;
}

function start(options: Partial<SandboxOptions>): Promise<Sandbox> {
  return startSandbox({
    tripay: {
      apiKey: config.TRIPAY_API_KEY,
      privateKey: config.TRIPAY_PRIVATE_KEY,
      merchantCode: config.TRIPAY_MERCHANT_CODE,
    },
    digiflazz: {
      username: config.DIGIFLAZZ_USERNAME,
      apiKey: config.DIGIFLAZZ_API_KEY,
      webhookSecret: config.DIGIFLAZZ_WEBHOOK_SECRET,
    },
    port: Number(new URL(config.DIGIFLAZZ_BASE_URL).port),
    smtpPort: Number(new URL(config.SMTP_URL).port),
    now: () => clock.now().getTime(),
    ...options,
  });
}

/** Runs the providers' stand-ins for the tests of the `describe` block in which it is called. */
export function useSandbox(options: Partial<SandboxOptions> = {}): Providers {
  let running: Sandbox;
  before(async () => {
    running = await start(options);
    // Tests without a sandbox may have called it in vain so often that it is being left alone.
    useGateway(configuredTripay());
  });
  after(() => running.close());
  return {
    sendCallbacksTo: (shopUrl) => running.sendCallbacksTo(shopUrl),
    read: async (path) => dataOf(await fetch(`${running.url}${path}`)),
    control: async (path, body = {}) =>
      dataOf(
        await fetch(`${running.url}/control/${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  };
}
