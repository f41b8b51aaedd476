import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findProgram, run } from './lib/commands.mjs';
import { parseEnv } from './lib/env-file.mjs';
import { inProject, root } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';

const compose = findProgram('docker-compose');
const nginx = findProgram('nginx');
const example = parseEnv(readFileSync(inProject('.env.example'), 'utf8'));

/**
 * What a server says once it listens.
 * @param {string} address
 */
async function answerOf(address) {
  for (let left = 50; left > 0; left -= 1) {
    try {
      return await fetch(address);
    } catch {
      await setTimeout(100);
    }
  }
  throw new Error(`nothing listens at ${address}`);
}

describe('the production shape', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'amanah-deployment-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** @param {Record<string, string>} settings */
  const composeWith = (settings) => {
    const file = join(folder, '.env');
    writeFileSync(
      file,
      Object.entries(settings)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    );
    const environment = { PATH: process.env.PATH };
    return run(compose ?? '', ['--env-file', file, '-f', inProject('docker-compose.yml'), 'config'], {
      cwd: root,
      env: environment,
    });
  };

  const filledExample = () =>
    Object.fromEntries(Object.entries(example).map(([key, value]) => [key, value || 'x'.repeat(40)]));

  it('composes once every empty value of .env.example is filled in', async function () {
    if (!compose) this.skip();
    const { code, output } = await composeWith(filledExample());
    assert.equal(code, 0, output);
    for (const service of [
      'nginx',
      'web-1',
      'web-2',
      'worker',
      'scheduler',
      'migrate',
      'keys',
      'mysql',
      'redis',
    ]) {
      assert.match(output, new RegExp(`^  ${service}:$`, 'm'));
    }
  });

  for (const secret of [
    'SECRET_KEY',
    'DATABASE_PASSWORD',
    'REDIS_PASSWORD',
    'TRIPAY_PRIVATE_KEY',
    'DIGIFLAZZ_API_KEY',
  ]) {
    it(`refuses to start without ${secret}, which has no default`, async function () {
      if (!compose) this.skip();
      const { code, output } = await composeWith({ ...filledExample(), [secret]: '' });
      assert.notEqual(code, 0);
      assert.ok(output.includes(secret), output);
    });
  }

  it('ships no secret in .env.example', () => {
    const secrets = Object.entries(example).filter(([key]) =>
      /KEY$|KEY_PREVIOUS$|SECRET|PASSWORD|TOKEN|_URL$/.test(key),
    );
    const given = secrets.filter(([, value]) => value !== '').map(([key]) => key);
    assert.deepEqual(given, ['PUBLIC_URL', 'TRIPAY_BASE_URL', 'DIGIFLAZZ_BASE_URL']);
  });

  it('has a front server that writes down no tokens and no queries', async function () {
    if (!nginx) this.skip();
    const port = await freePort();
    const [log, errors] = [join(folder, 'access.log'), join(folder, 'error.log')];
    const file = join(folder, 'log.conf');
    const settings = readFileSync(inProject('docker', 'nginx.conf'), 'utf8')
      .replaceAll(/web-[12]:8000/g, '127.0.0.1:9')
      .replace('/dev/stdout', log)
      .replaceAll('/dev/stderr', errors)
      .replace('/tmp/nginx.pid', join(folder, 'log.pid'))
      .replace('listen 8000', `listen 127.0.0.1:${port}`);
    writeFileSync(file, settings);
    const server = spawn(nginx ?? '', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' });
    try {
      for (const path of [
        '/refund-claims/s3cret',
        '/login?next=/refund-claims/s3cret',
        '/track?phone=0812',
        '/orders/1',
      ])
        await answerOf(`http://127.0.0.1:${port}${path}`);
    } finally {
      server.kill('SIGQUIT');
      await once(server, 'exit');
    }
    const written = readFileSync(log, 'utf8');
    assert.match(written, /"GET \/refund-claims\/\[token\] HTTP\/1\.1" 502/);
    assert.match(written, /"GET \/track HTTP/);
    assert.match(written, /"GET \/orders\/1 HTTP/);
    assert.match(written, /upstream 127\.0\.0\.1:9/);
    assert.doesNotMatch(written + readFileSync(errors, 'utf8'), /s3cret|0812/);
  });

  it('has a front server whose settings nginx accepts', async function () {
    if (!nginx) this.skip();
    const file = join(folder, 'nginx.conf');
    // The names of the containers and the streams of a container do not exist here.
    const settings = readFileSync(inProject('docker', 'nginx.conf'), 'utf8')
      .replaceAll(/web-[12]:8000/g, '127.0.0.1:8000')
      .replaceAll(/\/dev\/std(out|err)/g, join(folder, 'nginx.log'))
      .replace('/tmp/nginx.pid', join(folder, 'nginx.pid'));
    writeFileSync(file, settings);
    const { code, output } = await run(nginx ?? '', ['-t', '-c', file]);
    assert.equal(code, 0, output);
  });
});
