import assert from 'node:assert/strict';
import { Shutdown } from './shutdown.mjs';

describe('the shutdown', () => {
  it('undoes the steps in reverse order, once, however often it is asked', async () => {
    /** @type {string[]} */
    const undone = [];
    const shutdown = new Shutdown();
    for (const name of ['database', 'processes']) shutdown.add(() => void undone.push(name));
    await Promise.all([shutdown.run(), shutdown.run()]);
    assert.deepEqual(undone, ['processes', 'database']);
  });

  it('undoes the other steps when one cannot be undone', async () => {
    /** @type {string[]} */
    const undone = [];
    const shutdown = new Shutdown();
    shutdown.add(() => void undone.push('database'));
    shutdown.add(() => Promise.reject(new Error('the disk is gone')));
    await shutdown.run();
    assert.deepEqual(undone, ['database']);
  });

  it('keeps a later step from beginning', async () => {
    const shutdown = new Shutdown();
    shutdown.refuseOnceBegun();
    await shutdown.run();
    assert.throws(() => shutdown.refuseOnceBegun(), { name: 'Failure' });
  });
});
