import assert from 'node:assert/strict';
import { balanceOf, accounts } from '../../src/ledger/index.js';
import { system } from '../../src/platform/actor.js';
import { query } from '../../src/platform/database.js';
import { jobNamed } from '../../src/platform/jobs.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import type { EscrowResource } from '../../src/escrows/index.js';
import type { User } from '../../src/users/index.js';
import { as, type Response } from '../app.js';
import { drainJobs } from '../jobs.js';
import { aCustomer } from './users.js';
import { aFilledWallet, walletOf } from './wallets.js';

export const dealOf = (response: Response): EscrowResource => {
  assert.ok(response.status < 300, `${response.status} ${JSON.stringify(response.body)}`);
  return (response.body as { data: EscrowResource }).data;
};

export const dealWish = (values: object = {}): object => ({
  role: 'buyer',
  title: 'Akun gim level 80',
  goods_type: 'account',
  terms: 'Email pemulihan ikut diserahkan.',
  amount: 250_000,
  fee_payer: 'split',
  ...values,
});

export interface Deal {
  id: string;
  buyer: User;
  seller: User;
  shown: EscrowResource;
}

/** A deal that both sides have agreed to; the buyer proposed it. */
export async function anAgreedDeal(values: object = {}): Promise<Deal> {
  const [buyer, seller] = [await aCustomer(), await aCustomer({ name: 'Budi Santoso' })];
  const proposed = dealOf(await as(buyer).post('/escrows', dealWish(values)));
  await as(seller).post('/escrows/join', { code: proposed.invitation_code });
  const agreed = await as(seller).post(`/escrows/${proposed.id}/agreement`, { terms_version: 1 });
  return { id: proposed.id, buyer, seller, shown: dealOf(agreed) };
}

/** A deal whose money is held; the buyer paid it from a wallet that had just enough. */
export async function aHeldDeal(values: object = {}): Promise<Deal> {
  const deal = await anAgreedDeal(values);
  const wallet = await aFilledWallet(deal.buyer.id, deal.shown.buyer_pays_amount);
  const payment = { gateway: 'wallet', wallet_id: wallet.id };
  return { ...deal, shown: dealOf(await as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment })) };
}

/** A deal, or the first part of one, that the seller says is delivered. */
export async function aDeliveredDeal(values: object = {}): Promise<Deal> {
  const deal = await aHeldDeal(values);
  const body = { proof: 'Sudah saya kirim lewat email.', part_id: deal.shown.parts[0]?.id };
  return { ...deal, shown: dealOf(await as(deal.seller).post(`/escrows/${deal.id}/delivery`, body)) };
}

/** Rupiah in a deal's own account. */
export const heldMoney = (escrowId: string): Promise<number> => balanceOf(accounts.escrowHeld(escrowId));

/** Puts what is due in front of the workers, as the scheduler does, and lets them work. */
export async function ringEscrowTimers(): Promise<void> {
  const job = jobNamed('watch-escrow-timers');
  assert.ok(job);
  await inTransaction(system('test'), async (uow) => uow.enqueue(job, {}));
  await drainJobs();
}

export const eventsOf = async (escrowId: string): Promise<string[]> =>
  (
    await query<{ event: string }>('SELECT event FROM escrow_logs WHERE escrow_id = ? ORDER BY id', [
      escrowId,
    ])
  ).map(({ event }) => event);

export { walletOf };
