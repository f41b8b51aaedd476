import assert from 'node:assert/strict';
import { z } from 'zod';
import { drainJobs } from '../../test/jobs.js';
import { system } from './actor.js';
import { clock } from './clock.js';
import { query } from './database.js';
import { newId } from './ids.js';
import { defineJob, registerJobs, type Attempt } from './jobs.js';
import { relayOnce, sweepOnce } from './relay.js';
import { inTransaction } from './unit-of-work.js';
import { FencedError, PermanentError, processDelivery } from './worker.js';

interface Row {
  id: string;
  status: string;
  attempts: number;
  failures: number;
  lost_leases: number;
  last_error: string | null;
}

let behaviour: (attempt: Attempt) => Promise<void> = () => Promise.resolve();
const job = defineJob({
  name: 'test-job',
  queue: 'maintenance',
  on: ['test.happened'],
  attempts: 3,
  backoffMs: () => 0,
  schema: z.object({ mark: z.string() }),
  handle: (_payload, attempt) => behaviour(attempt),
});

const enqueue = async (): Promise<string> => {
  const mark = newId();
  await inTransaction(system('test'), async (uow) => void uow.enqueue(job, { mark }, { uniqueKey: mark }));
  const [row] = await query<{ id: string }>('SELECT id FROM outbox WHERE unique_key = ?', [mark]);
  return row?.id ?? '';
};

const rowOf = async (id: string): Promise<Row> => {
  const [row] = await query<Row>(
    'SELECT id, status, attempts, failures, lost_leases, last_error FROM outbox WHERE id = ?',
    [id],
  );
  assert.ok(row);
  return row;
};

/** How many deaths the open alert about the job counts. */
const deathsTold = async (): Promise<number> => {
  const [alert] = await query<{ occurrences: number }>('SELECT occurrences FROM alerts WHERE open_key = ?', [
    `jobs_dead:${job.name}`,
  ]);
  return alert?.occurrences ?? 0;
};

const send = (id: string, attempt: number) =>
  query(`UPDATE outbox SET status = 'SENT', attempts = ?, sent_at = ?, leased_until = NULL WHERE id = ?`, [
    attempt,
    clock.wall(),
    id,
  ]);

const deliver = (id: string, attempt: number) =>
  processDelivery({ id, attempt, job: job.name, payload: { mark: 'x' }, requestId: null });

