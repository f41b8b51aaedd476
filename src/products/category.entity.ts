import { Column, Entity } from 'typeorm';
import type { Locale } from '../platform/i18n.js';
import { MutableRow, TextColumn } from '../platform/row.js';

/** A shelf of the shop; its type says how the shop treats everything on it. */
@Entity('product_categories')
export class ProductCategory extends MutableRow {
  @TextColumn(48) code!: string;
  @TextColumn(32) type!: string;
  @TextColumn(80) nameId!: string;
  @TextColumn(80) nameEn!: string;
  @TextColumn(300) descriptionId!: string;
  @TextColumn(300) descriptionEn!: string;
  @TextColumn(24) icon!: string;
  @Column({ type: 'int' }) sortOrder!: number;
  @Column({ type: 'boolean' }) active!: boolean;
  /** Counted up by every edit, so that two people cannot overwrite each other. */
  @Column({ type: 'int' }) version!: number;
}

interface Named {
  nameId: string;
  nameEn: string;
}

interface Described {
  descriptionId: string;
  descriptionEn: string;
}

export const nameIn = (locale: Locale, row: Named): string => (locale === 'id' ? row.nameId : row.nameEn);

export const descriptionIn = (locale: Locale, row: Described): string =>
  locale === 'id' ? row.descriptionId : row.descriptionEn;
