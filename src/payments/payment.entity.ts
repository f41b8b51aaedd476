import { Column, Entity } from 'typeorm';
import type { Rupiah } from '../platform/money.js';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  StateColumn,
  TextColumn,
} from '../platform/row.js';
import type { Instruction } from './gateway.js';
import { paymentStates, type PaymentStatus } from './payment.states.js';

export interface PaymentItem {
  sku: string;
  name: string;
  price: Rupiah;
  quantity: number;
}

/** Who pays for what, kept as the gateway is told it, so that a lost request can be repeated word for word. */
export interface PaymentRequest {
  customer: { name: string; email: string; phone: string };
  items: PaymentItem[];
  returnUrl: string;
}

/** One attempt to collect the total of one transaction. */
@Entity('payments')
export class Payment extends MutableRow {
  @IdColumn() transactionId!: string;
  /** The customer's account; empty for a guest. */
  @IdColumn({ nullable: true }) payerId!: string | null;
  /** The wallet that paid; empty when a gateway collects. */
  @IdColumn({ nullable: true }) walletId!: string | null;
  /** The standing code into which it was paid; empty for a payment that was asked for. */
  @IdColumn({ nullable: true }) standingCodeId!: string | null;
  @TextColumn(24) gateway!: string;
  @TextColumn(32) method!: string;
  @TextColumn(80) methodName!: string;
  @StateColumn(paymentStates) status!: PaymentStatus;
  /** What the sale costs. */
  @MoneyColumn() orderAmount!: Rupiah;
  /** Gateway fee borne by the customer. */
  @MoneyColumn() feeAmount!: Rupiah;
  /** Gateway fee borne by the shop. */
  @MoneyColumn() merchantFeeAmount!: Rupiah;
  /** What the customer pays: order plus fee. */
  @MoneyColumn() amount!: Rupiah;
  @MoneyColumn() paidAmount!: Rupiah;
  @MoneyColumn() refundedAmount!: Rupiah;
  /** Our name for the payment at the gateway. */
  @TextColumn(40) merchantRef!: string;
  /** The gateway's own name for it; empty until we know that the gateway has it. */
  @TextColumn(64, { nullable: true }) reference!: string | null;
  @TextColumn(64, { nullable: true }) payCode!: string | null;
  @TextColumn(500, { nullable: true }) payUrl!: string | null;
  @TextColumn(1000, { nullable: true }) qrString!: string | null;
  @TextColumn(500, { nullable: true }) checkoutUrl!: string | null;
  @Column({ type: 'json', nullable: true }) instructions!: Instruction[] | null;
  /** Empty when no gateway was asked. */
  @Column({ type: 'json', nullable: true }) request!: PaymentRequest | null;
  /** Until when the sale waits for its money. */
  @InstantColumn() expiresAt!: Date;
  /** Until when the gateway collects, which may be longer; empty until it has said so. */
  @InstantColumn({ nullable: true }) gatewayExpiresAt!: Date | null;
  @InstantColumn({ nullable: true }) paidAt!: Date | null;
  /** When we heard that the gateway gave the money back by itself. */
  @InstantColumn({ nullable: true }) returnedAt!: Date | null;
  /** When the gateway is to be asked next; empty when there is nothing left to learn. */
  @InstantColumn({ nullable: true }) nextCheckAt!: Date | null;

  /** Whether its money came in, whatever went back since. */
  get wasPaid(): boolean {
    return this.paidAt !== null;
  }
}
