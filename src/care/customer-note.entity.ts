import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, MutableRow, TextColumn } from '../platform/row.js';

/** What staff want each other to know about a customer, who does not read it. Removed ones stay, unseen. */
@Entity('customer_notes')
export class CustomerNote extends MutableRow {
  @IdColumn() userId!: string;
  @TextColumn(2000) body!: string;
  @IdColumn() authorId!: string;
  @InstantColumn({ nullable: true }) removedAt!: Date | null;
  @IdColumn({ nullable: true }) removedBy!: string | null;
}
