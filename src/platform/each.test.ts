import assert from 'node:assert/strict';
import { forEachApart } from './each.js';

describe('forEachApart', () => {
  it('lets each have its turn, and throws the first failure at the end', async () => {
    const seen: number[] = [];
    const work = (item: number): Promise<void> => {
      seen.push(item);
      return item % 2 === 0 ? Promise.reject(new Error(`not ${item}`)) : Promise.resolve();
    };
    await assert.rejects(forEachApart([1, 2, 3, 4, 5], work), /not 2/);
    assert.deepEqual(seen, [1, 2, 3, 4, 5]);
    await forEachApart([1, 3], work);
  });
});
