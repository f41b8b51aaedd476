import assert from 'node:assert/strict';
import { z } from 'zod';
import { aStaff } from '../../test/factories/staff.js';
import { redisReady, withoutRedis } from '../../test/redis.js';
import { until } from '../../test/until.js';
import { system, type Staff } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { defineJob, queueNames, registerJobs } from '../platform/jobs.js';
import { closeQueues, emptyInRedis, redisCounts } from '../platform/queues.js';
import { relayOnce, startRelay, sweepOnce } from '../platform/relay.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { processDelivery, startConsumers } from '../platform/worker.js';
import { drainQueue, pauseQueue, resumeQueue } from './queues.js';

const runs = new Map<string, number>();
const job = defineJob({
  name: 'count-letter',
  queue: 'mail',
  schema: z.object({ mark: z.string() }),
  handle: ({ mark }) => Promise.resolve(void runs.set(mark, (runs.get(mark) ?? 0) + 1)),
});

const enqueue = async (count: number): Promise<string[]> => {
  const marks = Array.from({ length: count }, () => newId());
  await inTransaction(system('test'), async (uow) => marks.forEach((mark) => uow.enqueue(job, { mark })));
  return marks;
};

interface QueueRow {
  id: string;
  status: string;
  drained_at: Date | null;
}

async function mailQueue(): Promise<QueueRow> {
  const [row] = await query<QueueRow>("SELECT id, status, drained_at FROM work_queues WHERE name = 'mail'");
  assert.ok(row);
  return row;
}

const standing = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await query<{ status: string; n: string }>(
        "SELECT status, COUNT(*) AS n FROM outbox WHERE queue = 'mail' GROUP BY status",
      )
    ).map(({ status, n }) => [status, Number(n)]),
  );

const inRedis = async (): Promise<number | undefined> => (await redisCounts('mail'))?.waiting;

type Deed = typeof pauseQueue;

