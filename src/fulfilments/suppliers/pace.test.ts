import assert from 'node:assert/strict';
import { newId } from '../../platform/ids.js';
import { createPace } from './pace.js';

describe('the pace of calls', () => {
  it("lets a second's worth through and sends the rest away for longer and longer", async () => {
    const pace = createPace(newId(), 3);
    const waits = await Promise.all(Array.from({ length: 12 }, pace));
    assert.deepEqual(waits.slice(0, 3), [0, 0, 0]);
    assert.ok(waits.slice(3).every((wait) => wait > 0));
    assert.ok((waits[11] ?? 0) - (waits[3] ?? 0) > 1_000, waits.join(' '));
  });
});
