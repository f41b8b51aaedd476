import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { productKinds } from './product.entity.js';

/** A hundred billion rupiah for one piece; sums of a basket stay far inside safe integers. */
const mostAmount = 100_000_000_000;

export const amount = z.int().min(0).max(mostAmount);
export const reason = z.string().trim().min(3).max(500);
export const version = z.int().min(1);
const text = (least: number, most: number) => z.string().trim().min(least).max(most);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What staff say about a product besides its prices and its stock. */
const facts = {
  categoryId: idParam,
  name: text(1, 160),
  brand: text(0, 80),
  supplierSku: text(1, 64)
    .regex(/^[\x21-\x7e]+$/)
    .nullable(),
  inputSchemaId: idParam.nullable(),
  weightGrams: z.int().min(1).max(1_000_000).nullable(),
  cutOffStart: timeOfDay.nullable(),
  cutOffEnd: timeOfDay.nullable(),
  needsSerialNumber: z.boolean(),
  popular: z.boolean(),
  active: z.boolean(),
  descriptionId: text(0, 600),
  descriptionEn: text(0, 600),
};

const prices = {
  costAmount: amount,
  retailPriceAmount: amount.nullable(),
  resellerPriceAmount: amount.nullable(),
  adminFeeAmount: amount,
};

export const CreateProduct = z.strictObject({
  ...facts,
  ...prices,
  sku: text(1, 48).regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  kind: z.enum(productKinds),
  stock: z.int().min(0).max(1_000_000).nullable(),
});

export const EditProduct = z.strictObject({
  productId: idParam,
  version,
  changes: z.strictObject(facts).partial(),
});

export const ChangePrice = z
  .strictObject({ productId: idParam, version, reason, ...z.strictObject(prices).partial().shape })
  .refine((form) => Object.keys(prices).some((key) => form[key as keyof typeof form] !== undefined), {
    path: ['costAmount'],
    message: 'required',
  });

export const AdjustStock = z.strictObject({
  productId: idParam,
  delta: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((delta) => delta !== 0, 'invalid'),
  reason,
});

export type CreateProduct = z.infer<typeof CreateProduct>;
export type EditProduct = z.infer<typeof EditProduct>;
export type ChangePrice = z.infer<typeof ChangePrice>;
export type AdjustStock = z.infer<typeof AdjustStock>;
