import { openDoors, openStore, sharedServers, type Store } from '../../test/faults/harness.js';
import type { ShopProcess } from '../../test/faults/shop-process.js';
import { freePort } from '../../test/free-port.js';
import { until } from '../../test/until.js';
import { createRequest } from './gateway-call.js';
import { startSideServer, type SideServer } from './side-server.js';

export interface Shop {
  store: Store;
  /** One for each web process. */
  urls: string[];
  /** Where the gateway is that costs next to nothing. */
  gatewayUrl: string;
  webs: ShopProcess[];
  close(): Promise<void>;
}

async function textOf(url: string, init: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`No template of the gateway: ${response.status} ${await response.text()}`);
  return response.text();
}

/** Starts the lean gateway with what the real stand-in, which must be running, answers once. */
async function startLeanGateway(store: Store): Promise<SideServer> {
  const base = store.setting('TRIPAY_BASE_URL');
  const request = createRequest(store, 'TEMPLATE');
  return startSideServer('lean-gateway.ts', {
    CHANNELS: await textOf(`${base}/merchant/payment-channel`, { headers: request.headers }),
    TEMPLATE: await textOf(`${base}/transaction/create`, request),
  });
}

const isOpen = (url: string) =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

interface Changes {
  nodeOptions?: string[];
  settings?: Record<string, string>;
}

/** A shop as it runs in production, with two web processes, on a gateway that leaves the processors to it. */
export async function openShop({ nodeOptions = [], settings = {} }: Changes = {}): Promise<Shop> {
  const store = await openStore(sharedServers(), { LOG_LEVEL: 'info', ...settings });
  await store.sandbox.start();
  await until('the gateway to answer', () => store.fromSandbox('/stats').then(Boolean, () => false));
  const gateway = await startLeanGateway(store);
  const gatewayUrl = `http://127.0.0.1:${gateway.port}`;
  const PORT = String(await freePort());
  const web = (changes: object) =>
    store.process('web', nodeOptions, { TRIPAY_BASE_URL: gatewayUrl, ...changes });
  const webs = [web({}), web({ PORT })];
  await openDoors(store, webs);
  const urls = [store.url, `http://127.0.0.1:${PORT}`];
  await until('the second web process to open', async () =>
    (await Promise.all(urls.map(isOpen))).every(Boolean),
  );
  const close = async () => {
    await store.close();
    await gateway.end();
  };
  return { store, urls, gatewayUrl, webs, close };
}
