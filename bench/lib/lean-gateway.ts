import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A gateway that verifies, stores and logs nothing, so that it takes next to nothing of the processors that the shop
// and the bare driver share with it. What it answers is the real stand-in's answer, with the names, the amount and the
// time of the request that it answers. Prints its port.

interface Wanted {
  merchant_ref: string;
  amount: number;
  expired_time: number;
}

interface Made {
  data: { reference: string; fee_customer: number };
}

const channels = process.env['CHANNELS'] ?? '';
const template = JSON.parse(process.env['TEMPLATE'] ?? '{}') as Made;

/** As long as a real one, and never given twice by one process. */
let made = 0;
const newReference = (): string => `DEV-T12345${String((made += 1)).padStart(11, '0')}`;

function answerTo({ merchant_ref, amount, expired_time }: Wanted): string {
  const { data } = template;
  const changes = {
    reference: newReference(),
    merchant_ref,
    amount: amount + data.fee_customer,
    expired_time,
  };
  return JSON.stringify({ ...template, data: { ...data, ...changes } });
}

function send(res: ServerResponse, text: string): void {
  res
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

function answer(req: IncomingMessage, res: ServerResponse): void {
  if (req.method === 'GET') return send(res, channels);
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => send(res, answerTo(JSON.parse(Buffer.concat(parts).toString()) as Wanted)));
}

const server = createServer(answer);
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
