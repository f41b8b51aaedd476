import { percentOf, rupiah, type Rupiah } from '../platform/money.js';
import type { ListedChannel } from './gateway.js';

const bounded = (fee: Rupiah, { minimumFee, maximumFee }: ListedChannel): Rupiah =>
  rupiah(Math.min(Math.max(fee, minimumFee ?? 0), maximumFee ?? Number.MAX_SAFE_INTEGER));

/**
 * What the customer pays beside the order, by the gateway's price list: fixed part plus share, rounded up. The least
 * and the most of a fee are told for the whole fee, so they bind only where the customer bears all of it.
 */
export function customerFee(channel: ListedChannel, orderAmount: Rupiah): Rupiah {
  const { customerFee: rule, merchantFee } = channel;
  if (rule.flat === 0 && rule.bps === 0) return 0;
  const fee = rupiah(rule.flat + percentOf(orderAmount, rule.bps, 'ceil'));
  return merchantFee.flat === 0 && merchantFee.bps === 0 ? bounded(fee, channel) : fee;
}
