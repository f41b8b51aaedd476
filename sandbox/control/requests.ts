import { z } from 'zod';
import { knownCodes } from '../digiflazz/response-codes.js';
import { supplierModes } from '../digiflazz/supplier-modes.js';
import { mailModes } from '../mail/smtp.js';
import { gatewayModes } from '../tripay/gateway.js';

const delay = z.int().min(0).max(600_000);
const copies = z.int().min(1).max(100);
const times = z.int().min(1).optional();

export const AnnounceOrder = z.strictObject({
  copies: copies.optional(),
  delay_ms: delay.optional(),
  amount: z.int().positive().optional(),
  forge: z.boolean().optional(),
  reorder: z.boolean().optional(),
});

export const PayIntoOrder = AnnounceOrder.extend({ amount: z.int().positive() });

export const GatewayOrder = z.strictObject({
  mode: z.enum(gatewayModes),
  merchant_ref: z.string().optional(),
  times,
});

export const SupplierOrder = z.strictObject({
  mode: z.enum(supplierModes),
  ref_id: z.string().optional(),
  settle_after_ms: delay.optional(),
  rc: z.enum(knownCodes).optional(),
  limits: z.enum(['recorded', 'enforced']).optional(),
  times,
});

const statusWords = { success: 'Sukses', pending: 'Pending', fail: 'Gagal' } as const;

export const WebhookOrder = z.strictObject({
  status: z
    .enum(['Sukses', 'Pending', 'Gagal', 'success', 'pending', 'fail'])
    .transform((word) => (word in statusWords ? statusWords[word as keyof typeof statusWords] : word)),
  copies: copies.optional(),
  delay_ms: delay.optional(),
  rc: z.enum(knownCodes).optional(),
  forge: z.boolean().optional(),
});

export const DepositOrder = z.strictObject({ amount: z.int().nonnegative() });
export const MailOrder = z.strictObject({ mode: z.enum(mailModes), times });

const instant = z
  .string()
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : Date.parse(text)))
  .refine((ms) => !Number.isNaN(ms), 'Not an instant: send ISO 8601 or milliseconds since the epoch.');

export const LogQuery = z.object({
  provider: z.enum(['tripay', 'digiflazz']).optional(),
  since: instant.optional(),
});
export const MailQuery = z.object({ to: z.string().optional() });
