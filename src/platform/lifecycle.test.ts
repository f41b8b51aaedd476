import assert from 'node:assert/strict';
import { Lifecycle } from './lifecycle.js';

describe('Lifecycle', () => {
  it('stops in reverse, and a part that hangs or fails holds up no other', async () => {
    const lifecycle = new Lifecycle();
    const stopped: string[] = [];
    lifecycle.onStop('database', () => void stopped.push('database'));
    lifecycle.onStop('broken', () => Promise.reject(new Error('no')));
    lifecycle.onStop('hanging', () => new Promise(() => undefined), 20);
    lifecycle.onStop('web', () => void stopped.push('web'));
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    assert.deepEqual(stopped, ['web', 'database']);
  });
});
