import assert from 'node:assert/strict';
import { z } from 'zod';
import { pageQuery } from './paging.js';

const limitOf = (limit?: string) => z.strictObject(pageQuery).safeParse({ limit }).data?.limit;

describe('the size of a page', () => {
  it('is a whole number from 1 to 100, and 20 when nobody asks', () => {
    assert.deepEqual([limitOf(), limitOf('1'), limitOf('007'), limitOf('100')], [20, 1, 7, 100]);
  });

  it('is written in plain digits', () => {
    for (const odd of ['0', '101', '1e2', '0x10', ' 5', '5.0', '-1', '', 'Infinity'])
      assert.equal(limitOf(odd), undefined, odd);
  });
});
