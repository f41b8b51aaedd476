import assert from 'node:assert/strict';
import type { Request } from 'express';
import { config } from '../src/platform/config.js';
import { aDesk, urlOf, useConsole } from '../test/console.js';
import { isOurs } from './gate.js';

describe('words that every object has', () => {
  useConsole();

  it('name no action and no stage', async () => {
    const owner = await aDesk('owner');
    for (const word of ['constructor', '__proto__', 'toString']) {
      assert.equal((await owner.get(urlOf.record('Product', '1', word))).status, 404, word);
      const { status, body } = await owner.get(urlOf.list('AlertNote', `?filters.stage=${word}`));
      assert.deepEqual([status, body.notice?.message], [200, 'filterRefused'], word);
    }
  });
});

describe('where a change comes from', () => {
  const request = { protocol: 'http', get: () => 'evil.test' } as unknown as Request;

  it('is not vouched for by the Host header in production', () => {
    assert.equal(isOurs(request, 'http://evil.test', true), false);
    assert.equal(isOurs(request, 'http://evil.test', false), true);
    assert.equal(isOurs(request, new URL(config.PUBLIC_URL).origin, true), true);
  });
});
