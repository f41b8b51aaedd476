import Queue from 'bull';
import type { Store } from './harness.js';
import type { Site } from './site.js';

const howMany = 30;

/** Jobs that are done are asked for once more, as if their end had never been written down. */
export async function ringAgain(store: Store): Promise<void> {
  await store.rows(
    `UPDATE outbox SET status = 'PENDING', available_at = NOW(3) WHERE status = 'DONE' ORDER BY id DESC LIMIT ${howMany}`,
  );
}

interface SentRow {
  id: string;
  attempt: number;
  job: string;
  queue: string;
  payload: string | object;
  requestId: string | null;
}

const parsed = ({ payload }: SentRow): unknown =>
  typeof payload === 'string' ? JSON.parse(payload) : payload;

const asDelivery = (row: SentRow) => ({
  name: '__default__',
  data: { ...row, payload: parsed(row) },
  opts: { removeOnComplete: true, removeOnFail: true },
});

/** Redis hands jobs out that it has handed out before: some are done by now, others under way. */
export async function giveOutTwice({ store, servers }: Site): Promise<void> {
  const rows = await store.rows<SentRow>(
    `SELECT id, attempts AS attempt, job, queue, payload, request_id AS requestId FROM outbox
     WHERE status IN ('SENT', 'DONE') ORDER BY sent_at DESC LIMIT ${howMany}`,
  );
  for (const name of new Set(rows.map(({ queue }) => queue))) {
    const queue = new Queue(name, servers.redisUrl, { prefix: `{${store.setting('REDIS_PREFIX')}}` });
    const again = rows.filter((row) => row.queue === name);
    await queue.addBulk([...again, ...again].map(asDelivery));
    await queue.close();
  }
}
