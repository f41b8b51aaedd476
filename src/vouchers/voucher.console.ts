import { isDuplicate } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { targetsNamed, writeTargets } from './targets.js';
import { Voucher, VoucherCode } from './voucher.entity.js';
import { codeTaken, voucherChanged, voucherOnlyGrows, voucherWithoutCode } from './voucher.errors.js';
import { CreateVoucher, EditVoucher, ExtendVoucher, type VoucherTerms } from './voucher.forms.js';
import { voucherStates, type VoucherEvent } from './voucher.states.js';

const minuteOf = (time: string | null): number | null => {
  if (time === null) return null;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** The columns that a form fills. */
const columnsOf = (terms: Omit<VoucherTerms, 'code'>) => ({
  name: terms.name,
  kind: terms.kind,
  percentBps: terms.percentBps,
  amount: terms.amount,
  capAmount: terms.capAmount,
  minimumSpendAmount: terms.minimumSpendAmount,
  validFrom: terms.validFrom,
  validUntil: terms.validUntil,
  weekdays: terms.weekdays.length > 0 ? [...new Set(terms.weekdays)].toSorted() : null,
  fromMinute: minuteOf(terms.fromTime),
  untilMinute: minuteOf(terms.untilTime),
  firstPurchaseOnly: terms.firstPurchaseOnly,
  useLimit: terms.useLimit,
  personLimit: terms.personLimit,
  budgetAmount: terms.budgetAmount,
  stackingGroup: terms.stackingGroup,
  priority: terms.priority,
  floorBps: terms.floorBps,
});

const about = (voucherId: string, reason: string) => ({
  subjectType: 'voucher',
  subjectId: voucherId,
  reason,
});

async function addCode(uow: UnitOfWork, voucherId: string, code: string): Promise<void> {
  try {
    await uow.insert(VoucherCode, { id: newId(), voucherId, batchId: null, code });
  } catch (error) {
    throw isDuplicate(error, 'voucher_codes_code') ? codeTaken() : error;
  }
}

/** Writes a new draft, which nobody can use yet. @throws DomainError `voucher_code_taken` (409), `invalid_input` (422). */
export async function createVoucher(uow: UnitOfWork, input: CreateVoucher): Promise<Voucher> {
  authorize(uow.actor, 'vouchers.write');
  const { code, reason, ...terms } = CreateVoucher.parse(input);
  const targets = await targetsNamed(terms);
  const voucher = Object.assign(new Voucher(), {
    id: newId(),
    ...columnsOf({ ...terms, reason }),
    usedCount: 0,
    budgetUsedAmount: 0,
    status: 'DRAFT' as const,
    version: 1,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  await uow.insert(Voucher, { ...voucher });
  if (code !== null) await addCode(uow, voucher.id, code);
  await writeTargets(uow, voucher.id, targets);
  uow.begin(voucherStates, voucher, 'draft', { reason });
  await recordActivity(uow, {
    action: 'voucher.drafted',
    ...about(voucher.id, reason),
    after: { ...terms, code },
  });
  return voucher;
}

async function lockSeen(uow: UnitOfWork, id: string, version: number): Promise<Voucher> {
  const voucher = await uow.lock(Voucher, { id });
  if (voucher.version !== version) throw voucherChanged();
  return voucher;
}

/** Writes a draft anew. @throws DomainError `voucher_changed` (409) for what is no draft any more, or a newer one. */
export async function editVoucher(uow: UnitOfWork, input: EditVoucher): Promise<Voucher> {
  authorize(uow.actor, 'vouchers.write');
  const { id, version, reason, ...terms } = EditVoucher.parse(input);
  const voucher = await lockSeen(uow, id, version);
  if (voucher.status !== 'DRAFT') throw voucherChanged();
  const set = { ...columnsOf({ ...terms, reason }), version: version + 1, updatedAt: uow.now };
  const before = Object.fromEntries(Object.keys(set).map((key) => [key, voucher[key as keyof Voucher]]));
  await writeTargets(uow, id, await targetsNamed(terms));
  await uow.update(Voucher, { id, version }, set);
  await recordActivity(uow, { action: 'voucher.edited', ...about(id, reason), before, after: terms });
  return Object.assign(voucher, set);
}

/** Null is without end, and larger than any figure. */
const isSmaller = (wanted: number | null, now: number | null): boolean =>
  wanted !== null && (now === null || wanted < now);

function assertGrows(voucher: Voucher, wish: Partial<Voucher>): void {
  const { validUntil, useLimit, budgetAmount } = wish;
  const until = (date: Date | null) => date?.getTime() ?? null;
  if (validUntil !== undefined && isSmaller(until(validUntil), until(voucher.validUntil)))
    throw voucherOnlyGrows('validUntil');
  if (useLimit !== undefined && isSmaller(useLimit, voucher.useLimit)) throw voucherOnlyGrows('useLimit');
  if (budgetAmount !== undefined && isSmaller(budgetAmount, voucher.budgetAmount))
    throw voucherOnlyGrows('budgetAmount');
}

/**
 * Lets a voucher that people know last longer or reach further; what it promises never changes, and it never shrinks: to
 * stop it there is a pause.
 * @throws DomainError `voucher_changed`, `voucher_only_grows` (409).
 */
export async function extendVoucher(uow: UnitOfWork, input: ExtendVoucher): Promise<Voucher> {
  authorize(uow.actor, 'vouchers.write');
  const { id, version, reason, ...wish } = ExtendVoucher.parse(input);
  const voucher = await lockSeen(uow, id, version);
  if (voucher.status !== 'LIVE' && voucher.status !== 'PAUSED') throw voucherChanged();
  assertGrows(voucher, wish);
  const { validUntil, useLimit, budgetAmount } = voucher;
  await uow.update(Voucher, { id, version }, { ...wish, version: version + 1 });
  const before = { validUntil, useLimit, budgetAmount };
  await recordActivity(uow, { action: 'voucher.extended', ...about(id, reason), before, after: wish });
  return Object.assign(voucher, wish, { version: version + 1 });
}

export interface MoveVoucher {
  id: string;
  event: VoucherEvent;
  reason: string;
}

/** Codes that are still being made count: the voucher and its batch may begin together. */
async function assertHasCode(uow: UnitOfWork, voucherId: string): Promise<void> {
  const rows = await uow.sql(
    `SELECT id FROM voucher_codes WHERE voucher_id = ? UNION ALL SELECT id FROM voucher_batches WHERE voucher_id = ? LIMIT 1`,
    [voucherId, voucherId],
  );
  if (rows.length === 0) throw voucherWithoutCode();
}

/**
 * Goes live, pauses, resumes or ends. A pause holds for every sale that is not committed yet.
 * @throws DomainError `illegal_transition`, `voucher_without_code` (409).
 */
export async function moveVoucher(uow: UnitOfWork, { id, event, reason }: MoveVoucher): Promise<Voucher> {
  authorize(uow.actor, 'vouchers.write');
  const voucher = await uow.lock(Voucher, { id });
  if (event === 'go_live') await assertHasCode(uow, id);
  const before = { status: voucher.status };
  await uow.move(voucherStates, Voucher, voucher, event, { reason });
  const after = { status: voucher.status };
  await recordActivity(uow, { action: 'voucher.moved', ...about(id, reason), before, after });
  return voucher;
}
