import assert from 'node:assert/strict';
import { drainJobs } from '../../test/jobs.js';
import { system } from './actor.js';
import { clock } from './clock.js';
import { query } from './database.js';
import { bite, forgetFinishedWork, forgettingJob } from './housekeeping.js';
import { newId } from './ids.js';
import { registerJobs, type Job } from './jobs.js';
import { inTransaction } from './unit-of-work.js';

async function perform(job: Job): Promise<void> {
  registerJobs([job]);
  await inTransaction(system('test'), async (uow) => uow.enqueue(job, {}));
  await drainJobs();
}

const daysAgo = (days: number) => new Date(clock.wall().getTime() - days * 86_400_000);

async function aJobOf(status: string, finishedAt: Date): Promise<string> {
  const id = newId();
  await query(
    `INSERT INTO outbox (id, job, queue, payload, status, available_at, finished_at, created_at)
     VALUES (?, 'old-job', 'maintenance', '{}', ?, ?, ?, ?)`,
    [id, status, finishedAt, finishedAt, finishedAt],
  );
  return id;
}

describe('forget-finished-work', () => {
  it('forgets jobs that were done two weeks ago, and neither younger nor dead ones', async () => {
    await aJobOf('DONE', daysAgo(15));
    const kept = [await aJobOf('DONE', daysAgo(13)), await aJobOf('DEAD', daysAgo(90))];
    await perform(forgetFinishedWork);
    const left = await query<{ id: string }>(`SELECT id FROM outbox WHERE job = 'old-job' ORDER BY id`);
    assert.deepEqual(
      left.map(({ id }) => id),
      kept.sort(),
    );
    await query(`DELETE FROM outbox WHERE job = 'old-job'`);
  });

  it('forgets the answers to requests that were made a week ago', async () => {
    const keyed = (key: string, at: Date) =>
      query(
        `INSERT INTO idempotency_keys (owner, route, idempotency_key, body_hash, created_at)
         VALUES ('test', 'post /test', ?, 'x', ?)`,
        [key, at],
      );
    await keyed('old-request', daysAgo(8));
    await keyed('new-request', daysAgo(6));
    await perform(forgetFinishedWork);
    const left = await query(`SELECT idempotency_key FROM idempotency_keys WHERE owner = 'test'`);
    assert.deepEqual(left, [{ idempotency_key: 'new-request' }]);
    await query(`DELETE FROM idempotency_keys WHERE owner = 'test'`);
  });
});

describe('a forgetting job', () => {
  it('takes bite after bite until less than one is left', async () => {
    const bites = [bite, bite, bite - 1, 7];
    const taken: (number | undefined)[] = [];
    const forget = () => {
      taken.push(bites.shift());
      return Promise.resolve(taken.at(-1) ?? 0);
    };
    await perform(forgettingJob('forget-test-rows', forget));
    assert.deepEqual(taken, [bite, bite, bite - 1]);
  });
});