describe('a queue that is stuck', () => {
  let admin: Staff;
  const take = async (deed: Deed, actor = admin) => {
    const { id } = await mailQueue();
    await inTransaction(actor, (uow) => deed(uow, { queueId: id, reason: 'Antrean macet' }));
  };
  const works = async (marks: string[]): Promise<number[]> => {
    const stop = startConsumers();
    const relay = startRelay();
    try {
      await until('every job is done', async () => ((await standing())['DONE'] ?? 0) >= marks.length);
    } finally {
      await relay.stop();
      await stop();
      await closeQueues();
    }
    return marks.map((mark) => runs.get(mark) ?? 0);
  };

  before(async () => {
    registerJobs([job]);
    await redisReady();
    admin = await aStaff('admin');
  });
  beforeEach(async () => {
    await query("DELETE FROM outbox WHERE queue = 'mail'");
    assert.ok(await emptyInRedis('mail'));
  });
  afterEach(async () => {
    if ((await mailQueue()).status === 'PAUSED') await take(resumeQueue);
    await closeQueues();
  });

  it('S1.31 is paused, drained and resumed without any worker, and then every job is done once', async () => {
    const marks = await enqueue(30);
    await relayOnce();
    assert.equal(await inRedis(), 30);
    await take(pauseQueue);
    await take(drainQueue);
    assert.deepEqual(await redisCounts('mail'), { waiting: 0, active: 0 });
    assert.deepEqual(await standing(), { PENDING: 30 });
    assert.ok((await mailQueue()).drained_at);
    await relayOnce();
    assert.equal(await inRedis(), 0, 'a paused queue is handed nothing');
    await take(resumeQueue);
    assert.deepEqual(
      await works(marks),
      marks.map(() => 1),
    );
  });

  it('S1.31 does every job once also when it is resumed without having been drained', async () => {
    const marks = await enqueue(20);
    await relayOnce();
    await take(pauseQueue);
    await take(resumeQueue);
    assert.equal(await inRedis(), 20, 'what lies in Redis is void, and harmless');
    assert.deepEqual(
      await works(marks),
      marks.map(() => 1),
    );
  });

  it('begins no job while it is paused, though a worker was handed it', async () => {
    const [mark = ''] = await enqueue(1);
    await relayOnce();
    const [row] = await query<{ id: string }>("SELECT id FROM outbox WHERE queue = 'mail'");
    const delivery = { id: row?.id ?? '', attempt: 1, job: job.name, payload: { mark }, requestId: null };
    await take(pauseQueue);
    await processDelivery(delivery);
    assert.equal(runs.get(mark), undefined);
    await query("UPDATE outbox SET sent_at = sent_at - INTERVAL 1 MINUTE WHERE queue = 'mail'");
    await sweepOnce();
    assert.deepEqual(await standing(), { PENDING: 1 });
    await take(resumeQueue);
    await processDelivery(delivery);
    assert.equal(runs.get(mark), undefined, 'an old delivery stays void');
    assert.deepEqual(await works([mark]), [1]);
  });

  it('holds up no other queue', async () => {
    await take(pauseQueue);
    const other = defineJob({ ...job, name: 'count-other', queue: 'maintenance', schema: z.unknown() });
    registerJobs([other]);
    const mark = newId();
    await inTransaction(system('test'), async (uow) => uow.enqueue(other, { mark }, { uniqueKey: mark }));
    await relayOnce();
    const [row] = await query('SELECT status FROM outbox WHERE unique_key = ?', [mark]);
    assert.deepEqual(row, { status: 'SENT' });
    await query('DELETE FROM outbox WHERE unique_key = ?', [mark]);
  });

  it('is not drained while it runs, nor paused or resumed twice', async () => {
    await enqueue(1);
    await relayOnce();
    await assert.rejects(() => take(drainQueue), { code: 'queue_not_paused', status: 409 });
    assert.equal(await inRedis(), 1);
    await assert.rejects(() => take(resumeQueue), { code: 'illegal_transition' });
    await take(pauseQueue);
    await assert.rejects(() => take(pauseQueue), { code: 'illegal_transition' });
    await take(drainQueue);
    await take(drainQueue);
  });

  it('is not drained while Redis is away: nothing is taken back and nothing is claimed to be empty', async () => {
    await enqueue(1);
    await relayOnce();
    await take(pauseQueue);
    await withoutRedis(() =>
      assert.rejects(() => take(drainQueue), { code: 'dependency_unavailable', status: 503 }),
    );
    assert.deepEqual([await standing(), (await mailQueue()).drained_at], [{ SENT: 1 }, null]);
    assert.equal(await inRedis(), 1);
  });

  it('is for those alone who may manage queues', async () => {
    for (const role of ['finance', 'support', 'catalogue', 'viewer'] as const) {
      const person = await aStaff(role);
      for (const deed of [pauseQueue, drainQueue, resumeQueue])
        await assert.rejects(() => take(deed, person), { code: 'forbidden' });
    }
    assert.equal((await mailQueue()).status, 'RUNNING');
  });

  it('tells who did what, and why', async () => {
    const marks = await enqueue(2);
    await relayOnce();
    for (const deed of [pauseQueue, drainQueue, resumeQueue]) await take(deed);
    const { id } = await mailQueue();
    const deeds = await query<{ action: string; reason: string; actor_id: string; after: string | null }>(
      `SELECT action, reason, actor_id, JSON_VALUE(after_values, '$.taken_back') AS after FROM activity_logs
       WHERE subject_id = ? ORDER BY id DESC LIMIT 3`,
      [id],
    );
    const by = { reason: 'Antrean macet', actor_id: admin.id };
    assert.deepEqual(deeds.reverse(), [
      { action: 'queue.paused', ...by, after: null },
      { action: 'queue.drained', ...by, after: String(marks.length) },
      { action: 'queue.resumed', ...by, after: null },
    ]);
  });
});

describe('the queues of the store', () => {
  it('are those of the jobs, each with a row by which it can be paused', async () => {
    const rows = await query<{ name: string }>('SELECT name FROM work_queues');
    const names = rows.map(({ name }) => name);
    assert.deepEqual(
      queueNames().filter((name) => !names.includes(name)),
      [],
    );
  });
});
