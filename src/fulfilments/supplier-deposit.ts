import { closeAlert, raiseAlert } from '../platform/alerts.js';
import { config } from '../platform/config.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { SupplierName } from './fulfilment.entity.js';
import type { SupplierAnswer } from './suppliers/supplier.js';

const isLow = (amount: number): boolean => amount < config.DIGIFLAZZ_DEPOSIT_ALERT_AMOUNT;

const tellOfLowDeposit = (uow: UnitOfWork, supplier: SupplierName, amount: number) =>
  raiseAlert(uow, {
    kind: 'supplier_deposit_low',
    subject: supplier,
    severity: amount <= 0 ? 'critical' : 'warning',
    details: { deposit_amount: amount, alert_amount: config.DIGIFLAZZ_DEPOSIT_ALERT_AMOUNT },
  });

/** The purchase that takes the deposit below the line tells staff; the regular look does the rest. */
export async function noticeDeposit(
  uow: UnitOfWork,
  supplier: SupplierName,
  { depositAmount, priceAmount }: Pick<SupplierAnswer, 'depositAmount' | 'priceAmount'>,
): Promise<void> {
  if (depositAmount === null || priceAmount === null) return;
  if (isLow(depositAmount) && !isLow(depositAmount + priceAmount))
    await tellOfLowDeposit(uow, supplier, depositAmount);
}

/** Orders that were refused for want of money are tried again at once. */
const wakeWaitingOrders = (uow: UnitOfWork, supplier: SupplierName) =>
  uow.run(
    `UPDATE fulfilments SET next_check_at = ?
     WHERE status = 'QUEUED' AND next_check_at > ? AND supplier = ? AND rc = '44'`,
    [uow.now, uow.now, supplier],
  );

async function closeBlockIfOver(uow: UnitOfWork, supplier: SupplierName): Promise<void> {
  const waiting = await uow.sql(
    `SELECT id FROM fulfilments WHERE status = 'QUEUED' AND supplier = ? AND rc IS NOT NULL LIMIT 1`,
    [supplier],
  );
  if (waiting.length === 0) await closeAlert(uow, 'supplier_blocked', supplier);
}

/** What a fresh look at the deposit changes: alerts opened or closed, waiting orders set going. */
export async function recordDeposit(uow: UnitOfWork, supplier: SupplierName, amount: number): Promise<void> {
  if (amount > 0) await wakeWaitingOrders(uow, supplier);
  await closeAlert(uow, 'supplier_unreachable', supplier);
  await closeBlockIfOver(uow, supplier);
  if (isLow(amount)) await tellOfLowDeposit(uow, supplier, amount);
  else await closeAlert(uow, 'supplier_deposit_low', supplier);
}
