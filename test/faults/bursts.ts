import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Customer } from './customer.js';
import { acknowledged, askWithdrawal, send, type Scene } from './operations.js';
import type { ToldSale } from './told.js';

const equals = 30;
const amount = 1_000;
const enoughFor = 10;

const together = <T>(one: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: equals }, one));

const walletOf = async (who: Customer, id: string) =>
  (await who.wallets()).find((wallet) => wallet.id === id) ?? assert.fail(`${id} is gone`);

/** Thirty at one moment on a balance that is enough for ten: never more than it holds goes out. */
export async function onOneBalance(scene: Scene, who: Customer): Promise<number> {
  const filling = {
    from: who.mainId,
    to: who.quietId,
    toWalletId: who.quietId,
    amount: enoughFor * amount,
  };
  await send(scene, who, filling);
  const before = (await walletOf(who, who.quietId)).balance_amount;
  const spending = { from: who.quietId, to: who.mainId, toWalletId: who.mainId };
  const each = Math.max(amount, Math.floor(before / enoughFor));
  const sent = (await together(() => send(scene, who, { ...spending, amount: each }))).filter(Boolean).length;
  const { balance_amount: after } = await walletOf(who, who.quietId);
  assert.equal(after, before - sent * each);
  assert.ok(sent <= enoughFor, `${sent} times a tenth went out`);
  return sent;
}

/** Thirty purchases under one key: one sale, and everybody is told of that one. */
export async function underOneKey(scene: Scene, who: Customer): Promise<void> {
  const order = who.order({ gateway: 'wallet', wallet_id: who.mainId });
  const key = randomUUID();
  const answers = await together(() => who.post('/transactions', order, key));
  const made = answers.map((word) => acknowledged<{ id: string; total_amount: number }>(scene, word));
  const sales = made.filter((sale) => sale !== null);
  assert.ok(
    sales.length === 0 || sales.length === equals,
    `${sales.length} of ${equals} were told of a sale`,
  );
  const [first] = sales;
  if (!first) return;
  assert.deepEqual(new Set(sales.map(({ id }) => id)), new Set([first.id]));
  const told: ToldSale = {
    id: first.id,
    userId: who.userId,
    walletId: who.mainId,
    amount: first.total_amount,
  };
  scene.told.sales.push(told);
}

/** Thirty calls to give one hold up: it ends once. Answers how many were told that they had ended it. */
export async function onOneHold(scene: Scene, who: Customer): Promise<number> {
  const withdrawal = await askWithdrawal(scene, who);
  if (!withdrawal) return 0;
  const answers = await together(() => who.post(`/withdrawals/${withdrawal.id}/cancel`, {}));
  const ended = answers.filter((word) => acknowledged(scene, word) !== null).length;
  assert.ok(ended <= 1, `${ended} were told that they had ended one hold`);
  scene.told.cancelled.push(withdrawal.id);
  return ended;
}

type Burst = (scene: Scene, who: Customer) => Promise<unknown>;

export const bursts: readonly [Burst, ...Burst[]] = [onOneBalance, underOneKey, onOneHold];
