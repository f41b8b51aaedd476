import { z } from 'zod';
import { DomainError } from '../platform/errors.js';
import { instant, pageQuery } from '../platform/http/paging.js';
import { walletStates } from './wallet.states.js';

/** Characters that cannot be seen and line ends have no place in a name on a list. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

export const walletNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((name) => !unseen.test(name), 'invalid_format');

export const newWalletSchema = z.strictObject({
  name: walletNameSchema,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('IDR'),
});

export const changeWalletSchema = z.strictObject({
  name: walletNameSchema.optional(),
  is_default: z.literal(true).optional(),
});

/** @throws DomainError `currency_unsupported` (422) for anything but rupiah: the books are kept in it alone. */
export function assertRupiah(currency: string): void {
  if (currency === 'IDR') return;
  const fields = [{ path: 'currency', code: 'currency_unsupported' }];
  throw new DomainError('currency_unsupported', 422, { currency }, fields);
}

const day = z.iso.date();

/** Days are Jakarta days, both included. */
export const mutationQuery = z.strictObject({
  limit: pageQuery.limit,
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'cursor')
    .optional(),
  from: day.optional(),
  to: day.optional(),
});

const amount = z.number().int().min(0);

export const walletResource = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  status: z.enum(walletStates.states as [string, ...string[]]),
  is_default: z.boolean(),
  balance_amount: amount,
  held_amount: amount,
  available_amount: amount,
});

export const balanceResource = walletResource.pick({
  balance_amount: true,
  held_amount: true,
  available_amount: true,
});

export const mutationResource = z.object({
  id: z.string(),
  transaction_id: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  amount: z.number().int(),
  balance_before_amount: amount,
  balance_after_amount: amount,
  created_at: instant,
});
