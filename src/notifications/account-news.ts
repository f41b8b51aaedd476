import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { BankAccount, bankName, maskedName, maskedNumber, User } from '../users/index.js';
import { Transfer } from '../transactions/index.js';
import { Withdrawal } from '../wallets/index.js';
import type { MessageParams, NotificationKind } from './notification.entity.js';
import { notifyCustomer } from './notify-customer.js';

/** What a message about a customer's own money or account is made from. */
interface News {
  userId: string;
  subject: { type: string; id: string };
  params: MessageParams;
  /** Tells several messages of one kind about one subject apart. */
  occasion?: string;
}

const target = (account: BankAccount | null): string =>
  account ? `${bankName(account.bankCode)} ${maskedNumber(account.numberHint)}` : '';

async function ofWithdrawal(uow: UnitOfWork, id: string): Promise<News | null> {
  const withdrawal = await uow.find(Withdrawal, { id });
  if (!withdrawal) return null;
  const { number, amount, closingReason, bankAccountId, userId } = withdrawal;
  const bank = target(await uow.find(BankAccount, { id: bankAccountId }));
  return {
    userId,
    subject: { type: 'withdrawal', id },
    params: { number, total_amount: amount, bank, reason: closingReason ?? '' },
  };
}

/** Whoever is sent money reads who sent it as others may see them. */
async function ofTransfer(uow: UnitOfWork, id: string): Promise<News | null> {
  const transfer = await uow.find(Transfer, { id });
  const sender = transfer && (await uow.find(User, { id: transfer.senderId }));
  if (!transfer || !sender) return null;
  return {
    userId: transfer.recipientId,
    subject: { type: 'wallet', id: transfer.toWalletId },
    occasion: transfer.id,
    params: { total_amount: transfer.amount, sender: maskedName(sender.name), note: transfer.note },
  };
}

async function ofBankAccount(uow: UnitOfWork, id: string): Promise<News | null> {
  const account = await uow.find(BankAccount, { id });
  if (!account) return null;
  return {
    userId: account.userId,
    subject: { type: 'bank_account', id },
    params: { bank: target(account), holder: account.holderName, reason: account.statusReason ?? '' },
  };
}

type Find = (uow: UnitOfWork, id: string) => Promise<News | null>;

const about = z.object({ id: z.string() }).loose();

/** Tells the owner once in the app and by mail: whoever did not do it themselves learns of it in time. */
const announce = (kind: NotificationKind, event: string, find: Find): Job => {
  const name = `notify-${kind.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'notifications',
    on: [event],
    schema: about,
    handle: ({ id }, attempt) =>
      attempt.inTransaction(system(name), async (uow) => {
        const news = await find(uow, id);
        const owner = news && (await uow.find(User, { id: news.userId }));
        if (!owner) return;
        const { name: called, email, locale } = owner;
        await notifyCustomer(
          uow,
          { ...news, kind, email, locale, params: { ...news.params, name: called } },
          true,
        );
      }),
  });
};

export const accountNewsJobs: Job[] = [
  announce('transfer_received', 'transfer.received', ofTransfer),
  announce('withdrawal_requested', 'withdrawal.requested', ofWithdrawal),
  announce('withdrawal_paid_out', 'withdrawal.paid_out', ofWithdrawal),
  announce('withdrawal_failed', 'withdrawal.failed', ofWithdrawal),
  announce('withdrawal_rejected', 'withdrawal.rejected', ofWithdrawal),
  announce('bank_account_added', 'bank_account.unverified', ofBankAccount),
  announce('bank_account_verified', 'bank_account.verified', ofBankAccount),
  announce('bank_account_rejected', 'bank_account.rejected', ofBankAccount),
];
