import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mountConsole, openStaffSockets } from '../admin/index.js';
import { createApp } from '../src/app.js';
import { openCustomerSockets } from '../src/notifications/index.js';
import { customerOfSocket } from '../src/pages/index.js';
import { system } from '../src/platform/actor.js';
import { config } from '../src/platform/config.js';
import { Lifecycle } from '../src/platform/lifecycle.js';
import { closeQueues } from '../src/platform/queues.js';
import { startRelay } from '../src/platform/relay.js';
import { closeSockets, openSockets } from '../src/platform/sockets.js';
import { inTransaction } from '../src/platform/unit-of-work.js';
import { startConsumers } from '../src/platform/worker.js';
import { seedCatalogue } from '../src/products/index.js';
import { openKeys } from '../src/users/index.js';
import { useSandbox, type Providers } from './sandbox.js';

export interface Shop extends Providers {
  url: string;
}

/** The web process as people meet it: console, pages, API and sockets at the address that the settings name. */
async function openWeb(lifecycle: Lifecycle): Promise<void> {
  await openKeys();
  const server = createServer(createApp(mountConsole));
  const sockets = await openSockets(server);
  lifecycle.onStop('customer sockets', openCustomerSockets(sockets, customerOfSocket));
  lifecycle.onStop('staff sockets', openStaffSockets(sockets));
  server.listen(Number(new URL(config.PUBLIC_URL).port), '127.0.0.1');
  await once(server, 'listening');
  lifecycle.onStop('web', async () => {
    await closeSockets();
    server.closeAllConnections();
    if ((server.address() as AddressInfo | null) !== null) server.close();
  });
}

/** Consumers and relay, running by themselves as the worker process runs them. */
function openWorker(lifecycle: Lifecycle): void {
  lifecycle.onStop('queues', closeQueues);
  lifecycle.onStop('consumers', startConsumers());
  const relay = startRelay();
  lifecycle.onStop('relay', () => relay.stop());
}

/** The whole shop in this process, stocked with the demo catalogue, for the tests of one `describe` block. */
export function useShop(): Shop {
  const lifecycle = new Lifecycle();
  const providers = useSandbox();
  before(async function () {
    this.timeout(60_000);
    await inTransaction(system('seed'), seedCatalogue);
    await openWeb(lifecycle);
    openWorker(lifecycle);
    providers.sendCallbacksTo(config.PUBLIC_URL);
  });
  after(() => lifecycle.stop());
  return { url: config.PUBLIC_URL, ...providers };
}

/** Has the bundle of the console made, once for the process, before any page of it is waited for. */
export function useConsoleBundle({ url }: Shop): void {
  before(async function () {
    this.timeout(240_000);
    const bundle = await fetch(`${url}/admin/frontend/assets/components.bundle.js`);
    if (!bundle.ok) throw new Error(`The console has no bundle: ${bundle.status}.`);
    await bundle.arrayBuffer();
  });
}
