import { config } from '../platform/config.js';
import { jakartaDate } from '../platform/jakarta.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { KycLevel } from '../users/index.js';
import { balanceLimit, dailyLimit, kycRequired } from './wallet.errors.js';

interface Limits {
  /** Most rupiah in all wallets of a customer together. */
  balance: Rupiah;
  /** Most rupiah that may leave them for other people and for banks in one Jakarta day. */
  outPerDay: Rupiah;
}

/** Whom we do not know may keep and spend a little, and send nothing on: the caps of Bank Indonesia as settings. */
export const limitsOf = (level: KycLevel): Limits =>
  ({
    NONE: { balance: config.WALLET_BALANCE_LIMIT_NONE, outPerDay: 0 },
    BASIC: { balance: config.WALLET_BALANCE_LIMIT_BASIC, outPerDay: config.WALLET_OUT_LIMIT_BASIC },
    FULL: { balance: config.WALLET_BALANCE_LIMIT_FULL, outPerDay: config.WALLET_OUT_LIMIT_FULL },
  })[level];

async function levelOf(uow: UnitOfWork, userId: string): Promise<KycLevel> {
  const [row] = await uow.sql<{ level: KycLevel }>('SELECT kyc_level AS level FROM users WHERE id = ?', [
    userId,
  ]);
  return row?.level ?? 'NONE';
}

/**
 * Counts money that leaves a customer today, as one conditional UPDATE, so that no two can share what is left.
 * @throws DomainError `kyc_required` (403), `wallet_daily_limit` (409).
 */
export async function spendAllowance(uow: UnitOfWork, userId: string, amount: Rupiah): Promise<void> {
  const { outPerDay } = limitsOf(await levelOf(uow, userId));
  if (outPerDay === 0) throw kycRequired();
  const today = [userId, jakartaDate(uow.now)];
  await uow.run(
    `INSERT INTO wallet_allowances (user_id, wib_date, out_amount) VALUES (?, ?, 0)
     ON DUPLICATE KEY UPDATE user_id = user_id`,
    today,
  );
  const counted = await uow.run(
    `UPDATE wallet_allowances SET out_amount = out_amount + ?
     WHERE user_id = ? AND wib_date = ? AND out_amount + ? <= ?`,
    [amount, ...today, amount, outPerDay],
  );
  if (counted === 0) throw dailyLimit(outPerDay);
}

/** Gives back what was counted on the day of `moment`, because the money stayed after all. */
export async function returnAllowance(
  uow: UnitOfWork,
  userId: string,
  { amount, moment }: { amount: Rupiah; moment: Date },
): Promise<void> {
  await uow.run(
    `UPDATE wallet_allowances SET out_amount = GREATEST(out_amount - ?, 0) WHERE user_id = ? AND wib_date = ?`,
    [amount, userId, jakartaDate(moment)],
  );
}

async function heldInAll(uow: UnitOfWork, userId: string): Promise<Rupiah> {
  const [row] = await uow.sql<{ total: string }>(
    `SELECT COALESCE(SUM(b.balance_amount), 0) AS total FROM ledger_accounts a
     JOIN ledger_balances b ON b.account_id = a.id WHERE a.owner_id = ? AND a.type = 'customer_wallet'`,
    [userId],
  );
  return rupiah(Number(row?.total ?? 0));
}

/**
 * Refuses what would leave a customer with more than their level allows. After the posting ask with `extra` 0: the
 * balance row that was credited is locked, so nobody adds to it meanwhile.
 * @throws DomainError `wallet_balance_limit` (409).
 */
export async function assertRoom(uow: UnitOfWork, userId: string, extra: Rupiah = 0): Promise<void> {
  const { balance } = limitsOf(await levelOf(uow, userId));
  if ((await heldInAll(uow, userId)) + extra > balance) throw balanceLimit(balance);
}
