import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Payment, StandingCode } from '../payments/index.js';
import { User } from '../users/index.js';
import { closeReturned } from './close-returned.js';
import { beginTransaction } from './move-transaction.js';
import { creditTopUp } from './top-up.js';
import { Transaction } from './transaction.entity.js';
import { walletTransaction } from './wallet-transaction.js';

async function ownerOf(uow: UnitOfWork, payment: Payment): Promise<{ code: StandingCode; user: User }> {
  const code = await uow.find(StandingCode, { id: payment.standingCodeId ?? '' });
  const user = code && (await uow.find(User, { id: code.userId }));
  if (!user) throw new Error(`Payment ${payment.id} went into no standing code.`);
  return { code, user };
}

function topUpOf(
  payment: Payment,
  { code, user }: { code: StandingCode; user: User },
  now: Date,
): Transaction {
  const { id, name, email, phone, customerType, locale } = user;
  return walletTransaction(
    {
      actor: { kind: 'customer', id, customerType },
      locale,
      walletId: code.walletId,
      amount: payment.orderAmount,
    },
    { name, email, phone },
    { id: payment.transactionId, type: 'TOPUP', status: 'AWAITING_PAYMENT', expiresAt: now, now },
  );
}

/**
 * Money came into a standing code: the top-up that nobody had to order is placed, paid and done in one go. What the
 * gateway has taken back by then reaches no wallet. Told again, it does nothing.
 */
export async function placeStandingTopUp(uow: UnitOfWork, transactionId: string): Promise<void> {
  const payment = await uow.lock(Payment, { transactionId });
  if (await uow.find(Transaction, { id: transactionId })) return;
  const topUp = topUpOf(payment, await ownerOf(uow, payment), uow.now);
  uow.add(Transaction, topUp);
  beginTransaction(uow, topUp);
  await (payment.returnedAt === null ? creditTopUp(uow, topUp) : closeReturned(uow, transactionId));
}
