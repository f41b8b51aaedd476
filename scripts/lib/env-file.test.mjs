import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatEnv, parseEnv, readEnvFile, writeEnvFile } from './env-file.mjs';

describe('env files', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'amanah-env-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('read comments, blank lines, exports and quotes', () => {
    const text = '# a comment\n\nexport A=1\nB = two words \nC="with # inside"\nD=\'single\'\nE=\r\n';
    assert.deepEqual(parseEnv(text), { A: '1', B: 'two words', C: 'with # inside', D: 'single', E: '' });
  });

  it('keep an equals sign that belongs to the value', () => {
    assert.deepEqual(parseEnv('URL=http://x/?a=b&c=d'), { URL: 'http://x/?a=b&c=d' });
  });

  it('refuse a line that is no setting, with its number', () => {
    assert.throws(() => parseEnv('A=1\nthis is not a setting'), /line 2/);
    assert.throws(() => parseEnv('A="open'), /line 1 has an unclosed quote/);
  });

  it('come back as they were written', () => {
    const env = {
      PLAIN: 'abc-123',
      URL: 'redis://:p@127.0.0.1:1/0',
      NAME: 'Amanah <a@b.test>',
      HASH: 'a#b',
      EMPTY: '',
      QUOTE: "it's",
    };
    assert.deepEqual(parseEnv(formatEnv(env, 'a comment\nof two lines')), env);
  });

  it('are readable by their owner only and leave no draft behind', () => {
    const file = join(folder, 'demo.env');
    writeFileSync(file, 'OLD=1\n', { mode: 0o644 });
    writeEnvFile(file, { NEW: '2' });
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readEnvFile(file), { NEW: '2' });
    assert.deepEqual(readdirSync(folder), ['demo.env']);
  });

  it('are empty when they do not exist, and name themselves when they are broken', () => {
    assert.deepEqual(readEnvFile(join(folder, 'none.env')), {});
    writeFileSync(join(folder, 'broken.env'), 'broken');
    assert.throws(() => readEnvFile(join(folder, 'broken.env')), /broken\.env: line 1/);
  });
});
