import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callProvider, type ProviderReply } from './provider-call.js';

describe('callProvider', () => {
  const providers: Server[] = [];
  afterEach(() => {
    for (const provider of providers.splice(0)) {
      provider.closeAllConnections();
      provider.close();
    }
  });

  async function call(listener: RequestListener, timeoutMs = 10_000): Promise<ProviderReply> {
    const provider = createServer(listener).listen(0, '127.0.0.1');
    providers.push(provider);
    await once(provider, 'listening');
    const { port } = provider.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/pay`;
    return callProvider({ provider: 'test', call: 'test', url, body: { amount: 1 }, timeoutMs });
  }

  const reasonOf = (reply: ProviderReply) => (reply.kind === 'unknown' ? reply.reason : reply);

  it('brings back status and JSON, whatever the status says', async () => {
    const reply = await call((_req, res) => void res.writeHead(500).end('{"success":false}'));
    assert.deepEqual(reply, {
      kind: 'answer',
      status: 500,
      body: { success: false },
      text: '{"success":false}',
    });
  });

  it('calls it unknown when no answer comes in time, or only half of one', async () => {
    assert.equal(reasonOf(await call(() => undefined, 50)), 'timeout');
    const half = await call((_req, res) => void res.writeHead(200).write('{"success":'), 50);
    assert.equal(reasonOf(half), 'timeout');
  });

  it('calls it unknown when the connection breaks or nobody listens', async () => {
    assert.equal(reasonOf(await call((req) => void req.socket.destroy())), 'UND_ERR_SOCKET');
    const nobody = { provider: 'test', call: 'test', url: 'http://127.0.0.1:1/', timeoutMs: 5_000 };
    assert.equal(reasonOf(await callProvider(nobody)), 'ECONNREFUSED');
  });

  it('calls it unknown when the answer is no JSON', async () => {
    assert.equal(reasonOf(await call((_req, res) => void res.end('<html>'))), 'unreadable');
  });

  it('follows no redirect, because our key must not travel to another address', async () => {
    const asked: (string | undefined)[] = [];
    const reply = await call((req, res) => {
      asked.push(req.url);
      res.writeHead(307, { location: '/elsewhere' }).end('{"success":true}');
    });
    assert.equal(reasonOf(reply), 'redirected');
    assert.deepEqual(asked, ['/pay']);
  });
});
