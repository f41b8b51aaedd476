import { z } from 'zod';
import { actorId } from '../platform/actor.js';
import { sha256 } from '../platform/cipher.js';
import { csvOf } from '../platform/csv.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { newCode } from './code.js';
import { Voucher, VoucherBatch, VoucherCode } from './voucher.entity.js';
import { batchNotReady, voucherChanged } from './voucher.errors.js';
import { voucherReason } from './voucher.forms.js';
import { voucherBatchStates } from './voucher.states.js';

/** More codes than anybody prints; a file of them is a few megabytes. */
const mostCodes = 200_000;
/** Written in one unit of work: short locks, and a worker that dies loses a moment of work. */
const codesAtOnce = 1_000;

export const OrderBatch = z.strictObject({
  voucherId: idParam,
  size: z.int().min(1).max(mostCodes),
  reason: voucherReason,
});
export type OrderBatch = z.infer<typeof OrderBatch>;

/** The job that fills a batch; named here because the order leaves it in the outbox. */
export const makingJob = { name: 'make-voucher-codes', queue: 'maintenance' } as const;

const about = (batch: VoucherBatch) => ({ subjectType: 'voucher_batch', subjectId: batch.id });

/** Orders codes that nobody can guess, each good once; a job makes them. @throws DomainError `voucher_changed` (409). */
export async function orderBatch(uow: UnitOfWork, input: OrderBatch): Promise<VoucherBatch> {
  authorize(uow.actor, 'vouchers.codes');
  const { voucherId, size, reason } = OrderBatch.parse(input);
  const voucher = await uow.lock(Voucher, { id: voucherId });
  if (voucher.status === 'ENDED') throw voucherChanged();
  const batch = Object.assign(new VoucherBatch(), {
    id: newId(),
    voucherId,
    size,
    madeCount: 0,
    status: 'MAKING' as const,
    requestedBy: actorId(uow.actor) ?? '',
    downloadedBy: null,
    downloadedAt: null,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  uow.add(VoucherBatch, { ...batch });
  uow.begin(voucherBatchStates, batch, 'order', { reason });
  uow.enqueue(makingJob, { batch_id: batch.id }, { uniqueKey: `voucher-batch:${batch.id}` });
  const after = { voucher_id: voucherId, size };
  await recordActivity(uow, { action: 'voucher_batch.ordered', ...about(batch), reason, after });
  return batch;
}

/** Makes the next codes of a batch; true when there are none left to make. */
export async function makeCodes(uow: UnitOfWork, batchId: string): Promise<boolean> {
  const batch = await uow.lock(VoucherBatch, { id: batchId });
  if (batch.status !== 'MAKING') return true;
  const count = Math.min(codesAtOnce, batch.size - batch.madeCount);
  const { voucherId } = batch;
  const codes = Array.from({ length: count }, () => ({ id: newId(), voucherId, batchId, code: newCode() }));
  await uow.insert(VoucherCode, codes);
  const madeCount = batch.madeCount + count;
  if (madeCount === batch.size) {
    await uow.move(voucherBatchStates, VoucherBatch, batch, 'finish', { set: { madeCount } });
    return true;
  }
  await uow.update(VoucherBatch, { id: batchId }, { madeCount });
  return false;
}

/**
 * The codes as a file, once: whoever has it can use them, so it is written down who took it.
 * @throws DomainError `voucher_batch_not_ready` (409) while they are made and after they were taken.
 */
export async function downloadBatch(
  uow: UnitOfWork,
  { id, reason }: { id: string; reason: string },
): Promise<{ filename: string; content: string }> {
  authorize(uow.actor, 'vouchers.codes');
  const batch = await uow.lock(VoucherBatch, { id });
  if (batch.status !== 'READY') throw batchNotReady();
  const rows = await uow.sql<{ code: Buffer | string }>(
    'SELECT code FROM voucher_codes WHERE batch_id = ? ORDER BY id',
    [id],
  );
  const content = csvOf(
    ['code'],
    rows.map(({ code }) => [code.toString()]),
  );
  const set = { downloadedBy: actorId(uow.actor), downloadedAt: uow.now };
  await uow.move(voucherBatchStates, VoucherBatch, batch, 'download', { reason, set });
  const after = { code_count: rows.length, content_hash: sha256(content) };
  await recordActivity(uow, { action: 'voucher_batch.downloaded', ...about(batch), reason, after });
  return { filename: `voucher-${id}.csv`, content };
}
