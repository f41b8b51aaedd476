import assert from 'node:assert/strict';
import { phpJson } from './php-json.js';

describe('phpJson', () => {
  it('escapes slashes and everything beyond ASCII as PHP does', () => {
    assert.equal(
      phpJson({ 'a/b': 'Café é 😀 \u007f"\\' }),
      '{"a\\/b":"Caf\\u00e9 \\u00e9 \\ud83d\\ude00 \u007f\\"\\\\"}',
    );
  });

  it('reads back as what was written', () => {
    const value = { url: 'https://toko.example/ä', list: [1, null, true] };
    assert.deepEqual(JSON.parse(phpJson(value)), value);
  });
});
