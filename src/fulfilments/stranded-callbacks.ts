import type { UnitOfWork } from '../platform/unit-of-work.js';

const batch = 500;
/** The job of a fresh callback is on its way; one this old has lost it. */
const strandedMs = 60_000;

/** Callbacks that nothing has acted on although their job should have long run. */
export async function strandedCallbacks(uow: UnitOfWork): Promise<string[]> {
  const rows = await uow.sql<{ id: string }>(
    `SELECT id FROM fulfilment_callbacks WHERE verdict = 'RECEIVED' AND created_at < ?
     ORDER BY created_at LIMIT ${batch}`,
    [new Date(uow.now.getTime() - strandedMs)],
  );
  return rows.map(({ id }) => id);
}
