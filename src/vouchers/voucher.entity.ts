import { Column, Entity } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  Row,
  StateColumn,
  TextColumn,
} from '../platform/row.js';
import {
  voucherBatchStates,
  voucherStates,
  voucherUsageStates,
  type VoucherBatchStatus,
  type VoucherStatus,
  type VoucherUsageStatus,
} from './voucher.states.js';

/** A discount that somebody gets for naming a code. */
@Entity('vouchers')
export class Voucher extends MutableRow {
  @TextColumn(80) name!: string;
  @Column({ type: 'enum', enum: ['PERCENT', 'FIXED'] }) kind!: 'PERCENT' | 'FIXED';
  @Column({ type: 'int' }) percentBps!: number;
  @MoneyColumn() amount!: number;
  @MoneyColumn({ nullable: true }) capAmount!: number | null;
  @MoneyColumn() minimumSpendAmount!: number;
  @InstantColumn() validFrom!: Date;
  @InstantColumn({ nullable: true }) validUntil!: Date | null;
  /** In Jakarta, 1 is Monday; null for every day. */
  @Column({ type: 'json', nullable: true }) weekdays!: number[] | null;
  /** Minutes of the day in Jakarta; the window may cross midnight. */
  @Column({ type: 'smallint', nullable: true }) fromMinute!: number | null;
  @Column({ type: 'smallint', nullable: true }) untilMinute!: number | null;
  @Column({ type: 'boolean' }) firstPurchaseOnly!: boolean;
  @Column({ type: 'int', nullable: true }) useLimit!: number | null;
  /** Reserved or used. */
  @Column({ type: 'int' }) usedCount!: number;
  @Column({ type: 'smallint', nullable: true }) personLimit!: number | null;
  @MoneyColumn({ nullable: true }) budgetAmount!: number | null;
  @MoneyColumn() budgetUsedAmount!: number;
  @TextColumn(40, { nullable: true }) stackingGroup!: string | null;
  @Column({ type: 'int' }) priority!: number;
  @Column({ type: 'int' }) floorBps!: number;
  @StateColumn(voucherStates) status!: VoucherStatus;
  @Column({ type: 'int' }) version!: number;
}

export const voucherTargetKinds = ['product', 'category', 'customer_type', 'user'] as const;
export type VoucherTargetKind = (typeof voucherTargetKinds)[number];

/** What or whom a voucher is for; without any of a kind it is for all of that kind. */
@Entity('voucher_targets')
export class VoucherTarget extends Row {
  @IdColumn() voucherId!: string;
  @Column({ type: 'enum', enum: [...voucherTargetKinds] }) kind!: VoucherTargetKind;
  @TextColumn(26) targetId!: string;
}

const asText = {
  to: (code: string | undefined) => (code === undefined ? code : Buffer.from(code, 'ascii')),
  from: (code: Buffer | string | null) => (code === null ? code : code.toString()),
};

/** What the customer types; compared byte by byte. */
@Entity('voucher_codes')
export class VoucherCode extends Row {
  @IdColumn() voucherId!: string;
  /** Codes of a batch are good once each. */
  @IdColumn({ nullable: true }) batchId!: string | null;
  @Column({ type: 'varbinary', length: 40, unique: true, transformer: asText }) code!: string;
}

/** Many codes that nobody can guess, made by a job and shown once. */
@Entity('voucher_batches')
export class VoucherBatch extends MutableRow {
  @IdColumn() voucherId!: string;
  @Column({ type: 'int' }) size!: number;
  @Column({ type: 'int' }) madeCount!: number;
  @StateColumn(voucherBatchStates) status!: VoucherBatchStatus;
  @TextColumn(64) requestedBy!: string;
  @TextColumn(64, { nullable: true }) downloadedBy!: string | null;
  @InstantColumn({ nullable: true }) downloadedAt!: Date | null;
}

/** One sale that had the voucher. */
@Entity('voucher_usages')
export class VoucherUsage extends MutableRow {
  @IdColumn() voucherId!: string;
  @IdColumn() codeId!: string;
  @IdColumn() transactionId!: string;
  @IdColumn() userId!: string;
  @IdColumn() personId!: string;
  @MoneyColumn() amount!: number;
  @StateColumn(voucherUsageStates) status!: VoucherUsageStatus;
  /** Unique with voucher and person while the usage lives, so that the limit of a person is a key. */
  @Column({ type: 'smallint', nullable: true }) slot!: number | null;
  /** Unique: the code, when it is one of a batch. */
  @IdColumn({ nullable: true }) codeOnce!: string | null;
  /** Unique: the person, when the voucher is for first purchases. */
  @IdColumn({ nullable: true }) firstOnce!: string | null;
}

/** One step in the life of a voucher. */
@Entity('voucher_logs')
export class VoucherLog extends Row {
  @IdColumn() voucherId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: VoucherStatus | null;
  @TextColumn(32) toStatus!: VoucherStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

/** A code that was refused, with the reason that only staff see. */
@Entity('voucher_refusals')
export class VoucherRefusal extends Row {
  @IdColumn({ nullable: true }) voucherId!: string | null;
  @TextColumn(40) code!: string;
  @IdColumn() userId!: string;
  @TextColumn(48) reason!: string;
  @Column({ type: 'json' }) judgements!: object;
}

export const vouchersEntities: EntityClass[] = [
  Voucher,
  VoucherTarget,
  VoucherBatch,
  VoucherCode,
  VoucherUsage,
  VoucherLog,
  VoucherRefusal,
];
