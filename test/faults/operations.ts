import { askUntilAnswered, codeOf, type Word } from './patience.js';
import type { Customer } from './customer.js';
import type { Desk } from './desk.js';
import type { Store } from './harness.js';
import type { Told, ToldSale, ToldWithdrawal } from './told.js';

/** Everybody and everything that an operation may need. */
export interface Scene {
  store: Store;
  desk: Desk;
  told: Told;
  customers: Customer[];
}

export interface SaleView {
  id: string;
  total_amount: number;
  payment: { id: string } | null;
}

interface WithdrawalView {
  id: string;
  transaction_id: string;
  total_amount: number;
  amount: number;
}

/** What a customer or the staff do with money, and what they were told of it. */
export type Operation = (scene: Scene, who: Customer) => Promise<void>;

const mostCopies = 20;
const tripay = { gateway: 'tripay', method: 'BRIVA' };

/** What lies under `data` of an acknowledgement; a refusal is counted and answers null. */
export function acknowledged<T>({ told }: Scene, { status, body }: Word): T | null {
  if (status < 300) return (body as { data: T }).data;
  told.refuse(codeOf(body));
  return null;
}

/** The gateway tells the shop up to twenty times, and now and then something else first. */
export async function payAtGateway({ store, told }: Scene, who: Customer, sale: SaleView): Promise<void> {
  const how = { copies: 1 + who.chance.below(mostCopies), reorder: who.chance.below(4) === 0 };
  const { status } = await askUntilAnswered(
    `${store.setting('SANDBOX_URL')}/control/tripay/${sale.payment?.id}/pay`,
    () => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(how) }),
  );
  // A gateway that failed when the payment was asked for may not know it: then nobody can pay.
  if (status < 300) told.paid.set(sale.id, sale.total_amount);
}

const toldSale = (
  who: Customer,
  { id, total_amount: amount }: SaleView,
  walletId: string | null,
): ToldSale => ({
  id,
  userId: who.userId,
  walletId,
  amount,
});

export const buyFromWallet: Operation = async (scene, who) => {
  const walletId = who.chance.below(4) === 0 ? who.sparedId : who.mainId;
  const order = who.order({ gateway: 'wallet', wallet_id: walletId });
  const sale = acknowledged<SaleView>(scene, await who.post('/transactions', order));
  if (sale) scene.told.sales.push(toldSale(who, sale, walletId));
};

export const buyByGateway: Operation = async (scene, who) => {
  const sale = acknowledged<SaleView>(scene, await who.post('/transactions', who.order(tripay)));
  if (!sale) return;
  scene.told.sales.push(toldSale(who, sale, null));
  await payAtGateway(scene, who, sale);
};

/** Fills the wallet by an amount. */
export async function topUpBy(scene: Scene, who: Customer, amount: number): Promise<void> {
  const walletId = who.mainId;
  const wish = { amount, payment: tripay };
  const topUp = acknowledged<SaleView>(scene, await who.post(`/wallets/${walletId}/topups`, wish));
  if (!topUp) return;
  scene.told.topUps.push(toldSale(who, topUp, walletId));
  await payAtGateway(scene, who, topUp);
}

export const topUp: Operation = (scene, who) => topUpBy(scene, who, 10_000 * (1 + who.chance.below(30)));

interface Sending {
  from: string;
  to: string;
  /** The wallet behind `to`. */
  toWalletId: string;
  amount: number;
}

/** Sends money once, or not at all; answers whether it went. */
export async function send(scene: Scene, who: Customer, sending: Sending, key?: string): Promise<boolean> {
  const { from, to, toWalletId, amount } = sending;
  const word = await who.post(`/wallets/${from}/transfers`, { to, amount, note: 'uji coba' }, key);
  const made = acknowledged<{ id: string }>(scene, word);
  if (made) scene.told.transfers.push({ id: made.id, fromWalletId: from, toWalletId, amount });
  return made !== null;
}

export const transfer: Operation = async (scene, who) => {
  const amount = 1_000 * (1 + who.chance.below(20));
  const other = scene.customers[who.chance.below(scene.customers.length)] ?? who;
  const from = who.mainId;
  const isOwn = other === who;
  const to = isOwn ? who.sparedId : other.email;
  await send(scene, who, { from, to, toWalletId: isOwn ? who.sparedId : other.mainId, amount });
};

