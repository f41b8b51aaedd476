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

interface Occasion {
  event: string;
  find(uow: UnitOfWork, id: string): Promise<News | null>;
}

const occasions = {
  transfer_received: { event: 'transfer.received', find: ofTransfer },
  withdrawal_requested: { event: 'withdrawal.requested', find: ofWithdrawal },
  withdrawal_paid_out: { event: 'withdrawal.paid_out', find: ofWithdrawal },
  withdrawal_failed: { event: 'withdrawal.failed', find: ofWithdrawal },
  withdrawal_rejected: { event: 'withdrawal.rejected', find: ofWithdrawal },
  bank_account_added: { event: 'bank_account.unverified', find: ofBankAccount },
  bank_account_verified: { event: 'bank_account.verified', find: ofBankAccount },
  bank_account_rejected: { event: 'bank_account.rejected', find: ofBankAccount },
} satisfies Partial<Record<NotificationKind, Occasion>>;

type AccountNews = keyof typeof occasions;

/** Tells the owner of the money or the account once: whoever did not do it themselves learns of it in time. */
export async function announceNews(
  uow: UnitOfWork,
  { kind, withEmail }: { kind: AccountNews; withEmail: boolean },
  id: string,
): Promise<void> {
  const news = await occasions[kind].find(uow, id);
  const owner = news && (await uow.find(User, { id: news.userId }));
  if (!owner) return;
  const { name, email, locale } = owner;
  await notifyCustomer(uow, { ...news, kind, email, locale, params: { ...news.params, name } }, withEmail);
}

const about = z.object({ id: z.string() }).loose();

/** One doorbell for each kind of news. */
export const accountNewsJobs: Job[] = (Object.keys(occasions) as AccountNews[]).map((kind) => {
  const name = `notify-${kind.replaceAll('_', '-')}`;
  return defineJob({
    name,
    queue: 'notifications',
    on: [occasions[kind].event],
    schema: about,
    handle: ({ id }, attempt) =>
      attempt.inTransaction(system(name), (uow) => announceNews(uow, { kind, withEmail: true }, id)),
  });
});
