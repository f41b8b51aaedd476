import { DomainError } from '../platform/errors.js';
import { sum } from '../platform/money.js';
import { listChannels, type Channel } from '../payments/index.js';
import { ownWallets, type WalletView } from '../wallets/index.js';
import type { PageVisit } from './page.js';

/** A way to pay as a form offers it: what it adds, and what is paid in the end. */
export interface WayToPay {
  /** What the form sends back: `tripay:QRIS`. */
  value: string;
  name: string;
  feeAmount: number;
  totalAmount: number;
  /** What can be spent, where it is the customer's own wallet. */
  balanceAmount: number | null;
  /** Why it cannot be chosen for this amount: the least or the most that the channel takes, or too small a balance. */
  limit: { kind: 'from' | 'to' | 'short'; amount: number } | null;
}

export interface PayGroup {
  code: string;
  name: string;
  ways: WayToPay[];
}

/** Quick and cheap ones first. */
const order = ['qris', 'e_wallet', 'virtual_account', 'convenience_store'];

const codeOf = (group: string) => group.toLowerCase().replaceAll(/[^a-z]+/g, '_');

function limitOf({ min_amount: least, max_amount: most }: Channel, amount: number): WayToPay['limit'] {
  if (least !== null && amount < least) return { kind: 'from', amount: least };
  return most !== null && amount > most ? { kind: 'to', amount: most } : null;
}

const wayOf = (channel: Channel, amount: number): WayToPay => ({
  value: `${channel.gateway}:${channel.method}`,
  name: channel.name,
  feeAmount: channel.fee_amount,
  totalAmount: sum([amount, channel.fee_amount]),
  balanceAmount: null,
  limit: limitOf(channel, amount),
});

const rank = ({ code }: PayGroup) => (order.indexOf(code) + order.length + 1) % (order.length + 1);

function grouped(channels: Channel[], amount: number): PayGroup[] {
  const groups = new Map<string, PayGroup>();
  for (const channel of channels.filter(({ active }) => active)) {
    const code = codeOf(channel.group);
    const group = groups.get(code) ?? { code, name: channel.group, ways: [] };
    group.ways.push(wayOf(channel, amount));
    groups.set(code, group);
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

/** Ways to have a gateway collect an amount, with fee and total of each; empty while its list cannot be had. */
export async function gatewayGroups(amount: number): Promise<PayGroup[]> {
  try {
    return grouped(await listChannels(amount), amount);
  } catch (error) {
    if (error instanceof DomainError && error.status === 503) return [];
    throw error;
  }
}

const walletWay = ({ id, name, availableAmount }: WalletView, amount: number): WayToPay => ({
  value: `wallet:${id}`,
  name,
  feeAmount: 0,
  totalAmount: amount,
  balanceAmount: availableAmount,
  limit: availableAmount < amount ? { kind: 'short', amount: availableAmount } : null,
});

/** The customer's own money, which is there at once and costs nothing. */
async function walletGroup({ visitor }: PageVisit, amount: number): Promise<PayGroup[]> {
  const wallets = visitor ? await ownWallets(visitor) : [];
  const ways = wallets.filter(({ status }) => status === 'ACTIVE').map((wallet) => walletWay(wallet, amount));
  return ways.length > 0 ? [{ code: 'wallet', name: '', ways }] : [];
}

/** All ways to pay an order, the customer's wallets first; empty for guests while the gateway's list cannot be had. */
export async function waysToPay(visit: PageVisit, amount: number): Promise<PayGroup[]> {
  const [own, others] = await Promise.all([walletGroup(visit, amount), gatewayGroups(amount)]);
  return [...own, ...others];
}

/** The way that is marked when the page opens: the one chosen before, else the first that fits. */
export function markedWay(groups: PayGroup[], chosen: string | undefined): string | null {
  const fitting = groups.flatMap(({ ways }) => ways).filter(({ limit }) => limit === null);
  return (fitting.find(({ value }) => value === chosen) ?? fitting[0])?.value ?? null;
}

/** `tripay:QRIS` or `wallet:<id>` as the use case wants it. */
export function paymentIn(
  value: string | undefined,
): { gateway: string; method: string } | { gateway: 'wallet'; wallet_id: string } {
  const [gateway = '', which = ''] = (value ?? '').split(':');
  return gateway === 'wallet' ? { gateway, wallet_id: which } : { gateway, method: which };
}
