import assert from 'node:assert/strict';
import { newId } from '../platform/ids.js';
import type { Who } from './definition.js';
import { publicPart } from './public-who.js';

const onList: Who = { code: 'segment', args: { segment_id: newId() } };
const regular: Who = { code: 'order_count', args: { least: 5 } };
const local: Who = { code: 'city', args: { cities: ['Bandung'] } };

describe('publicPart', () => {
  it('leaves lists and what somebody is not out of what all must hold', () => {
    const who: Who = { all: [onList, regular, { not: local }, { all: [local, onList] }] };
    assert.deepEqual(publicPart(who), { all: [regular, { all: [local] }] });
    assert.equal(publicPart({ all: [onList, { not: regular }] }), null);
  });

  it('says nothing of a group of which one is enough when one of them is not to be told', () => {
    assert.deepEqual(publicPart({ any: [regular, local] }), { any: [regular, local] });
    assert.deepEqual(publicPart({ all: [local, { any: [regular, onList] }] }), { all: [local] });
  });
});
