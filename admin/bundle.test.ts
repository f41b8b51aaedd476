import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromRoot } from '../src/platform/root.js';
import { Components, componentLoader } from './components.js';

const run = promisify(execFile);

describe('the bundle of the console', () => {
  it('compiles every component into one file that holds no secret and no setting', async function () {
    this.timeout(240_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'console-bundle-'));
    try {
      const env = {
        ...process.env,
        NODE_ENV: 'production',
        ADMIN_JS_TMP_DIR: folder,
        ADMIN_JS_SKIP_BUNDLE: '',
      };
      await run(process.execPath, ['--import=tsx', fromRoot('admin', 'bundle.ts')], { env, cwd: fromRoot() });
      const bundle = readFileSync(path.join(folder, 'bundle.js'), 'utf8');
      for (const name of Object.keys(componentLoader.getComponents()))
        assert.ok(bundle.includes(`UserComponents.${name}=`), name);
      assert.ok(Object.keys(Components).length > 10);
      for (const secret of [
        process.env['SECRET_KEY'],
        process.env['DATABASE_URL'],
        process.env['TRIPAY_API_KEY'],
      ]) {
        assert.ok(secret && !bundle.includes(secret));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
