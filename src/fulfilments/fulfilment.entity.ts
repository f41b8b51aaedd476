import { Column, Entity } from 'typeorm';
import { CallbackRow } from '../platform/callback-inbox.js';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  Row,
  StateColumn,
  TextColumn,
} from '../platform/row.js';
import { fulfilmentStates, type FulfilmentStatus } from './fulfilment.states.js';

export type SupplierName = 'digiflazz';

/** One purchase at a supplier for one sale. Its reference is made once and used in every call. */
@Entity('fulfilments')
export class Fulfilment extends MutableRow {
  @IdColumn({ unique: true }) transactionId!: string;
  @TextColumn(24) supplier!: SupplierName;
  @TextColumn(40, { unique: true }) refId!: string;
  @TextColumn(64) supplierSku!: string;
  @TextColumn(120) customerNo!: string;
  @StateColumn(fulfilmentStates) status!: FulfilmentStatus;
  /** Rupiah; above it the supplier must refuse. */
  @MoneyColumn() maxPriceAmount!: number;
  /** Rupiah; what the supplier charged. */
  @MoneyColumn({ nullable: true }) costAmount!: number | null;
  @Column({ type: 'boolean' }) needsSerialNumber!: boolean;
  @Column({ type: 'varbinary', length: 4096, nullable: true }) serialNumberCipher!: Buffer | null;
  /** The last characters, for people who may not see the rest. */
  @TextColumn(40, { nullable: true }) serialNumberHint!: string | null;
  @TextColumn(8, { nullable: true }) rc!: string | null;
  /** The supplier's own words; for staff, because sellers put their contacts into it. */
  @TextColumn(300, { nullable: true }) supplierMessage!: string | null;
  @Column({ type: 'int' }) calls!: number;
  @InstantColumn({ nullable: true }) firstCalledAt!: Date | null;
  /** By the machine's time, which nobody moves: the supplier's minute is counted from it. */
  @InstantColumn({ nullable: true }) lastCalledAt!: Date | null;
  /** When the sweep rings the job again; null after the end, and while a person decides. */
  @InstantColumn({ nullable: true }) nextCheckAt!: Date | null;
  @InstantColumn({ nullable: true }) settledAt!: Date | null;
  /** Why a person must look. */
  @TextColumn(64, { nullable: true }) reviewReason!: string | null;
}

export type CallPurpose = 'purchase' | 'status' | 'callback';
export type CallOutcome = 'SUCCESS' | 'PENDING' | 'FAILED' | 'UNKNOWN' | 'REFUSED';

/** One word of the supplier about a purchase: the answer to a call, or a callback. */
@Entity('fulfilment_calls')
export class FulfilmentCall extends Row {
  @IdColumn() fulfilmentId!: string;
  @Column({ type: 'enum', enum: ['purchase', 'status', 'callback'] }) purpose!: CallPurpose;
  @Column({ type: 'enum', enum: ['SUCCESS', 'PENDING', 'FAILED', 'UNKNOWN', 'REFUSED'] })
  outcome!: CallOutcome;
  @TextColumn(8, { nullable: true }) rc!: string | null;
  @TextColumn(300, { nullable: true }) message!: string | null;
  @Column({ type: 'smallint', nullable: true }) httpStatus!: number | null;
  @Column({ type: 'int', nullable: true }) durationMs!: number | null;
}

export type CallbackVerdict = 'RECEIVED' | 'APPLIED' | 'IGNORED' | 'REVIEW' | 'FAILED';

/** One message that a supplier sent us; the body is encrypted because it holds serial numbers. */
@Entity('fulfilment_callbacks')
export class FulfilmentCallback extends CallbackRow {
  @TextColumn(24) supplier!: SupplierName;
  @TextColumn(64, { nullable: true }) refId!: string | null;
  @Column({ type: 'enum', enum: ['RECEIVED', 'APPLIED', 'IGNORED', 'REVIEW', 'FAILED'] })
  verdict!: CallbackVerdict;
  @Column({ type: 'varbinary', length: 8192 }) bodyCipher!: Buffer;
}
