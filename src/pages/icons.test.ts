import assert from 'node:assert/strict';
import { icon } from './icons.js';

describe('icon', () => {
  it('shows a gift for names without a drawing, also those that every object has', () => {
    for (const name of ['nothing', 'constructor', '__proto__', 'toString'])
      assert.equal(icon(name), icon('gift'), name);
    assert.notEqual(icon('phone'), icon('gift'));
  });
});
