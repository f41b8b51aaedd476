import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFresh, sourcesDigest } from './build.mjs';

describe('the build', () => {
  let project = '';
  let stamp = '';
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'amanah-build-'));
    stamp = join(project, 'stamp');
    mkdirSync(join(project, 'src', 'users'), { recursive: true });
    writeFileSync(join(project, 'src', 'users', 'user.ts'), 'export const a = 1;');
    writeFileSync(join(project, 'tsconfig.json'), '{}');
    writeFileSync(stamp, sourcesDigest(project));
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  const fresh = () => isFresh(stamp, sourcesDigest(project));

  it('is fresh while its sources are the same, whatever their times', () => {
    utimesSync(join(project, 'src', 'users', 'user.ts'), new Date(0), new Date(0));
    assert.equal(fresh(), true);
  });

  it('is stale once a source changes, appears or goes', () => {
    const changes = [
      () => writeFileSync(join(project, 'src', 'users', 'user.ts'), 'export const a = 2;'),
      () => writeFileSync(join(project, 'src', 'users', 'other.ts'), ''),
      () => rmSync(join(project, 'src', 'users', 'user.ts')),
      () => writeFileSync(join(project, 'tsconfig.json'), '{ }'),
    ];
    for (const change of changes) {
      writeFileSync(stamp, sourcesDigest(project));
      change();
      assert.equal(fresh(), false);
    }
  });

  it('does not depend on tests', () => {
    writeFileSync(join(project, 'src', 'users', 'user.test.ts'), 'it();');
    assert.equal(fresh(), true);
  });

  it('is stale when it was interrupted, since its stamp is written last', () => {
    rmSync(stamp);
    assert.equal(fresh(), false);
  });
});
