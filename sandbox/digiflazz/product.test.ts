import assert from 'node:assert/strict';
import { isInCutOff } from './product.js';
import { testProducts } from './test-products.js';

/** The moment of a Jakarta time of day. */
function at(time: string): number {
  return Date.parse(`2026-01-31T${time}:00+07:00`);
}

describe('cut-off', () => {
  const [product] = testProducts;
  assert.ok(product);
  const closed = (start: string, end: string, time: string) =>
    isInCutOff({ ...product, cutOff: { start, end } }, at(time));

  it('lasts from its start to just before its end', () => {
    assert.deepEqual(
      ['07:59', '08:00', '08:59', '09:00'].map((time) => closed('08:00', '09:00', time)),
      [false, true, true, false],
    );
  });

  it('may cross midnight', () => {
    const times = ['23:44', '23:45', '00:00', '00:14', '00:15', '12:00'];
    assert.deepEqual(
      times.map((time) => closed('23:45', '00:15', time)),
      [false, true, true, true, false, false],
    );
  });

  it('is absent when both ends are equal', () => {
    assert.equal(closed('00:00', '00:00', '00:00'), false);
  });
});
