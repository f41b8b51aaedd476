import { readdirSync, readFileSync } from 'node:fs';
import { fromRoot } from '../platform/root.js';
import type { CustomerType } from '../users/index.js';
import type { InputField } from './input-schema.entity.js';
import type { ProductKind } from './product.entity.js';

type InTwoLanguages = Record<'id' | 'en', string>;

/** One product of a catalogue file; `catalogue.test.ts` holds every file to this shape. */
export interface CatalogueProduct {
  sku: string;
  supplier_sku: string | null;
  name: string;
  brand: string;
  kind: ProductKind;
  input_schema: string | null;
  cost_amount: number;
  retail_price_amount: number | null;
  reseller_price_amount: number | null;
  admin_fee_amount: number;
  stock: number | null;
  weight_grams: number | null;
  cut_off_start: string | null;
  cut_off_end: string | null;
  needs_serial_number: boolean;
  popular?: boolean;
  active: boolean;
  description: InTwoLanguages;
}

/** `catalogue/<code>.json`: one category with its questions, its margin and its products. */
export interface CatalogueCategory {
  code: string;
  name: InTwoLanguages;
  type: string;
  description: InTwoLanguages;
  sort: number;
  icon: string;
  margin: (Record<`${CustomerType}_bps`, number> & Record<`${CustomerType}_fixed_amount`, number>) | null;
  input_schemas: Record<string, { version: number; fields: InputField[]; join_template: string }>;
  products: CatalogueProduct[];
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(fromRoot('src/products', file), 'utf8'));

/** The categories of the demo shop in shop order. */
export const readCatalogue = (): CatalogueCategory[] =>
  readdirSync(fromRoot('src/products/catalogue'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => readJson(`catalogue/${file}`) as CatalogueCategory)
    .sort((a, b) => a.sort - b.sort);

/** The first digits of mobile numbers and the brands they point to. */
export const readPrefixes = () => readJson('operator-prefixes.json') as { prefix: string; brand: string }[];
