import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from './process-identity.mjs';
import { readLock, takeStartLock } from './start-lock.mjs';

const gone = { pid: 1, identity: 'another boot:1' };

describe('the start lock', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amanah-lock-'));
    file = join(folder, 'start.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is taken, records the children, and is given back', async () => {
    const lock = await takeStartLock(file);
    assert.equal(lock.recovered, null);
    lock.recordChildren([{ name: 'web', ...gone }]);
    assert.equal(readLock(file)?.pid, process.pid);
    assert.deepEqual(readLock(file)?.children, [{ name: 'web', ...gone }]);
    lock.release();
    assert.equal(existsSync(file), false);
  });

  it('refuses a second start, names its process and says how to go on', async () => {
    await takeStartLock(file);
    await assert.rejects(
      takeStartLock(file),
      new RegExp(`already runs: process ${process.pid}.*kill ${process.pid}`),
    );
  });

  it('of a start that is gone is recovered, also when its number belongs to another process now', async () => {
    writeFileSync(
      file,
      JSON.stringify({ pid: process.pid, identity: 'another boot:1', started_at: '', children: [] }),
    );
    assert.deepEqual((await takeStartLock(file)).recovered, []);
  });

  it('that was cut off in the middle of writing is recovered', async () => {
    writeFileSync(file, '{"pid": 1');
    assert.deepEqual((await takeStartLock(file)).recovered, []);
  });

  it('ends the children that a killed start left running, and nobody else', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const left = { name: 'worker', pid: child.pid ?? 0, identity: identityOf(child.pid ?? 0) };
    const reused = { name: 'web', pid: process.pid, identity: 'another boot:1' };
    writeFileSync(file, JSON.stringify({ ...gone, started_at: '', children: [left, reused] }));
    assert.deepEqual((await takeStartLock(file)).recovered, ['worker']);
    assert.deepEqual(await ended, [null, 'SIGTERM']);
  });
});
