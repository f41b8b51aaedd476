import { cache } from '../platform/cache.js';
import { clock } from '../platform/clock.js';
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

const freshMs = 60 * 60_000;
const keptSeconds = 30 * 24 * 3_600;

/** The last list that the gateway gave, and when by the machine's time. */
interface KeptList {
  list: ListedChannel[];
  fetched_at: number;
}

const keyOf = (gateway: string) => ['payment-channels', gateway];

async function fetchList(gateway: string): Promise<KeptList> {
  const list = await gatewayNamed(gateway).channels();
  if (!list) throw unavailable(gateway, 30);
  return { list, fetched_at: clock.wall().getTime() };
}

const underWay = new Map<string, Promise<KeptList>>();

/** One request to the gateway at a time, however many customers ask. */
function fetchOnce(gateway: string): Promise<KeptList> {
  const running = underWay.get(gateway);
  if (running) return running;
  const started = fetchList(gateway).finally(() => underWay.delete(gateway));
  underWay.set(gateway, started);
  return started;
}

const keep = (gateway: string, load: () => Promise<KeptList>) =>
  cache.remember(keyOf(gateway), keptSeconds, load);

/** Puts a newer list in place of the kept one; a gateway that gives none leaves the kept one in use. */
async function refresh(gateway: string): Promise<void> {
  try {
    const kept = await fetchOnce(gateway);
    await forgetChannels(gateway);
    await keep(gateway, () => Promise.resolve(kept));
  } catch (error) {
    logger.warn({ gateway, err: error }, 'channel list cannot be had; the last good one serves');
  }
}

/** The next customer makes us ask the gateway again. */
export const forgetChannels = (gateway: string): Promise<void> => cache.forget(...keyOf(gateway));

/**
 * The last list that the gateway gave: nobody waits for a newer one, which is fetched behind their back once the list
 * is an hour old. Without any the refusal stands, for made-up fees help nobody.
 */
async function listOf(gateway: string): Promise<ListedChannel[]> {
  const { list, fetched_at } = await keep(gateway, () => fetchOnce(gateway));
  if (clock.wall().getTime() - fetched_at > freshMs && !underWay.has(gateway)) void refresh(gateway);
  return list;
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
