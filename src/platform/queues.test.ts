import assert from 'node:assert/strict';
import type { QueueName } from './jobs.js';
import { closeQueues, queue } from './queues.js';

const names: QueueName[] = ['payments', 'fulfilments', 'notifications', 'mail', 'maintenance'];

describe('the queues', () => {
  before(closeQueues);
  after(closeQueues);

  it('share their connections without Node taking their listeners for a leak', async () => {
    const warnings: string[] = [];
    const listen = ({ name, message }: Error) => warnings.push(`${name}: ${message}`);
    process.on('warning', listen);
    try {
      // As a worker does when it starts: all at once, before the connections stand.
      const working = names.map((name) => queue(name).process(() => Promise.resolve()));
      await Promise.all(names.map((name) => queue(name).isReady()));
      await closeQueues();
      await Promise.all(working);
    } finally {
      process.off('warning', listen);
    }
    assert.deepEqual(warnings, []);
  });
});
