import { Entity } from 'typeorm';
import { IdColumn, MoneyColumn, Row, TextColumn } from '../platform/row.js';

/** Money that went from one wallet to another: from whom, to whom, and with what words. */
@Entity('transfers')
export class Transfer extends Row {
  @IdColumn({ unique: true }) transactionId!: string;
  @IdColumn() senderId!: string;
  @IdColumn() recipientId!: string;
  @IdColumn() fromWalletId!: string;
  @IdColumn() toWalletId!: string;
  @MoneyColumn() amount!: number;
  @TextColumn(100) note!: string;
}
