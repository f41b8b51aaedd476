import assert from 'node:assert/strict';
import {
  aDesk,
  performAtDesk,
  urlOf,
  useConsole,
  visit,
  type Answer,
  type Desk,
} from '../../test/console.js';
import { redisReady, withoutRedis } from '../../test/redis.js';
import { anOutboxRow, removeBareRows } from '../../test/factories/reports.js';
import { clock } from '../../src/platform/clock.js';
import { query } from '../../src/platform/database.js';
import { beat, newSelf } from '../../src/platform/heartbeats.js';
import { forgetRedisErrors, noteRedisError } from '../../src/platform/redis-errors.js';
import { queueDeskPage } from './queue-desk.js';
import type { QueueDeskData, QueueState } from './components/queue-desk-data.js';

const page = '/admin/api/pages/queueDesk';

const read = async (desk: Desk): Promise<QueueDeskData> =>
  (await desk.get(page)).body as unknown as QueueDeskData;

const said = ({ body, text }: Answer) => body.notice?.message ?? text;
const reason = 'Antrean macet sejak pagi';

describe('the queue desk', () => {
  useConsole();
  let admin: Desk;
  const payments = async (): Promise<QueueState> => {
    const found = (await read(admin)).queues.find(({ name }) => name === 'payments');
    assert.ok(found);
    return found;
  };
  const take = async (deed: string, desk = admin): Promise<string> =>
    said(await performAtDesk(desk, 'WorkQueue', (await payments()).id, deed, { reason }));

  before(async () => {
    await redisReady();
    admin = await aDesk('admin');
  });
  beforeEach(forgetRedisErrors);
  afterEach(async () => {
    forgetRedisErrors();
    await removeBareRows();
    await query('DELETE FROM heartbeats');
    await query("UPDATE work_queues SET status = 'RUNNING'");
  });

  it('S1.30 shows every process, and which of them is in trouble with Redis', async () => {
    await beat(newSelf(['web', 'scheduler']));
    noteRedisError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    await beat(newSelf(['worker']));
    const { kinds, redis } = await read(admin);
    assert.equal(redis, 'up');
    assert.deepEqual(
      kinds.map(({ kind, condition }) => [kind, condition]),
      [
        ['web', 'ok'],
        ['worker', 'degraded'],
        ['scheduler', 'ok'],
      ],
    );
    const worker = kinds[1]?.processes[0];
    assert.deepEqual([worker?.redis_errors, worker?.redis_error], [1, 'ECONNREFUSED']);
  });

  it('S1.30 needs no Redis for what it shows', async () => {
    await withoutRedis(async () => {
      await beat(newSelf(['worker']));
      const { redis, kinds, queues } = (await queueDeskPage({}, undefined)) as unknown as QueueDeskData;
      assert.equal(redis, 'down');
      assert.equal(kinds[1]?.processes[0]?.redis_up, false);
      assert.ok(queues.length >= 5 && queues.every(({ in_redis: count }) => count === null));
    });
  });

  it('counts what waits, runs, is put off and has failed, and how long the oldest has waited', async () => {
    await query("DELETE FROM outbox WHERE queue = 'payments'");
    const at = (minutes: number) => new Date(clock.wall().getTime() + minutes * 60_000);
    const job = { queue: 'payments' };
    await anOutboxRow({ ...job, availableAt: at(-3) });
    await anOutboxRow({ ...job, status: 'SENT', availableAt: at(-1) });
    await anOutboxRow({ ...job, status: 'SENT', availableAt: at(-1), leasedUntil: at(1) });
    await anOutboxRow({ ...job, availableAt: at(9) });
    await anOutboxRow({ ...job, status: 'DEAD', availableAt: at(-60) });
    const { waiting, running, delayed, dead, oldest_at: oldest } = await payments();
    assert.deepEqual({ waiting, running, delayed, dead }, { waiting: 2, running: 1, delayed: 1, dead: 1 });
    assert.equal(Math.round((clock.wall().getTime() - Date.parse(oldest ?? '')) / 60_000), 3);
  });

  it('S1.31 leads from pause over drain to resume, and tells who paused it and why', async () => {
    assert.equal(await take('pauseQueue'), 'done_pauseQueue');
    const paused = await payments();
    assert.deepEqual(
      [paused.status, paused.paused_by, paused.pause_reason],
      ['PAUSED', admin.account.name, reason],
    );
    assert.equal(await take('drainQueue'), 'done_drainQueue');
    assert.ok((await payments()).drained_at);
    assert.equal(await take('resumeQueue'), 'done_resumeQueue');
    assert.equal((await payments()).status, 'RUNNING');
  });

  it('S1.31 refuses to drain a queue that runs, and a deed without a reason', async () => {
    const { id } = await payments();
    const tooSoon = await admin.post(urlOf.record('WorkQueue', id, 'drainQueue'), {
      reason,
      expected: 'RUNNING',
    });
    assert.equal(said(tooSoon), 'problem_changed_meanwhile');
    const silent = await admin.post(urlOf.record('WorkQueue', id, 'pauseQueue'), { expected: 'RUNNING' });
    assert.ok(silent.body.record?.errors?.['reason'], silent.text);
    assert.equal((await payments()).status, 'RUNNING');
  });

  it('S1.31 lets the second of two who pause it know that a colleague was faster', async () => {
    const { id } = await payments();
    const form = { reason, expected: 'RUNNING' };
    const answers = await Promise.all([
      admin.post(urlOf.record('WorkQueue', id, 'pauseQueue'), form),
      admin.post(urlOf.record('WorkQueue', id, 'pauseQueue'), form),
    ]);
    assert.deepEqual(answers.map(said).sort(), ['done_pauseQueue', 'problem_changed_meanwhile']);
  });

  it('is for nobody without the right to it, and not for strangers', async () => {
    for (const role of ['finance', 'support', 'catalogue', 'viewer'] as const) {
      const desk = await aDesk(role);
      assert.deepEqual((await desk.get(page)).body, { forbidden: true });
      const { id } = await payments();
      for (const deed of ['pauseQueue', 'drainQueue', 'resumeQueue']) {
        const answer = await desk.post(urlOf.record('WorkQueue', id, deed), { reason, expected: 'RUNNING' });
        assert.equal(answer.body.notice?.type, 'error', answer.text);
      }
    }
    const { id, status } = await payments();
    assert.equal(status, 'RUNNING');
    assert.equal((await visit(page)).status, 401);
    const stranger = await visit(urlOf.record('WorkQueue', id, 'pauseQueue'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason }),
    });
    assert.equal(stranger.status, 401);
  });
});
