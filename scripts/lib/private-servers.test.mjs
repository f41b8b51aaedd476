import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mariadbSettings, startMariadb } from './mariadb.mjs';
import { destroyInstance, runningInstance, stopInstance } from './private-instance.mjs';
import { startRedis } from './redis.mjs';
import { mariadbGreets, redisAnswers } from './wire.mjs';

describe('private servers', function () {
  this.timeout(180_000);
  let folder = '';
  const dir = (/** @type {string} */ name) => join(folder, name);
  before(() => (folder = mkdtempSync(join(tmpdir(), 'amanah servers-'))));
  after(async () => {
    await Promise.all(['mariadb', 'redis'].map((name) => destroyInstance(dir(name))));
    rmSync(folder, { recursive: true, force: true });
  });

  it('recover from a database folder that was only half made, start, and are found again', async () => {
    mkdirSync(join(dir('mariadb'), 'data.new'), { recursive: true });
    writeFileSync(join(dir('mariadb'), 'data.new', 'ibdata1'), 'half');
    const options = {
      dir: dir('mariadb'),
      statements: ['CREATE DATABASE IF NOT EXISTS amanah'],
      durable: false,
    };
    const first = await startMariadb(options);
    const second = await startMariadb(options);
    assert.deepEqual([first.found, second.found, second.port], [false, true, first.port]);
    assert.ok(existsSync(join(dir('mariadb'), 'data', 'amanah')));
  });

  it('come back on the same port after a stop', async () => {
    const options = { dir: dir('mariadb'), statements: [], durable: false };
    const { port } = await startMariadb(options);
    assert.equal(await stopInstance(dir('mariadb')), 'stopped');
    assert.equal(runningInstance(dir('mariadb')), null);
    assert.equal(await mariadbGreets(port), false);
    assert.equal((await startMariadb(options)).port, port);
  });

  it('say why they did not start, with the last words of the server', async () => {
    const broken = { dir: dir('broken'), statements: [], durable: true, bufferPool: 'nonsense' };
    await assert.rejects(startMariadb(broken), /MariaDB did not start\..*error\.log[^]*nonsense/);
  });

  it('answer only who knows the password', async () => {
    const { port } = await startRedis({ dir: dir('redis'), password: 'aabbcc', durable: true });
    assert.equal(await redisAnswers(port, 'aabbcc'), true);
    assert.equal(await redisAnswers(port, 'wrong'), false);
  });

  it('keep their temporary tables to themselves', () => {
    const settings = mariadbSettings({ dir: '/srv', statements: [], durable: false }, 3310);
    assert.match(settings, /^tmpdir=.*\/srv\/tmp/m);
  });

  it('of a store flush at every commit, keep UTC and listen on loopback only', () => {
    const settings = mariadbSettings({ dir: '/srv', statements: [], durable: true }, 3310);
    for (const line of [
      'innodb-flush-log-at-trx-commit=1',
      'default-time-zone=+00:00',
      'bind-address=127.0.0.1',
    ]) {
      assert.ok(settings.split('\n').includes(line), line);
    }
  });
});
