import { Column, Entity } from 'typeorm';
import type { Rupiah } from '../platform/money.js';
import { IdColumn, MoneyColumn, MutableRow, TextColumn } from '../platform/row.js';
import { isCutOff } from './cut-off.js';

export const productKinds = ['digital', 'physical'] as const;
export type ProductKind = (typeof productKinds)[number];

/** Why a product on the shelf cannot be bought at this moment. */
export type UnavailableReason = 'not_for_sale' | 'supplier_closed' | 'out_of_stock' | 'cut_off';

/** Something that can be bought under one SKU. */
@Entity('products')
export class Product extends MutableRow {
  @IdColumn() categoryId!: string;
  @TextColumn(48) sku!: string;
  @TextColumn(24, { nullable: true }) supplier!: string | null;
  @TextColumn(64, { nullable: true }) supplierSku!: string | null;
  @TextColumn(160) name!: string;
  @TextColumn(80) brand!: string;
  @Column({ type: 'enum', enum: productKinds }) kind!: ProductKind;
  @IdColumn({ nullable: true }) inputSchemaId!: string | null;
  @MoneyColumn() costAmount!: Rupiah;
  /** A price of its own; without one the margin rules make it. */
  @MoneyColumn({ nullable: true }) retailPriceAmount!: Rupiah | null;
  @MoneyColumn({ nullable: true }) resellerPriceAmount!: Rupiah | null;
  /** The cost up to which two people agreed to prices below it; a cost above that ends their consent. */
  @MoneyColumn({ nullable: true }) lossAgreedCostAmount!: Rupiah | null;
  @MoneyColumn() adminFeeAmount!: Rupiah;
  /** Pieces that may be sold; null when the supplier manages it. Moved by `stock.ts` alone. */
  @Column({ type: 'int', nullable: true }) stock!: number | null;
  @Column({ type: 'int', nullable: true }) weightGrams!: number | null;
  /** `HH:MM` in Jakarta; the supplier takes no orders from here … */
  @TextColumn(5, { nullable: true }) cutOffStart!: string | null;
  /** … to here. */
  @TextColumn(5, { nullable: true }) cutOffEnd!: string | null;
  @Column({ type: 'boolean' }) needsSerialNumber!: boolean;
  @Column({ type: 'boolean' }) popular!: boolean;
  @Column({ type: 'boolean' }) active!: boolean;
  /** Whether the supplier offers it at present; ours to know, not ours to decide. */
  @Column({ type: 'boolean' }) supplierActive!: boolean;
  @TextColumn(600) descriptionId!: string;
  @TextColumn(600) descriptionEn!: string;
  /** Counted up by every edit of staff; sales move the stock without it. */
  @Column({ type: 'int' }) version!: number;

  get inStock(): boolean {
    return this.stock === null || this.stock > 0;
  }

  /** What stands in the way of a sale now, the lasting reason first; null when nothing does. */
  unavailableReasonAt(moment: Date): UnavailableReason | null {
    // Without a known cost there is no price: a bill is sold only after an inquiry.
    if (!this.active || this.costAmount === 0) return 'not_for_sale';
    if (!this.supplierActive) return 'supplier_closed';
    if (!this.inStock) return 'out_of_stock';
    return isCutOff(this, moment) ? 'cut_off' : null;
  }
}
