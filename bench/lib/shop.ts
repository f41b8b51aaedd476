import { openDoors, openStore, sharedServers, type Store } from '../../test/faults/harness.js';
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

/** A shop as it runs in production, with two web processes, on a gateway that leaves the processors to it. */
export async function openShop(nodeOptions: string[] = []): Promise<Shop> {
  const store = await openStore(sharedServers(), { LOG_LEVEL: 'info' });
  await store.sandbox.start();
  await until('the gateway to answer', () => store.fromSandbox('/stats').then(Boolean, () => false));
  const gateway = await startLeanGateway(store);
  const gatewayUrl = `http://127.0.0.1:${gateway.port}`;
  const PORT = String(await freePort());
  const web = (changes: object) =>
    store.process('web', nodeOptions, { TRIPAY_BASE_URL: gatewayUrl, ...changes });
  await openDoors(store, [web({}), web({ PORT })]);
  const urls = [store.url, `http://127.0.0.1:${PORT}`];
  await until('the second web process to open', async () =>
    (await Promise.all(urls.map(isOpen))).every(Boolean),
  );
  const close = async () => {
    await store.close();
    await gateway.end();
  };
  return { store, urls, gatewayUrl, close };
}
