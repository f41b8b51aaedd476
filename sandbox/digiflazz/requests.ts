import { z } from 'zod';

const signed = { username: z.string(), sign: z.string() };
const filled = z.string().min(1).max(100);

export const BalanceRequest = z.object({ ...signed, cmd: z.literal('deposit') });

export const PriceListRequest = z.object({
  ...signed,
  cmd: z.enum(['prepaid', 'pasca']),
  code: z.string().optional(),
  category: z.string().optional(),
  brand: z.string().optional(),
  type: z.string().optional(),
});

export const DepositRequest = z.object({
  ...signed,
  amount: z.int().positive(),
  Bank: z.string().optional(),
  bank: z.string().optional(),
  owner_name: filled,
});

export const TransactionRequest = z.object({
  ...signed,
  commands: z.enum(['inq-pasca', 'pay-pasca', 'status-pasca']).optional(),
  buyer_sku_code: filled,
  customer_no: filled,
  ref_id: filled,
  testing: z.boolean().optional(),
  max_price: z.int().positive().optional(),
  cb_url: z.string().optional(),
  allow_dot: z.boolean().optional(),
  amount: z.int().positive().optional(),
  year: z.int().optional(),
});
export type TransactionRequest = z.infer<typeof TransactionRequest>;

export const MeterRequest = z.object({ ...signed, customer_no: filled });
