import { z } from 'zod';
import { conflict } from '../platform/errors.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import {
  authorize,
  defineApproval,
  openApproval,
  recordActivity,
  spendAuthority,
  type Approval,
  type ApprovalKind,
} from '../staff/index.js';
import { announceWallet } from './announce-wallet.js';
import { Wallet, walletAccount } from './wallet.entity.js';
import { walletClosed } from './wallet.errors.js';

const mostAmount = 10_000_000_000;

export const adjustments = ['add', 'subtract', 'set'] as const;

/** Add and subtract say by how much, set says what the balance is to be. */
export const AdjustBalance = z.strictObject({
  walletId: idParam,
  how: z.enum(adjustments),
  amount: z.int().min(0).max(mostAmount),
  reason: z.string().trim().min(3).max(500),
});

export type AdjustBalance = z.input<typeof AdjustBalance>;

const act = 'wallet.adjust';

/** The balance, which stands still until the unit of work ends; zero for a wallet that nothing was posted to. */
async function heldBalance(uow: UnitOfWork, wallet: Wallet): Promise<number> {
  const [row] = await uow.sql<{ balance: string }>(
    `SELECT b.balance_amount AS balance FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
     WHERE a.code = ? FOR UPDATE`,
    [walletAccount(wallet).code],
  );
  return Number(row?.balance ?? 0);
}

/** By how much the balance goes up, or, below zero, down. @throws DomainError 409 `balance_unchanged`. */
function differenceOf({ how, amount }: AdjustBalance, balance: number): number {
  const difference = { add: amount, subtract: -amount, set: amount - balance }[how];
  if (difference === 0) throw conflict('balance_unchanged');
  return difference;
}

async function lockOpen(uow: UnitOfWork, walletId: string): Promise<Wallet> {
  const wallet = await uow.lock(Wallet, { id: walletId });
  if (wallet.status === 'CLOSED') throw walletClosed();
  return wallet;
}

/** A rupiah more in the wallet is one that the shop has given; a rupiah less is one that it has taken. */
function entriesFor(wallet: Wallet, difference: number) {
  const money = walletAccount(wallet);
  const given = accounts.balanceAdjustments;
  return difference > 0
    ? [debit(given, difference), credit(money, difference)]
    : [debit(money, -difference), credit(given, -difference)];
}

/** An approval speaks of one difference, its direction included; a balance that has moved since would make another of it. */
function assertAsApproved(wish: AdjustBalance, difference: number, approval: Approval | undefined): void {
  if (!approval) return;
  const asked = differenceOf(wish, Number(approval.observed?.['balance_amount'] ?? 0));
  if (asked !== difference || approval.amount !== Math.abs(difference)) throw conflict('balance_moved');
}

/**
 * Staff put a wallet right: a journal over the difference, whatever was asked for; a balance is never overwritten.
 * @throws DomainError `forbidden`, `own_benefit` (403); `approval_required`, `wallet_closed`, `balance_unchanged`,
 *   `balance_moved`, `insufficient_balance` (409).
 */
export async function adjustBalance(
  uow: UnitOfWork,
  input: AdjustBalance,
  approval?: Approval,
): Promise<{ journalId: string }> {
  authorize(uow.actor, 'wallets.adjust');
  const wish = AdjustBalance.parse(input);
  const wallet = await lockOpen(uow, wish.walletId);
  const balance = await heldBalance(uow, wallet);
  const difference = differenceOf(wish, balance);
  assertAsApproved(wish, difference, approval);
  await spendAuthority(uow, {
    act,
    amount: Math.abs(difference),
    subjectId: wallet.id,
    beneficiaryId: wallet.userId,
    approvalId: approval?.id,
  });
  const { journalId } = await post(uow, {
    kind: 'wallet.adjusted',
    reference: `wallet:${wallet.id}:adjusted:${approval?.id ?? newId()}`,
    entries: entriesFor(wallet, difference),
  });
  await recordActivity(uow, {
    action: 'wallet.adjusted',
    subjectType: 'wallet',
    subjectId: wallet.id,
    reason: wish.reason,
    before: { balance_amount: balance },
    after: { balance_amount: balance + difference, journal_id: journalId },
  });
  announceWallet(uow, wallet);
  return { journalId };
}

/** Puts the same before a second person. */
export async function requestAdjustment(uow: UnitOfWork, input: AdjustBalance): Promise<Approval> {
  const wish = AdjustBalance.parse(input);
  const wallet = await lockOpen(uow, wish.walletId);
  const difference = differenceOf(wish, await heldBalance(uow, wallet));
  return openApproval(uow, {
    act,
    subjectType: 'wallet',
    subjectId: wallet.id,
    beneficiaryId: wallet.userId,
    amount: Math.abs(difference),
    payload: wish,
    reason: wish.reason,
  });
}

export const adjustBalanceApproval: ApprovalKind = defineApproval({
  act,
  permission: 'wallets.adjust',
  schema: AdjustBalance,
  perform: adjustBalance,
  async observe(uow, { walletId }) {
    return { balance_amount: await heldBalance(uow, await uow.lock(Wallet, { id: walletId })) };
  },
});
