import type { Channel } from './channels.js';

export interface Fee {
  merchant: number;
  customer: number;
}

/** The gateway's fee in rupiah. A fraction is rounded up: 0.7 % of 192,080 plus 750 was billed as 2,095. */
export function feeOf(channel: Channel, amount: number): Fee {
  const raw = channel.feeFlat + Math.ceil((amount * channel.feeBps) / 10_000);
  const fee = Math.max(raw, channel.feeMinimum ?? 0);
  return channel.feeBearer === 'customer' ? { merchant: 0, customer: fee } : { merchant: fee, customer: 0 };
}

/** A channel as the channel list shows it; `total_fee.percent` is a string there and the other two are numbers. */
export function presentChannel(channel: Channel, iconUrl: string): Record<string, unknown> {
  const charged = { flat: channel.feeFlat, percent: channel.feeBps / 100 };
  const free = { flat: 0, percent: 0 };
  const byCustomer = channel.feeBearer === 'customer';
  return {
    group: channel.group,
    code: channel.code,
    name: channel.name,
    type: channel.type,
    fee_merchant: byCustomer ? free : charged,
    fee_customer: byCustomer ? charged : free,
    total_fee: { flat: channel.feeFlat, percent: percentText(channel) },
    minimum_fee: channel.feeMinimum,
    maximum_fee: null,
    minimum_amount: channel.minimumAmount,
    maximum_amount: channel.maximumAmount,
    icon_url: iconUrl,
    active: channel.active,
  };
}

/** A channel as the fee calculator shows it. */
export function presentFee(channel: Channel, amount: number): Record<string, unknown> {
  const fee = { flat: channel.feeFlat, percent: percentText(channel), min: channel.feeMinimum, max: null };
  return { code: channel.code, name: channel.name, fee, total_fee: feeOf(channel, amount) };
}

function percentText(channel: Channel): string {
  return (channel.feeBps / 100).toFixed(2);
}
