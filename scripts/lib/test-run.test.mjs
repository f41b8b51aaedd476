import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCrash } from './mocha-run.mjs';
import { testEnvironment } from './test-environment.mjs';
import { filesOf } from './test-suites.mjs';

describe('the test command', () => {
  it('counts a suite that ended without counts as a failure', () => {
    assert.deepEqual(withCrash(null, 0), { passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a crash after the last passed test as a failure', () => {
    assert.deepEqual(withCrash({ passed: 5, failed: 0, skipped: 1 }, 7), {
      passed: 5,
      failed: 1,
      skipped: 1,
    });
    assert.deepEqual(withCrash({ passed: 5, failed: 2, skipped: 0 }, 2), {
      passed: 5,
      failed: 2,
      skipped: 0,
    });
  });

  it('finds the test files of a suite and skips folders that do not exist', () => {
    const project = mkdtempSync(join(tmpdir(), 'amanah-suite-'));
    mkdirSync(join(project, 'test', 'browser'), { recursive: true });
    for (const name of ['test/a.test.ts', 'test/setup.ts', 'test/browser/b.test.ts'])
      writeFileSync(join(project, name), '');
    const places = [
      { folder: 'test', suffix: '.test.ts', deep: false },
      { folder: 'src', suffix: '.test.ts', deep: true },
    ];
    assert.deepEqual(filesOf({ name: 'unit', places }, project), [join(project, 'test', 'a.test.ts')]);
    rmSync(project, { recursive: true, force: true });
  });

  it('never hands the addresses of this terminal to a test', () => {
    const own = { PATH: '/usr/bin', DATABASE_URL: 'mysql://live', DIGIFLAZZ_API_KEY: 'live', PORT: '8000' };
    const env = testEnvironment({ REDIS_URL: 'redis://test' }, '/usr/bin/chromium', own);
    assert.deepEqual([env.DATABASE_URL, env.DIGIFLAZZ_API_KEY, env.PORT], [undefined, undefined, undefined]);
    assert.deepEqual(
      [env.PATH, env.REDIS_URL, env.CHROMIUM_PATH],
      ['/usr/bin', 'redis://test', '/usr/bin/chromium'],
    );
  });
});
