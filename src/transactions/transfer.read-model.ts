import { database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { maskedName, userById } from '../users/index.js';
import { walletById, walletView } from '../wallets/index.js';
import { transactionById } from './transaction.read-model.js';
import { Transfer } from './transfer.entity.js';
import type { TransferMade } from './transfer.js';

export const transferOf = (transactionId: string): Promise<Transfer | null> =>
  database().getRepository(Transfer).findOneBy({ transactionId });

/** The recipient as the sender may see them: masked, or by the name of the sender's own wallet. */
export async function recipientNameOf({ senderId, recipientId, toWalletId }: Transfer): Promise<string> {
  if (senderId === recipientId) return (await walletById(toWalletId))?.name ?? '';
  return maskedName((await userById(recipientId))?.name ?? '');
}

/** A transfer that was made, with what is left in the wallet by now. @throws DomainError `not_found`. */
export async function transferMade(transactionId: string): Promise<TransferMade> {
  const made = await transferOf(transactionId);
  if (!made) throw notFound('transfer');
  const [transaction, recipientName, { availableAmount }] = await Promise.all([
    transactionById(transactionId),
    recipientNameOf(made),
    walletView(made.fromWalletId, made.senderId),
  ]);
  return { transaction, transfer: made, recipientName, availableAmount };
}
