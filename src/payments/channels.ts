import { cache } from '../platform/cache.js';
import { unavailable } from '../platform/errors.js';
import { logger } from '../platform/logger.js';
import type { Rupiah } from '../platform/money.js';
import { customerFee } from './channel-fee.js';
import type { ListedChannel } from './gateway.js';
import { gatewayNamed, gatewayNames } from './gateways/index.js';
import { amountOutsideChannel, channelUnavailable } from './payment.errors.js';

/** A way to pay, with what it adds to an order of the amount in question. */
export interface Channel {
  gateway: string;
  method: string;
  name: string;
  group: string;
  /** What the customer pays extra. */
  fee_amount: Rupiah;
  min_amount: Rupiah | null;
  max_amount: Rupiah | null;
  active: boolean;
}

const hour = 3_600;
const lastGoodSeconds = 30 * 24 * hour;

const recentKey = (gateway: string) => ['payment-channels', gateway];
const lastGoodKey = (gateway: string) => ['payment-channels-last-good', gateway];

async function fetchList(gateway: string): Promise<ListedChannel[]> {
  const list = await gatewayNamed(gateway).channels();
  if (!list) throw unavailable(gateway, 30);
  await cache.forget(...lastGoodKey(gateway));
  return cache.remember(lastGoodKey(gateway), lastGoodSeconds, () => Promise.resolve(list));
}

/** The last list that the gateway gave; without one the refusal stands, for made-up fees help nobody. */
function lastGoodList(gateway: string, refusal: unknown): Promise<ListedChannel[]> {
  logger.warn({ gateway }, 'channel list cannot be had; the last good one serves');
  return cache.remember(lastGoodKey(gateway), lastGoodSeconds, () => Promise.reject(refusal as Error));
}

/** The next customer makes us ask the gateway again. */
export async function forgetChannels(gateway: string): Promise<void> {
  await cache.forget(...recentKey(gateway));
  await cache.forget(...lastGoodKey(gateway));
}

const underWay = new Map<string, Promise<ListedChannel[]>>();

/** One request to the gateway at a time, however many customers ask. */
function fetchOnce(gateway: string): Promise<ListedChannel[]> {
  const running = underWay.get(gateway);
  if (running) return running;
  const started = fetchList(gateway).finally(() => underWay.delete(gateway));
  underWay.set(gateway, started);
  return started;
}

async function listOf(gateway: string): Promise<ListedChannel[]> {
  try {
    return await cache.remember(recentKey(gateway), hour, () => fetchOnce(gateway));
  } catch (refusal) {
    return lastGoodList(gateway, refusal);
  }
}

const present = (gateway: string, listed: ListedChannel, orderAmount: Rupiah): Channel => ({
  gateway,
  method: listed.method,
  name: listed.name,
  group: listed.group,
  fee_amount: customerFee(listed, orderAmount),
  min_amount: listed.minimumAmount,
  max_amount: listed.maximumAmount,
  active: listed.active,
});

/** All ways to pay an order of this amount. @throws DomainError 503 when no gateway's list is known. */
export async function listChannels(orderAmount: Rupiah): Promise<Channel[]> {
  const lists = await Promise.all(
    gatewayNames().map(async (gateway) =>
      (await listOf(gateway)).map((listed) => present(gateway, listed, orderAmount)),
    ),
  );
  return lists.flat();
}

/**
 * The channel that a customer chose, with its fee for this order.
 * @throws DomainError `channel_unavailable` (422), `amount_outside_channel` (422), and 503 when the list cannot be had
 *   or the gateway has stopped answering: better no order than one that cannot be paid.
 */
export async function quoteChannel(gateway: string, method: string, orderAmount: Rupiah): Promise<Channel> {
  if (gatewayNamed(gateway).isResting) throw unavailable(gateway, 15);
  const listed = (await listOf(gateway)).find((channel) => channel.method === method);
  if (!listed?.active) throw channelUnavailable(method);
  const channel = present(gateway, listed, orderAmount);
  if (orderAmount < (channel.min_amount ?? 1) || orderAmount > (channel.max_amount ?? Infinity))
    throw amountOutsideChannel(channel.min_amount, channel.max_amount);
  return channel;
}
