import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, MutableRow, TextColumn } from '../platform/row.js';

/** One code at a gateway for one wallet: whatever is paid into it, however often, is that wallet's. It has no end. */
@Entity('standing_codes')
export class StandingCode extends MutableRow {
  @IdColumn() userId!: string;
  @IdColumn() walletId!: string;
  @TextColumn(24) gateway!: string;
  @TextColumn(32) method!: string;
  @TextColumn(80) methodName!: string;
  /** As the gateway calls it; empty until it has answered. Our own name for it there is the id. */
  @TextColumn(64, { nullable: true }) uuid!: string | null;
  @TextColumn(64, { nullable: true }) payCode!: string | null;
  @TextColumn(1000, { nullable: true }) qrString!: string | null;
  /** Until when its payments are known. */
  @InstantColumn() checkedAt!: Date;
  /** When the gateway is to be asked for payments that no callback told; empty while there is no code. */
  @InstantColumn({ nullable: true }) nextCheckAt!: Date | null;
}
