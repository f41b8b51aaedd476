import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { pauseQueue, resumeQueue } from '../staff/index.js';
import { watchPausedQueues } from './paused-queues.js';

const watch = () => inTransaction(system('test'), watchPausedQueues);

const alerts = async (): Promise<number[]> =>
  (
    await query<{ occurrences: number }>(
      "SELECT occurrences FROM alerts WHERE open_key = 'queue_paused:notifications'",
    )
  ).map(({ occurrences }) => Number(occurrences));

const passMinutes = (minutes: number) =>
  query("UPDATE work_queues SET paused_at = paused_at - INTERVAL ? MINUTE WHERE name = 'notifications'", [
    minutes,
  ]);

describe('a paused queue', () => {
  it('S1.31 raises one alert after a quarter of an hour, which closes when it is resumed', async () => {
    const admin = await aStaff('admin');
    const [row] = await query<{ id: string }>("SELECT id FROM work_queues WHERE name = 'notifications'");
    const deed = { queueId: row?.id ?? '', reason: 'Antrean macet' };
    await inTransaction(admin, (uow) => pauseQueue(uow, deed));
    await passMinutes(14);
    await watch();
    assert.deepEqual(await alerts(), []);
    await passMinutes(2);
    await watch();
    await watch();
    assert.deepEqual(await alerts(), [1]);
    await inTransaction(admin, (uow) => resumeQueue(uow, deed));
    assert.deepEqual(await alerts(), []);
    await watch();
    assert.deepEqual(await alerts(), []);
  });
});
