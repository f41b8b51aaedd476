import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
}

/** A shop that writes down every callback and answers as it is told. */
export interface Shop {
  url: string;
  received: Received[];
  /** What the next callbacks are answered with. */
  answer: { status: number; body: string };
  /** The next callback nobody has asked for yet. */
  next(): Promise<Received>;
  close(): Promise<void>;
}

export const understood = { status: 200, body: '{"success":true}' };

export async function openShop(): Promise<Shop> {
  const waiting: ((received: Received) => void)[] = [];
  const unread: Received[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const received = {
        path: req.url ?? '',
        headers: req.headers,
        raw: Buffer.concat(chunks).toString('utf8'),
      };
      shop.received.push(received);
      res.writeHead(shop.answer.status).end(shop.answer.body);
      const reader = waiting.shift();
      if (reader) reader(received);
      else unread.push(received);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const shop: Shop = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer: understood,
    next: () => {
      const first = unread.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return shop;
}
