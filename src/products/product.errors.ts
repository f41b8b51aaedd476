import { conflict, invalid } from '../platform/errors.js';
import type { CustomerType } from '../users/index.js';
import type { Product } from './product.entity.js';

export const productUnavailable = ({ name }: Product) => conflict('product_unavailable', { name });

/** `opens_at` is for programs, `time` (Jakarta) for people. */
export const productCutOff = ({ name, cutOffEnd }: Product, opensAt: Date) =>
  conflict('product_cut_off', { name, time: cutOffEnd ?? '', opens_at: opensAt.toISOString() });

export const outOfStock = (name: string, left: number) => conflict('out_of_stock', { name, left });

/** The supplier manages this stock; there is nothing to count up or down. */
export const stockNotCounted = ({ name }: Product) => conflict('stock_not_counted', { name });

export const priceBelowCost = (tier: CustomerType, price: number, cost: number) =>
  conflict('price_below_cost', { tier, price, cost });

/** A product whose cost nobody knows, such as a bill before its inquiry, cannot be put on sale. */
export const costUnknown = (name: string) => conflict('cost_unknown', { name });

export const codeTaken = (code: string) => conflict('code_taken', { code });

/** Names the field of a form that points at nothing. */
export const unknownReference = (path: string) => invalid([{ path, code: 'unknown_reference' }]);
