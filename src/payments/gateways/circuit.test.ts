import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Circuit } from './circuit.js';

describe('Circuit', () => {
  let server: Server;
  let calls = 0;
  let status = 500;

  before(async () => {
    server = createServer((_req, res) => {
      calls += 1;
      res.statusCode = status;
      res.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());
  beforeEach(() => {
    calls = 0;
    status = 500;
  });

  const call = (circuit: Circuit) =>
    circuit.call({
      provider: 'test',
      call: 'test',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      timeoutMs: 1_000,
    });

  it('stops calling a provider that failed five times in a row', async () => {
    const circuit = new Circuit();
    for (let i = 0; i < 5; i += 1) assert.equal((await call(circuit)).kind, 'answer');
    assert.equal(circuit.isResting, true);
    assert.deepEqual(await call(circuit), { kind: 'unknown', reason: 'resting' });
    assert.equal(calls, 5);
  });

  it('goes on after a success in between, and takes refusals for answers', async () => {
    const circuit = new Circuit();
    for (const next of [500, 500, 500, 500, 400, 500, 404, 500]) {
      status = next;
      await call(circuit);
    }
    assert.equal(circuit.isResting, false);
    assert.equal(calls, 8);
  });
});
