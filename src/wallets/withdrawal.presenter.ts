import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import { sum } from '../platform/money.js';
import { bankAccountsById, bankName, maskedNumber, type BankAccount } from '../users/index.js';
import type { Withdrawal } from './withdrawal.entity.js';
import { withdrawalStates } from './withdrawal.states.js';

const money = z.number().int();

export const quoteResource = z.object({ amount: money, fee_amount: money, total_amount: money });

export const withdrawalResource = z.object({
  id: z.string(),
  number: z.string(),
  transaction_id: z.string(),
  wallet_id: z.string(),
  status: z.enum(withdrawalStates.states),
  amount: money.describe('rupiah that arrive at the bank'),
  fee_amount: money,
  total_amount: money.describe('rupiah that leave the wallet'),
  bank_account: z.object({
    id: z.string(),
    bank_code: z.string(),
    bank_name: z.string(),
    number: z.string().describe('masked'),
    holder_name: z.string(),
  }),
  payout_reference: z.string().nullable(),
  reason: z.string().nullable().describe('why it failed or was rejected'),
  created_at: instant,
  updated_at: instant,
});

export type WithdrawalResource = z.infer<typeof withdrawalResource>;

const presentTarget = (id: string, account: BankAccount | undefined): WithdrawalResource['bank_account'] => ({
  id,
  bank_code: account?.bankCode ?? '',
  bank_name: bankName(account?.bankCode ?? ''),
  number: maskedNumber(account?.numberHint ?? ''),
  holder_name: account?.holderName ?? '',
});

/** Withdrawals as their owner sees them; the bank accounts come in one query. */
export async function presentWithdrawals(withdrawals: Withdrawal[]): Promise<WithdrawalResource[]> {
  const accounts = await bankAccountsById(withdrawals.map(({ bankAccountId }) => bankAccountId));
  return withdrawals.map((each) => ({
    id: each.id,
    number: each.number,
    transaction_id: each.transactionId,
    wallet_id: each.walletId,
    status: each.status,
    amount: each.amount,
    fee_amount: each.feeAmount,
    total_amount: sum([each.amount, each.feeAmount]),
    bank_account: presentTarget(each.bankAccountId, accounts.get(each.bankAccountId)),
    payout_reference: each.payoutReference,
    reason: each.closingReason,
    created_at: each.createdAt.toISOString(),
    updated_at: each.updatedAt.toISOString(),
  }));
}

export async function presentWithdrawal(withdrawal: Withdrawal): Promise<WithdrawalResource> {
  const [resource] = await presentWithdrawals([withdrawal]);
  if (!resource) throw new Error('A withdrawal that was just read is gone.');
  return resource;
}
