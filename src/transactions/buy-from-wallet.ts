import { claimKey, keepAnswerWith } from '../platform/idempotency.js';
import { unauthenticated } from '../platform/errors.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { payFromWallet } from '../payments/index.js';
import { reserveStock } from '../products/index.js';
import { announceWallet } from '../wallets/index.js';
import { draftSale, type PlacedSale, type SaleDraft } from './draft-sale.js';
import { announce, describeSale } from './move-transaction.js';
import { recordDiscounts, reserveDiscounts } from './sale-discounts.js';
import { startDelivery } from './start-delivery.js';
import { notDeliverable } from './transaction.errors.js';
import { Transaction, TransactionLine } from './transaction.entity.js';
import { transactionStates } from './transaction.states.js';

/** Goods are the shop's to pack from now on; a digital order stays PAID until it is sent. */
const beginPaid = (uow: UnitOfWork, sale: Transaction): void =>
  uow.begin(
    transactionStates,
    sale,
    sale.type === 'PURCHASE' ? ['place', 'pay', 'process'] : ['place', 'pay'],
    {
      payload: describeSale(sale),
    },
  );

async function record(
  uow: UnitOfWork,
  draft: SaleDraft,
  walletId: string,
  userId: string,
): Promise<PlacedSale> {
  const { transaction, lines } = draftSale(draft, uow.now);
  const paid = { status: transaction.type === 'PURCHASE' ? 'PROCESSING' : 'PAID', paidAt: uow.now } as const;
  Object.assign(transaction, paid);
  claimKey(uow, draft.placement.idempotency, transaction.id);
  await reserveStock(uow, draft.quote.lines);
  const { id: transactionId, totalAmount: orderAmount } = transaction;
  const { payment, wallet } = await payFromWallet(uow, { transactionId, walletId, userId, orderAmount });
  uow.add(Transaction, transaction);
  uow.add(TransactionLine, lines);
  const discounts = recordDiscounts(uow, transaction, draft.quote.discounted);
  beginPaid(uow, transaction);
  if (!(await startDelivery(uow, transaction, lines))) throw notDeliverable();
  announce(uow, transaction);
  announceWallet(uow, wallet);
  const sale = { transaction, lines, discounts, payment };
  const { idempotency, answer } = draft.placement;
  if (answer) keepAnswerWith(uow, idempotency, answer(sale));
  await reserveDiscounts(uow, transaction, draft.quote.discounted);
  return sale;
}

/**
 * Places, pays and sets going a sale in one unit of work: the sale is born paid, and nothing is read back. Rows that
 * cannot be refused travel with the COMMIT, so there are two trips to the database besides those for counted stock: the
 * key with the wallet and its balance, and then all the rest with the answer.
 * @throws KeyTaken on a repeat; DomainError `not_found` for a stranger's wallet, `wallet_frozen`, `wallet_closed`,
 *   `insufficient_balance`, `out_of_stock` (409).
 */
export function buyFromWallet(draft: SaleDraft, walletId: string): Promise<PlacedSale> {
  const { actor } = draft.placement;
  if (actor.kind !== 'customer') throw unauthenticated();
  return inTransaction(actor, (uow) => record(uow, draft, walletId, actor.id));
}