/** Asks to be paid; answers what was acknowledged. */
export async function askWithdrawal(scene: Scene, who: Customer): Promise<ToldWithdrawal | null> {
  const wish = { amount: 10_000 + 1_000 * who.chance.below(20), bank_account_id: who.bankAccountId };
  const word = await who.post(`/wallets/${who.mainId}/withdrawals`, wish);
  const made = acknowledged<WithdrawalView>(scene, word);
  if (!made) return null;
  const { id, transaction_id: transactionId, total_amount: amount, amount: netAmount } = made;
  const withdrawal = { id, transactionId, walletId: who.mainId, amount, netAmount };
  scene.told.withdrawals.push(withdrawal);
  return withdrawal;
}

/** Every way a withdrawal may go, as the steps that staff take. */
const ways: [string[], ...string[][]] = [
  ['approve', 'send', 'payOut'],
  ['approve', 'send', 'payOut'],
  ['approve', 'send', 'payOut', 'bounce'],
  ['approve', 'send', 'fail'],
  ['reject'],
];

const formOf: Record<string, { expected: string; payload: object }> = {
  approve: { expected: 'REQUESTED', payload: { reason: 'nama cocok' } },
  reject: { expected: 'REQUESTED', payload: { reason: 'nama tidak cocok' } },
  send: { expected: 'APPROVED', payload: { reference: 'BANK-0001' } },
  payOut: { expected: 'SENT', payload: { reference: 'BANK-0001' } },
  fail: { expected: 'SENT', payload: { reason: 'bank menolak' } },
  bounce: { expected: 'PAID_OUT', payload: { reason: 'dikembalikan bank' } },
};

/** The form was sent before, and its answer was lost on the way: what it asked for is done. */
const isDone = (outcome: string): boolean => outcome === 'done' || outcome === 'problem_form_sent_already';

/** One deed at the console. Answers whether it is done. */
export async function deed(
  scene: Scene,
  resource: string,
  id: string,
  action: string,
  payload: object,
): Promise<boolean> {
  const outcome = await scene.desk.act(resource, id, action, payload);
  if (isDone(outcome)) scene.told.deeds.push({ action, recordId: id });
  else scene.told.refuse(outcome);
  return isDone(outcome);
}

export const withdraw: Operation = async (scene, who) => {
  const withdrawal = await askWithdrawal(scene, who);
  if (!withdrawal) return;
  if (who.chance.below(8) === 0) return cancel(scene, who, withdrawal.id);
  for (const action of who.chance.oneOf(ways)) {
    const { expected, payload } = formOf[action] ?? { expected: '', payload: {} };
    await deed(scene, 'Withdrawal', withdrawal.id, action, { ...payload, expected });
  }
};

export async function cancel(scene: Scene, who: Customer, id: string): Promise<void> {
  const word = await who.post(`/withdrawals/${id}/cancel`, {});
  if (acknowledged(scene, word)) scene.told.cancelled.push(id);
}

/** Staff give back the money of a sale that was delivered, some of it or all that is left. */
export const refund: Operation = async (scene, who) => {
  const [sale] = await scene.store
    .rows<{ id: string }>(
      `SELECT id FROM transactions WHERE user_id = ? AND type = 'PPOB' AND status = 'SUCCESS' ORDER BY id LIMIT 1`,
      [who.userId],
    )
    .catch(() => []);
  const amount = who.chance.below(2) === 0 ? null : 1_000;
  const payload = { amount, reason: 'tidak masuk', expected: 'SUCCESS' };
  if (sale) await deed(scene, 'Transaction', sale.id, 'refundSale', payload);
};

/** Of a hundred operations so many are of each kind. */
const mix: [number, Operation][] = [
  [34, buyFromWallet],
  [14, buyByGateway],
  [8, topUp],
  [34, transfer],
  [7, withdraw],
  [3, refund],
];

/** The next thing that a customer does. */
export function nextOperation({ chance }: Customer): Operation {
  let place = chance.below(100);
  for (const [share, operation] of mix) {
    if (place < share) return operation;
    place -= share;
  }
  return transfer;
}
