import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fromRoot } from '../src/platform/root.js';
import { until } from '../test/until.js';
import { bearer, call, createBody, post, secrets } from './testing/callers.js';

const environment = {
  PATH: process.env.PATH,
  APP_ENV: 'test',
  SANDBOX_PORT: '0',
  SANDBOX_SMTP_PORT: '0',
  PUBLIC_URL: 'http://127.0.0.1:1',
  TRIPAY_API_KEY: secrets.tripay.apiKey,
  TRIPAY_PRIVATE_KEY: secrets.tripay.privateKey,
  TRIPAY_MERCHANT_CODE: secrets.tripay.merchantCode,
  DIGIFLAZZ_USERNAME: secrets.digiflazz.username,
  DIGIFLAZZ_API_KEY: secrets.digiflazz.apiKey,
  DIGIFLAZZ_WEBHOOK_SECRET: secrets.digiflazz.webhookSecret,
};

function start(changes: Record<string, string> = {}): ChildProcess & { words: Promise<string> } {
  const child = spawn(process.execPath, ['--import=tsx', fromRoot('sandbox/main.ts')], {
    cwd: fromRoot(),
    env: { ...environment, ...changes },
  });
  const words = new Promise<string>((resolve) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('close', () => resolve(text));
  });
  return Object.assign(child, { words });
}

describe('the sandbox process', function () {
  this.timeout(120_000);

  it('refuses to start in production with a clear word and exit code 1', async () => {
    const child = start({ APP_ENV: 'production' });
    assert.match(await child.words, /refuses to start in production/);
    assert.equal(child.exitCode, 1);
  });

  it('names a port that is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const child = start({ SANDBOX_PORT: String(port) });
    assert.match(await child.words, new RegExp(`port ${port} is already in use`));
    assert.equal(child.exitCode, 1);
    squatter.close();
  });

  it('ends when asked to, although a caller is being kept waiting', async () => {
    const child = start();
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const url = /http:\/\/[\d.:]+/.exec(line.toString())?.[0] ?? '';
    await post(`${url}/control/tripay`, { mode: 'hang' });
    const kept = assert.rejects(post(`${url}/tripay/transaction/create`, createBody(), { headers: bearer }));
    const log = async () => (await call<{ data: unknown[] }>(`${url}/log`)).body.data;
    await until('the call to arrive', async () => (await log()).length > 0);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
    await kept;
  });
});
