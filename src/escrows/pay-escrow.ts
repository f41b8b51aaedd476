import type { Customer } from '../platform/actor.js';
import { translate, type Locale } from '../platform/i18n.js';
import { claimKey, type IdempotentRequest } from '../platform/idempotency.js';
import { unauthenticated } from '../platform/errors.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { quoteChannel, requestPayment, type Channel, type Payment } from '../payments/index.js';
import { askGatewayFor, payPayableFromWallet, type PayableOrder } from '../transactions/index.js';
import { contactOfUser } from '../users/index.js';
import type { Escrow } from './escrow.entity.js';
import { otherSide, timeOver } from './escrow.errors.js';
import { escrowOfUser } from './escrow.read-model.js';
import { escrowStates } from './escrow.states.js';
import { fundEscrow } from './fund-escrow.js';
import { changeEscrow } from './move-escrow.js';
import { lockDealWithoutPayment } from './payment-attempt.js';

export type EscrowPaymentChoice =
  { gateway: 'wallet'; walletId: string } | { gateway: 'tripay'; method: string };

export interface EscrowPaymentWish {
  actor: Customer;
  locale: Locale;
  escrowId: string;
  choice: EscrowPaymentChoice;
  idempotency: IdempotentRequest;
}

/** The deal under a lock, ready to be paid anew: an earlier attempt is called off, and money for it would be parked. */
async function payableDeal(uow: UnitOfWork, { escrowId, actor }: EscrowPaymentWish): Promise<Escrow> {
  const own = { escrowId, userId: actor.id };
  const { escrow, side } = await lockDealWithoutPayment(uow, own, 'paid_otherwise');
  if (side !== 'BUYER') throw otherSide();
  escrowStates.next(escrow.status, 'hold');
  if (!escrow.payBy || escrow.payBy <= uow.now) throw timeOver();
  return escrow;
}

async function orderFor({ actor, locale }: EscrowPaymentWish, escrow: Escrow): Promise<PayableOrder> {
  const contact = actor.contact ?? (await contactOfUser(actor.id));
  if (!contact) throw unauthenticated();
  const name = translate(locale, 'escrow.payment_item', { number: escrow.number, title: escrow.title });
  return {
    actor,
    locale,
    contact,
    type: 'ESCROW',
    amount: escrow.buyerPaysAmount,
    item: { sku: 'REKBER', name },
    returnUrl: `/escrows/${escrow.id}`,
  };
}

interface PaidDeal {
  escrow: Escrow;
  payment: Payment;
}

const fromWallet = (wish: EscrowPaymentWish, order: PayableOrder, walletId: string): Promise<PaidDeal> =>
  inTransaction(wish.actor, async (uow) => {
    claimKey(uow, wish.idempotency, wish.escrowId);
    const escrow = await payableDeal(uow, wish);
    const current = { ...order, amount: escrow.buyerPaysAmount };
    const { transaction, payment } = await payPayableFromWallet(uow, current, walletId);
    await fundEscrow(uow, escrow, transaction.id);
    return { escrow, payment };
  });

async function atGateway(wish: EscrowPaymentWish, order: PayableOrder, channel: Channel): Promise<PaidDeal> {
  const placed = await inTransaction(wish.actor, async (uow) => {
    claimKey(uow, wish.idempotency, wish.escrowId);
    const escrow = await payableDeal(uow, wish);
    const current = { ...order, amount: escrow.buyerPaysAmount };
    const expiresAt = escrow.payBy ?? uow.now;
    const { transaction, payment } = await askGatewayFor(uow, current, { channel, expiresAt });
    await changeEscrow(uow, escrow, { transactionId: transaction.id });
    return { escrow, payment };
  });
  return { ...placed, payment: await requestPayment(placed.payment) };
}

/**
 * The buyer pays for a deal, at once from a wallet or through a gateway; another way may be chosen as long as no money
 * has come in.
 * @throws KeyTaken on a repeat; DomainError `not_found`, `escrow_other_side` (403), `escrow_time_over`,
 *   `illegal_transition` (409), `channel_unavailable`, `amount_outside_channel`, and what a wallet refuses.
 */
export async function payEscrow(wish: EscrowPaymentWish): Promise<PaidDeal> {
  const { choice, actor } = wish;
  const escrow = await escrowOfUser(wish.escrowId, actor.id);
  const order = await orderFor(wish, escrow);
  if (choice.gateway === 'wallet') return fromWallet(wish, order, choice.walletId);
  const channel = await quoteChannel(choice.gateway, choice.method, escrow.buyerPaysAmount);
  return atGateway(wish, order, channel);
}
