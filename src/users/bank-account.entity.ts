import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, MutableRow, StateColumn, TextColumn } from '../platform/row.js';
import { bankAccountStates, type BankAccountStatus } from './bank-account.states.js';

/** Where a customer wants to be paid. Number and holder never change: another number is another account. */
@Entity('bank_accounts')
export class BankAccount extends MutableRow {
  @IdColumn() userId!: string;
  @Column({ type: 'char', length: 3 }) bankCode!: string;
  /** Never read by accident: only payouts ask for it. */
  @Column({ type: 'varbinary', length: 255, select: false }) numberCipher!: Buffer;
  @TextColumn(4) numberHint!: string;
  @Column({ type: 'char', length: 64, select: false }) numberHash!: string;
  /** The hash until the account is removed: nobody has the same one twice. */
  @Column({ type: 'char', length: 64, nullable: true, select: false }) liveHash!: string | null;
  @TextColumn(120) holderName!: string;
  @StateColumn(bankAccountStates) status!: BankAccountStatus;
  @TextColumn(500, { nullable: true }) statusReason!: string | null;
  @InstantColumn() usableFrom!: Date;
  @InstantColumn({ nullable: true }) deletedAt!: Date | null;
}
