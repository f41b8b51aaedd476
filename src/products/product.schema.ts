import { z } from 'zod';
import { idParam, instant, pageQuery } from '../platform/http/paging.js';
import { fieldTypes } from './input-schema.entity.js';
import { productKinds } from './product.entity.js';

const amount = z.int().min(0);

const FieldResource = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  regex: z.string(),
  min_length: z.int(),
  max_length: z.int(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  required: z.boolean(),
  help: z.string(),
  placeholder: z.string(),
});

export const ProductResource = z.object({
  id: idParam,
  sku: z.string(),
  category: z.object({ code: z.string(), name: z.string() }),
  name: z.string(),
  brand: z.string(),
  kind: z.enum(productKinds),
  price_amount: amount,
  admin_fee_amount: amount,
  total_amount: amount,
  in_stock: z.boolean(),
  stock: z.int().nullable(),
  available: z.boolean(),
  unavailable_reason: z.enum(['not_for_sale', 'supplier_closed', 'out_of_stock', 'cut_off']).nullable(),
  reopens_at: instant.nullable(),
  input_schema: z.object({ version: z.int(), fields: z.array(FieldResource) }).nullable(),
  description: z.string(),
  popular: z.boolean(),
});

export type ProductResource = z.infer<typeof ProductResource>;

export const CategoryResource = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  icon: z.string(),
  product_count: z.int(),
});

/** Search forms send empty fields; an empty word asks for nothing. */
const optionalWord = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => (text === '' ? undefined : text))
    .optional();

export const ProductQuery = z.strictObject({
  category: optionalWord(48),
  q: optionalWord(60),
  kind: z.enum(productKinds).optional(),
  ...pageQuery,
});

/** A number that is still being typed is welcome: four digits already name an operator. */
export const OperatorQuery = z.strictObject({
  phone: z
    .string()
    .trim()
    .max(24)
    .regex(/^\+?[\d\s().-]{4,}$/),
});