describe('a job', () => {
  before(() => registerJobs([job]));
  beforeEach(() => {
    behaviour = () => Promise.resolve();
  });

  it('S1.15 S2.92 S2.283 is rung by the event it listens to, once', async () => {
    let rung = 0;
    behaviour = async () => void (rung += 1);
    await inTransaction(system('test'), async (uow) => uow.emit('test.happened', { mark: 'event' }));
    await drainJobs();
    assert.equal(rung, 1);
  });

  it('is not left behind by a transaction that was rolled back', async () => {
    const mark = newId();
    const work = inTransaction(system('test'), async (uow) => {
      uow.enqueue(job, { mark }, { uniqueKey: mark });
      throw new Error('no');
    });
    await assert.rejects(work);
    assert.deepEqual(await query('SELECT id FROM outbox WHERE unique_key = ?', [mark]), []);
  });

  it('is tried again after a failure and goes to the dead list after the last', async () => {
    behaviour = () => Promise.reject(new Error('supplier is out'));
    const id = await enqueue();
    await drainJobs();
    const row = await rowOf(id);
    assert.deepEqual([row.status, row.failures, row.attempts], ['DEAD', 3, 3]);
    assert.match(row.last_error ?? '', /supplier is out/);
  });

  it('goes to the dead list at once when trying again cannot help', async () => {
    behaviour = () => Promise.reject(new PermanentError('malformed'));
    const id = await enqueue();
    await drainJobs();
    assert.deepEqual([(await rowOf(id)).status, (await rowOf(id)).failures], ['DEAD', 1]);
  });

  it('is performed once when the same delivery comes twice at the same moment', async () => {
    let runs = 0;
    behaviour = async () => void (runs += 1);
    const id = await enqueue();
    await send(id, 1);
    await Promise.all([deliver(id, 1), deliver(id, 1), deliver(id, 1)]);
    assert.equal(runs, 1);
    assert.equal((await rowOf(id)).status, 'DONE');
  });

  it('cannot write or call out once a newer attempt owns it', async () => {
    const id = await enqueue();
    const outcomes: string[] = [];
    behaviour = async (attempt) => {
      await query(`UPDATE outbox SET attempts = attempts + 1 WHERE id = ?`, [id]);
      await assert.rejects(attempt.assertOwned(), FencedError);
      await assert.rejects(
        attempt.inTransaction(system('late'), async () => void outcomes.push('written')),
        FencedError,
      );
      await attempt.assertOwned();
    };
    await send(id, 1);
    await deliver(id, 1);
    assert.deepEqual(outcomes, []);
    assert.equal((await rowOf(id)).status, 'SENT');
    await query('DELETE FROM outbox WHERE id = ?', [id]);
  });

  it('is done by the commit that keeps its effect when it concludes, and neither is there without the other', async () => {
    const [first, second] = [await enqueue(), await enqueue()];
    behaviour = (attempt) =>
      attempt.conclude(system('test'), async (uow) => {
        uow.enqueue(job, { mark: attempt.id }, { delayMs: 3_600_000, uniqueKey: attempt.id });
        if (attempt.id === second) throw new PermanentError('no');
        await uow.flush();
      });
    for (const id of [first, second]) {
      await send(id, 1);
      await deliver(id, 1);
    }
    const effects = await query<{ id: string }>(
      'SELECT unique_key AS id FROM outbox WHERE unique_key IN (?)',
      [[first, second]],
    );
    assert.deepEqual([(await rowOf(first)).status, (await rowOf(second)).status], ['DONE', 'DEAD']);
    assert.deepEqual(effects, [{ id: first }]);
  });

  it('concludes nothing once a newer attempt owns it, whatever it only added', async () => {
    const id = await enqueue();
    behaviour = async (attempt) => {
      await query(`UPDATE outbox SET attempts = attempts + 1 WHERE id = ?`, [id]);
      const late = attempt.conclude(system('late'), async (uow) =>
        uow.enqueue(job, { mark: id }, { delayMs: 3_600_000, uniqueKey: id }),
      );
      await assert.rejects(late, FencedError);
      throw new FencedError(id);
    };
    await send(id, 1);
    await deliver(id, 1);
    assert.equal((await rowOf(id)).status, 'SENT');
    assert.deepEqual(await query('SELECT id FROM outbox WHERE unique_key = ?', [id]), []);
    await query('DELETE FROM outbox WHERE id = ?', [id]);
  });

  it('comes back when Redis lost it or its worker died', async () => {
    const lost = await enqueue();
    const dead = await enqueue();
    const alive = await enqueue();
    for (const id of [lost, dead, alive]) await send(id, 1);
    const ago = (ms: number) => new Date(clock.wall().getTime() - ms);
    await query('UPDATE outbox SET sent_at = ? WHERE id = ?', [ago(60_000), lost]);
    await query('UPDATE outbox SET leased_until = ? WHERE id = ?', [ago(1_000), dead]);
    await query('UPDATE outbox SET leased_until = ? WHERE id = ?', [ago(-60_000), alive]);
    await sweepOnce();
    assert.deepEqual(
      [await rowOf(lost), await rowOf(dead), await rowOf(alive)].map((row) => row.status),
      ['PENDING', 'PENDING', 'SENT'],
    );
    const counts = async (id: string) => [(await rowOf(id)).failures, (await rowOf(id)).lost_leases];
    assert.deepEqual(
      [await counts(lost), await counts(dead)],
      [
        [0, 0],
        [0, 1],
      ],
    );
    await query('DELETE FROM outbox WHERE id IN (?)', [[lost, dead, alive]]);
  });

  it('that lost its workers twice still has all of its tries', async () => {
    behaviour = () => Promise.reject(new Error('supplier is out'));
    const id = await enqueue();
    await query('UPDATE outbox SET lost_leases = 2 WHERE id = ?', [id]);
    await send(id, 3);
    await deliver(id, 3);
    const { status, failures } = await rowOf(id);
    assert.deepEqual([status, failures], ['PENDING', 1]);
    await query('DELETE FROM outbox WHERE id = ?', [id]);
  });

  it('that kills its worker again and again ends on the dead list, which says so', async () => {
    const id = await enqueue();
    await send(id, 20);
    await query('UPDATE outbox SET lost_leases = 19, leased_until = ? WHERE id = ?', [new Date(0), id]);
    const told = await deathsTold();
    await sweepOnce();
    const row = await rowOf(id);
    assert.deepEqual([row.status, row.failures, row.lost_leases], ['DEAD', 0, 20]);
    assert.equal(row.last_error, '20 workers died of it');
    assert.equal(await deathsTold(), told + 1);
    assert.deepEqual(await query('SELECT unique_key FROM outbox WHERE id = ?', [id]), [{ unique_key: null }]);
  });

  it('tells staff of every death once, under the name of the job', async () => {
    behaviour = () => Promise.reject(new PermanentError('malformed'));
    const told = await deathsTold();
    const id = await enqueue();
    await drainJobs();
    assert.equal(await deathsTold(), told + 1);
    await deliver(id, 1);
    assert.equal(await deathsTold(), told + 1);
  });

  it('that is done is not done again because its bookkeeping met a lock', async () => {
    let runs = 0;
    behaviour = async () => void (runs += 1);
    const ids = await Promise.all(Array.from({ length: 20 }, enqueue));
    for (const id of ids) await send(id, 1);
    await Promise.all([...ids.map((id) => deliver(id, 1)), sweepOnce(), sweepOnce(), sweepOnce()]);
    assert.equal(runs, 20);
    assert.deepEqual(
      [...new Set(await Promise.all(ids.map(async (id) => (await rowOf(id)).status)))],
      ['DONE'],
    );
  });
});

