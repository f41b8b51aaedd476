import type { Fee } from './fees.js';

export type PaymentStatus = 'UNPAID' | 'PAID' | 'FAILED' | 'EXPIRED' | 'REFUND';

export interface OrderItem {
  sku: string | null;
  name: string;
  price: number;
  quantity: number;
  subtotal: number;
  product_url: string | null;
  image_url: string | null;
}

/** A payment as the gateway keeps it. Amounts are whole rupiah, instants Unix seconds. */
export interface Payment {
  reference: string;
  merchantRef: string;
  channelCode: string;
  customer: { name: string; email: string; phone: string | null };
  items: OrderItem[];
  callbackUrl: string | null;
  returnUrl: string | null;
  /** What the buyer is to pay, the customer's share of the fee included. */
  amount: number;
  fee: Fee;
  payCode: string | null;
  qrString: string | null;
  status: PaymentStatus;
  createdAt: number;
  expiresAt: number;
  paidAt: number | null;
  /** The standing code into which it was paid; absent for a closed payment. */
  paidInto?: string;
}

/** What reaches the merchant: the amount less every fee, whoever bears it. */
export function amountReceived({ amount, fee }: Payment): number {
  return amount - fee.customer - fee.merchant;
}

/** Where a payment may go. Money that comes late still counts; a paid payment never becomes unpaid. */
const moves: Record<PaymentStatus, readonly PaymentStatus[]> = {
  UNPAID: ['PAID', 'FAILED', 'EXPIRED'],
  EXPIRED: ['PAID'],
  FAILED: ['PAID'],
  PAID: ['REFUND'],
  REFUND: [],
};

export function mayBecome(payment: Payment, status: PaymentStatus): boolean {
  return moves[payment.status].includes(status);
}
