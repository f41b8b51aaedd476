import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { holderOf, portTaken, requireFreePort } from './port-holder.mjs';
import { freePort, isFree } from './ports.mjs';

/**
 * @param {(port: number) => Promise<void>} use
 * @param {string} [host]
 */
async function whileListening(use, host = '127.0.0.1') {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, host, () => resolve(null)));
  const address = server.address();
  try {
    await use(typeof address === 'object' && address ? address.port : 0);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a port that is taken', () => {
  it('is noticed on loopback and on every interface, and another is chosen', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0']) {
      await whileListening(async (port) => {
        assert.equal(await isFree(port), false);
        assert.notEqual(await freePort(port), port);
      }, host);
    }
  });

  it('is refused with one paragraph that names the holder, the variable and the command', async () => {
    await whileListening(async (port) => {
      const refusal = requireFreePort(port, 'PORT', 'the shop');
      await assert.rejects(refusal, (error) => {
        assert.ok(error instanceof Error);
        assert.equal(error.name, 'Failure');
        assert.ok(error.message.includes(`Port ${port} is taken`));
        assert.ok(error.message.includes(`PORT=${port + 1} npm start`));
        assert.ok(!error.message.includes('\n'));
        return true;
      });
    });
  });

  it('is traced to its process', async function () {
    if (process.platform !== 'linux') this.skip();
    await whileListening(async (port) =>
      assert.match(holderOf(port) ?? '', new RegExp(`process ${process.pid}`)),
    );
  });

  it('is said to belong to another process when the holder cannot be seen', () => {
    assert.match(
      portTaken(8090, 'SANDBOX_PORT', 'the sandbox', null),
      /Port 8090 is taken by another process/,
    );
  });

  it('is the preferred one again once it is free', async () => {
    const port = await freePort();
    assert.equal(await freePort(port), port);
  });
});