describe('relayOnce', () => {
  it('hands Redis no more than it can move, and keeps the backlog where it is safe', async () => {
    const rows = Array.from({ length: 450 }, () => ({ mark: newId() }));
    await query(`DELETE FROM outbox`);
    await inTransaction(system('test'), async (uow) => rows.forEach((row) => uow.enqueue(job, row)));
    for (let round = 0; round < 5; round += 1) await relayOnce();
    const counts = await query<{ status: string; count: string }>(
      'SELECT status, COUNT(*) AS count FROM outbox GROUP BY status',
    );
    const of = (status: string) => Number(counts.find((row) => row.status === status)?.count ?? 0);
    assert.ok(of('SENT') >= 200 && of('SENT') < 400, `${of('SENT')} sent`);
    assert.equal(of('SENT') + of('PENDING'), 450);
    await query(`DELETE FROM outbox`);
  });

  it('lets no full queue hold up the others', async () => {
    const uniqueKey = newId();
    await inTransaction(system('test'), async (uow) => {
      for (let row = 0; row < 250; row += 1) uow.enqueue({ name: job.name, queue: 'mail' }, {});
      uow.enqueue({ name: job.name, queue: 'notifications' }, {}, { uniqueKey });
    });
    for (let round = 0; round < 3; round += 1) await relayOnce();
    const [news] = await query<{ status: string }>('SELECT status FROM outbox WHERE unique_key = ?', [
      uniqueKey,
    ]);
    assert.equal(news?.status, 'SENT');
    await query(`DELETE FROM outbox`);
  });
});
