import { DomainError } from '../platform/errors.js';
import { KeyTaken, madeUnder } from '../platform/idempotency.js';
import {
  linesOfTransactions,
  placeTransaction,
  transactionById,
  type PlaceOrder,
} from '../transactions/index.js';
import { noteActiveDay } from '../users/index.js';
import { perform, type Scene } from './acts.js';
import { digitalOrder, goodsOrder } from './baskets.js';
import type { Buyer, Cast } from './cast.js';
import { Dice } from './dice.js';
import type { DemoGateway } from './gateway.js';
import { demoKey } from './demo-key.js';
import { goTo } from './movable-clock.js';
import type { PlannedSale } from './plan.js';
import type { Shelves } from './shelves.js';
import { walletIdOf } from './wallet-acts.js';

/** Everything that a sale of the story needs around it. */
export interface Stage {
  now: Date;
  cast: Cast;
  shelves: Shelves;
  gateway: DemoGateway;
}

function buyerOf({ cast }: Stage, dice: Dice): Buyer {
  const who = dice.weighted({ retail: 8, reseller: 12, guest: 7, other: 73 });
  if (who === 'retail' || who === 'reseller') return cast.ofTier(who);
  return dice.pick(who === 'guest' ? cast.guests : cast.others);
}

/** One key for each sale, so that telling the story again finds the sale instead of placing a second one. */
const keyOf = ({ number }: PlannedSale) => demoKey(`sale-${number}`);

/** Some customers name a code; where it does not help, they buy without it. */
function codeFor({ number }: PlannedSale, { actor }: Buyer, order: PlaceOrder): string | null {
  if (actor.kind !== 'customer' || order.payment.gateway === 'wallet') return null;
  if (order.type === 'PURCHASE') return number % 3 === 0 ? 'BANGUN25' : null;
  return number % 5 === 0 ? 'HEMAT10' : null;
}

type Placing = Parameters<typeof placeTransaction>[0];

async function placeWith(code: string | null, placing: Placing) {
  if (code === null) return placeTransaction(placing);
  try {
    return await placeTransaction({ ...placing, order: { ...placing.order, voucher_code: code } });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'voucher_not_usable') throw error;
    return placeTransaction(placing);
  }
}

async function place(planned: PlannedSale, order: PlaceOrder, buyer: Buyer) {
  goTo(planned.placedAt);
  if (buyer.actor.kind === 'customer') await noteActiveDay(buyer.actor.id);
  const idempotency = keyOf(planned);
  try {
    const code = codeFor(planned, buyer, order);
    return await placeWith(code, { order, actor: buyer.actor, locale: 'id', idempotency });
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
    const transaction = await transactionById(await madeUnder(idempotency));
    return { transaction, lines: await linesOfTransactions([transaction.id]) };
  }
}

/** Places one sale and lets everything happen to it that has happened by now; the rest lies in the future. */
export async function tellSale(stage: Stage, planned: PlannedSale): Promise<void> {
  const dice = new Dice(1_000_000 + planned.number);
  const tier = planned.fromWalletOf;
  const buyer = tier ? stage.cast.ofTier(tier) : buyerOf(stage, dice);
  const wish = { buyer, dice, placedAt: planned.placedAt, shelves: stage.shelves };
  const order = planned.goods ? goodsOrder(wish) : await digitalOrder(wish);
  if (tier) order.payment = { gateway: 'wallet', wallet_id: await walletIdOf(stage.cast.ofTier(tier)) };
  const past = planned.steps.filter((step) => step.at <= stage.now);
  // What nobody has paid yet is left to the real gateway, where it can be paid.
  stage.gateway.silent = past.length === 0;
  const { transaction: sale, lines } = await place(planned, order, buyer);
  const scene: Scene = { sale, lines, buyer, cast: stage.cast, dice };
  for (const step of past) await perform(scene, step);
}
