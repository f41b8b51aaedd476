import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TripayGateway } from './tripay.js';

describe('TripayGateway', () => {
  let server: Server;
  let calls = 0;
  let status = 500;

  before(async () => {
    server = createServer((_req, res) => {
      calls += 1;
      res.statusCode = status;
      res.end('{"success":false,"message":"no"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    calls = 0;
    status = 500;
  });

  const gatewayHere = () =>
    new TripayGateway({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      apiKey: 'DEV-contoh',
      privateKey: 'kunci-contoh',
      openMethods: [],
      merchantCode: 'T12345',
      callbackUrl: 'http://127.0.0.1:9/callback',
      shopEmail: 'toko@contoh.test',
      timeoutMs: 10_000,
    });

  it('is left alone after it failed five times in a row', async () => {
    const gateway = gatewayHere();
    for (let call = 0; call < 5; call += 1)
      assert.deepEqual(await gateway.detail('T1'), { kind: 'unknown', reason: 'http_500' });
    assert.equal(gateway.isResting, true);
    assert.deepEqual(await gateway.detail('T1'), { kind: 'unknown', reason: 'resting' });
    assert.equal(calls, 5);
  });

  it('is asked on after a success in between; refusals are answers', async () => {
    const gateway = gatewayHere();
    for (const next of [500, 500, 500, 500, 400, 500, 404, 500]) {
      status = next;
      await gateway.detail('T1');
    }
    assert.equal(gateway.isResting, false);
    assert.equal(calls, 8);
  });
});
