import { Column, Entity } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  Row,
  StateColumn,
  TextColumn,
} from '../platform/row.js';
import type { OfferExplanation, OfferSource } from '../vouchers/index.js';
import { Transfer } from './transfer.entity.js';
import { Refund, RefundClaim } from './refund.entity.js';
import { transactionStates, type TransactionStatus } from './transaction.states.js';

export const transactionTypes = ['PPOB', 'PURCHASE', 'TOPUP', 'TRANSFER', 'WITHDRAWAL', 'ESCROW'] as const;
export type TransactionType = (typeof transactionTypes)[number];

/** Something was bought; the others only move a customer's money. */
export const isSale = ({ type }: { type: TransactionType }): boolean =>
  type === 'PPOB' || type === 'PURCHASE';

/** Where physical goods go, as the buyer gave it when ordering. */
export interface Shipping {
  recipient_name: string;
  phone: string;
  address: string;
  city: string;
  postal_code: string;
  courier: string;
  note?: string;
}

/** What a customer buys; prices and totals are frozen when it is placed. */
@Entity('transactions')
export class Transaction extends MutableRow {
  @TextColumn(24, { unique: true }) number!: string;
  @Column({ type: 'enum', enum: [...transactionTypes] }) type!: TransactionType;
  @StateColumn(transactionStates) status!: TransactionStatus;
  @IdColumn({ nullable: true }) userId!: string | null;
  /** The wallet that a top-up fills, or that a transfer, a withdrawal or a deal takes from; empty for sales. */
  @IdColumn({ nullable: true }) walletId!: string | null;
  @Column({ type: 'enum', enum: ['retail', 'reseller'] }) customerType!: 'retail' | 'reseller';
  @TextColumn(120) contactName!: string;
  @TextColumn(254, { nullable: true }) contactEmail!: string | null;
  @TextColumn(20, { nullable: true }) contactPhone!: string | null;
  @Column({ type: 'enum', enum: ['id', 'en'] }) locale!: 'id' | 'en';
  @Column({ type: 'json', nullable: true }) inputs!: Record<string, string> | null;
  @IdColumn({ nullable: true }) inputSchemaId!: string | null;
  @TextColumn(120, { nullable: true }) customerNo!: string | null;
  @Column({ type: 'json', nullable: true }) shipping!: Shipping | null;
  @MoneyColumn() goodsAmount!: number;
  /** Off the goods: the sum of what its discounts give. */
  @MoneyColumn() discountAmount!: number;
  @MoneyColumn() adminFeeAmount!: number;
  @MoneyColumn() shippingAmount!: number;
  /** Goods less discounts, admin fee and shipping; the gateway's fee belongs to the payment. */
  @MoneyColumn() totalAmount!: number;
  @MoneyColumn() costAmount!: number;
  @Column({ type: 'char', length: 3 }) currency!: string;
  /** Local day in Jakarta on which it was placed. */
  @Column({ type: 'date' }) wibDate!: string;
  @InstantColumn() expiresAt!: Date;
  @InstantColumn({ nullable: true }) paidAt!: Date | null;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
  @TextColumn(48, { nullable: true }) failureCode!: string | null;
}

/** One product of a sale, with its price as explained, its supplier and its weight as known at that moment. */
@Entity('transaction_lines')
export class TransactionLine extends Row {
  @IdColumn() transactionId!: string;
  @Column({ type: 'smallint' }) position!: number;
  @IdColumn() productId!: string;
  @TextColumn(48) sku!: string;
  @TextColumn(160) name!: string;
  @Column({ type: 'int' }) quantity!: number;
  @MoneyColumn() unitAmount!: number;
  /** Before discounts. */
  @MoneyColumn() totalAmount!: number;
  @MoneyColumn() discountAmount!: number;
  @MoneyColumn() costAmount!: number;
  @Column({ type: 'json' }) priceExplanation!: object;
  @TextColumn(24, { nullable: true }) supplier!: string | null;
  @TextColumn(64, { nullable: true }) supplierSku!: string | null;
  @Column({ type: 'boolean' }) needsSerialNumber!: boolean;
  /** Of one piece; 0 for what is not shipped. */
  @Column({ type: 'int' }) weightGrams!: number;
}

/** A discount that a sale had, with how it came to its amount; never changed afterwards. */
@Entity('transaction_discounts')
export class TransactionDiscount extends Row {
  @IdColumn() transactionId!: string;
  @Column({ type: 'enum', enum: ['rule', 'grant', 'voucher'] }) source!: OfferSource;
  @TextColumn(64) sourceId!: string;
  /** Of the rule or the voucher. */
  @Column({ type: 'int' }) version!: number;
  @TextColumn(80) name!: string;
  @MoneyColumn() amount!: number;
  @Column({ type: 'json' }) explanation!: OfferExplanation;
}

/** One step in the life of a sale: who moved it, from where to where, and why. */
@Entity('transaction_logs')
export class TransactionLog extends Row {
  @IdColumn() transactionId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: TransactionStatus | null;
  @TextColumn(32) toStatus!: TransactionStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

export const transactionsEntities = [
  Transaction,
  TransactionLine,
  TransactionDiscount,
  TransactionLog,
  Refund,
  RefundClaim,
  Transfer,
];
