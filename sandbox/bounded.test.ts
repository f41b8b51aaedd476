import assert from 'node:assert/strict';
import { BoundedList } from './bounded-list.js';
import { BoundedMap } from './bounded-map.js';

describe('BoundedList', () => {
  it('keeps the latest entries up to its limit', () => {
    const list = new BoundedList<number>(4);
    for (let n = 1; n <= 23; n += 1) list.add(n);
    assert.deepEqual(list.all(), [20, 21, 22, 23]);
    assert.deepEqual(list.newestFirst(2), [23, 22]);
  });
});

describe('BoundedMap', () => {
  it('forgets its oldest entry, and an update makes none older', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    assert.deepEqual([...map.keys()], ['b', 'c']);
  });
});
