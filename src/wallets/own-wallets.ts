import type { Customer } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { defaultWallet } from './default-wallet.js';
import { walletsOf, walletView, type WalletView } from './wallet.read-model.js';

/** Everybody has a default wallet from the moment that they look. */
const openFirst = (customer: Customer) => inTransaction(customer, (uow) => defaultWallet(uow, customer.id));

/** The wallets of whoever asks, the default one first. */
export async function ownWallets(customer: Customer): Promise<WalletView[]> {
  const wallets = await walletsOf(customer.id);
  if (wallets.length > 0) return wallets;
  await openFirst(customer);
  return walletsOf(customer.id);
}

/** The wallet that was named, or the default one of whoever asks. @throws DomainError `not_found` for a stranger's. */
export async function ownWalletView(customer: Customer, walletId?: string): Promise<WalletView> {
  if (walletId !== undefined) return walletView(walletId, customer.id);
  return walletView((await openFirst(customer)).id, customer.id);
}
