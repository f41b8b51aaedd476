import { percentOf, rupiah } from '../platform/money.js';
import type { CreateOutcome, ListedChannel, PaymentGateway, PaymentIntent } from '../payments/index.js';

function channel(
  method: string,
  name: string,
  group: string,
  differences: Partial<ListedChannel> = {},
): ListedChannel {
  return {
    method,
    name,
    group,
    customerFee: { flat: 4_250, bps: 0 },
    merchantFee: { flat: 0, bps: 0 },
    minimumFee: null,
    maximumFee: null,
    minimumAmount: 10_000,
    maximumAmount: 10_000_000,
    active: true,
    ...differences,
  };
}

const fromSmall = { minimumAmount: 1_000 };

/** The ways to pay that the customers of the story use, at the fees the gateway takes for them. */
const channels: ListedChannel[] = [
  channel('BRIVA', 'BRI Virtual Account', 'Virtual Account'),
  channel('BCAVA', 'BCA Virtual Account', 'Virtual Account', { customerFee: { flat: 5_500, bps: 0 } }),
  channel('MANDIRIVA', 'Mandiri Virtual Account', 'Virtual Account'),
  channel('QRIS', 'QRIS', 'QRIS', { ...fromSmall, customerFee: { flat: 750, bps: 70 } }),
  channel('DANA', 'DANA', 'E-Wallet', {
    ...fromSmall,
    customerFee: { flat: 0, bps: 0 },
    merchantFee: { flat: 0, bps: 300 },
  }),
];

const codeOf = (merchantRef: string): string =>
  [...merchantRef.slice(-11)].map((letter) => String(letter.charCodeAt(0) % 10)).join('');

function accepted(intent: PaymentIntent, listed: ListedChannel): CreateOutcome {
  const { merchantRef, method, orderAmount, expiresAt } = intent;
  const feeOf = ({ flat, bps }: ListedChannel['customerFee']) =>
    rupiah(flat + percentOf(orderAmount, bps, 'ceil'));
  const fee = feeOf(listed.customerFee);
  return {
    kind: 'found',
    payment: {
      reference: `DEMO-T${merchantRef.slice(-18)}`,
      merchantRef,
      method,
      methodName: listed.name,
      status: 'UNPAID',
      isClosed: true,
      totalAmount: rupiah(orderAmount + fee),
      customerFeeAmount: fee,
      merchantFeeAmount: feeOf(listed.merchantFee),
      paidAt: null,
      payCode: listed.group === 'Virtual Account' ? `13282${codeOf(merchantRef)}` : null,
      payUrl: null,
      qrString: null,
      checkoutUrl: null,
      instructions: [],
      expiresAt,
    },
  };
}

/**
 * Stands in for the payment gateway while the past is written, because nobody was there to ask. Silent, it answers
 * nothing: the payment stays open without a reference, and the store's own sweep asks the real gateway for one.
 */
export class DemoGateway implements PaymentGateway {
  readonly name = 'tripay';
  readonly isResting = false;
  readonly standing = null;
  silent = false;

  channels(): Promise<ListedChannel[]> {
    return Promise.resolve(channels);
  }

  create(intent: PaymentIntent): Promise<CreateOutcome> {
    const listed = channels.find(({ method }) => method === intent.method);
    if (this.silent || !listed) return Promise.resolve({ kind: 'unknown', reason: 'silent' });
    return Promise.resolve(accepted(intent, listed));
  }

  detail() {
    return Promise.resolve({ kind: 'unknown', reason: 'not asked' } as const);
  }

  findByMerchantRef() {
    return this.detail();
  }
}
