import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.js';
import { openSmtp, type Smtp } from './mail/smtp.js';
import { usual, type SandboxOptions } from './options.js';
import { openProviders, type Providers } from './providers.js';

/** Running stand-ins for the payment gateway, the supplier and the mail server. */
export interface Sandbox {
  /** For example `http://127.0.0.1:8090`; the gateway lies under `/tripay`, the supplier under `/digiflazz`. */
  url: string;
  smtpPort: number;
  /** Names the shop that receives callbacks and webhooks from now on. */
  sendCallbacksTo(shopUrl: string): void;
  /** Stops listening, cuts open connections and calls off everything that was still to come. */
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = usual.host, port = usual.port, smtpPort = usual.smtpPort } = options;
  const providers = openProviders(options);
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  const url = options.url?.replace(/\/$/, '') ?? urlOf(server, host);
  server.on(
    'request',
    createApp(providers, { url, apiKey: options.tripay.apiKey, secrets: options.digiflazz }),
  );
  const smtp = await openMail(server, () =>
    openSmtp({ host, port: smtpPort }, providers.mailbox, providers.mailBehaviour),
  );
  const sweep = setInterval(
    () => void providers.gateway.expireDue(),
    options.expireEveryMs ?? usual.expireEveryMs,
  );
  return {
    url,
    smtpPort: smtp.port,
    sendCallbacksTo: (shopUrl) => (providers.shop.url = shopUrl),
    close: () => closeAll(providers, server, smtp, sweep),
  };
}

/** Half a sandbox is none: if the mail port is taken, the other one is given back. */
async function openMail(server: Server, open: () => Promise<Smtp>): Promise<Smtp> {
  try {
    return await open();
  } catch (error) {
    server.close();
    throw error;
  }
}

/** An address to listen on everywhere is none to call, so loopback stands in for it. */
function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
}

async function closeAll(
  providers: Providers,
  server: Server,
  smtp: Smtp,
  sweep: NodeJS.Timeout,
): Promise<void> {
  clearInterval(sweep);
  providers.clock.stop();
  providers.timers.cancelAll();
  providers.courier.close();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await Promise.all([closed, smtp.close()]);
}
