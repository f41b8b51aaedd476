import type { Server } from 'node:http';
import { config } from '../src/platform/config.js';
import { testApp } from './app.js';
import { useSandbox, type Providers } from './sandbox.js';

/** Listens with the whole web application, so that the providers' callbacks arrive as they would in life. */
export function useShopFloor(): Providers {
  const providers = useSandbox();
  let server: Server;
  before(async () => {
    server = testApp().listen(Number(new URL(config.PUBLIC_URL).port), '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    providers.sendCallbacksTo(config.PUBLIC_URL);
  });
  after(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return providers;
}
