import { isDuplicate } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { VoucherClaim } from './find-voucher.js';
import { VoucherUsage } from './voucher.entity.js';
import { voucherNotUsable } from './voucher.errors.js';
import { voucherUsageStates } from './voucher.states.js';

/** Carts of one person wait for each other here, so that each finds the places that the others have left. */
async function freeSlot(uow: UnitOfWork, claim: VoucherClaim): Promise<number | null> {
  const { voucherId, personId, personLimit } = claim;
  if (personLimit === null) return null;
  uow.ask('SELECT id FROM users WHERE id = ? FOR UPDATE', [personId]);
  const taken = await uow.sql<{ slot: number }>(
    'SELECT slot FROM voucher_usages WHERE voucher_id = ? AND person_id = ? AND slot IS NOT NULL',
    [voucherId, personId],
  );
  const slots = new Set(taken.map(({ slot }) => Number(slot)));
  for (let slot = 1; slot <= personLimit; slot += 1) if (!slots.has(slot)) return slot;
  throw voucherNotUsable();
}

/** Limit, budget and pause hold by the conditions of this one statement, whatever anybody has read before. */
const counting = `UPDATE vouchers SET used_count = used_count + 1, budget_used_amount = budget_used_amount + ?
   WHERE id = ? AND status = 'LIVE' AND (use_limit IS NULL OR used_count < use_limit)
     AND (budget_amount IS NULL OR budget_used_amount + ? <= budget_amount)`;

interface Reservation {
  claim: VoucherClaim;
  transactionId: string;
  /** What it takes off the sale. */
  amount: Rupiah;
  /** Of a sale that is paid as it is placed. */
  isUsed: boolean;
}

const usageOf = ({ claim, transactionId, amount, isUsed }: Reservation, slot: number | null) => ({
  id: newId(),
  voucherId: claim.voucherId,
  codeId: claim.codeId,
  transactionId,
  userId: claim.userId,
  personId: claim.personId,
  amount,
  status: isUsed ? ('USED' as const) : ('RESERVED' as const),
  slot,
  codeOnce: claim.isSingle ? claim.codeId : null,
  firstOnce: claim.firstPurchaseOnly ? claim.personId : null,
});

/**
 * Sets a voucher aside for a sale, in its unit of work and as its last statement, because the row of a busy voucher is
 * what everybody waits for. It is counted before its usage is written: the other way round the usage's reference would
 * share the row among sales that then wait for each other.
 * @throws DomainError `voucher_not_usable` (422) when it was paused, or its last use, budget or place taken, meanwhile.
 */
export async function reserveVoucher(uow: UnitOfWork, reservation: Reservation): Promise<void> {
  const { claim, amount, isUsed } = reservation;
  const usage = usageOf(reservation, await freeSlot(uow, claim));
  uow.expectOne(counting, [amount, claim.voucherId, amount], voucherNotUsable);
  try {
    await uow.insert(VoucherUsage, usage);
  } catch (error) {
    throw isDuplicate(error, 'voucher_usages_') ? voucherNotUsable() : error;
  }
  uow.begin(voucherUsageStates, usage, isUsed ? ['reserve', 'use'] : 'reserve', {
    payload: { voucher_id: claim.voucherId, transaction_id: reservation.transactionId },
  });
}

const payloadOf = ({ voucherId, transactionId }: VoucherUsage) => ({
  voucher_id: voucherId,
  transaction_id: transactionId,
});

/** The sale is paid: what was set aside for it is used. */
export async function useVouchers(uow: UnitOfWork, transactionId: string): Promise<void> {
  for (const usage of await uow.list(VoucherUsage, { transactionId })) {
    if (usage.status !== 'RESERVED') continue;
    await uow.move(voucherUsageStates, VoucherUsage, usage, 'use', { payload: payloadOf(usage) });
  }
}

/** The sale came to nothing: its vouchers are free again, once. Never called for a sale that has succeeded. */
export async function returnVouchers(uow: UnitOfWork, transactionId: string): Promise<void> {
  for (const usage of await uow.list(VoucherUsage, { transactionId })) {
    if (usage.status === 'RETURNED') continue;
    await uow.move(voucherUsageStates, VoucherUsage, usage, 'return', {
      set: { slot: null, codeOnce: null, firstOnce: null },
      payload: payloadOf(usage),
    });
    await uow.run(
      `UPDATE vouchers SET used_count = used_count - 1, budget_used_amount = budget_used_amount - ? WHERE id = ?`,
      [usage.amount, usage.voucherId],
    );
  }
}
